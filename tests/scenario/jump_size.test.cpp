#include "bulwark/scenario/jump_size.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const DoubleExponentialJumps kou{.per_year = 5.0, .up_share = 0.3, .up_rate = 25.0, .down_rate = 12.0};
const JumpParameters merton{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.15};

/// How likely a double-exponential jump is at most `x`.
double kou_cdf(double x) { return x < 0.0 ? 0.7 * std::exp(12.0 * x) : 1.0 - 0.3 * std::exp(-25.0 * x); }
}  // namespace

TEST_CASE("a jump has the rank of its score", "[scenario][jump_size]") {
  Random random{2};
  for (int i = 0; i < 2'000; ++i) {
    const double score = random.between(-6.0, 6.0), rank = 0.5 * std::erfc(-score / std::sqrt(2.0));
    CHECK(kou_cdf(jump_size(kou, score)) == Catch::Approx(rank).epsilon(1e-12));
    CHECK(jump_size(merton, score) == Catch::Approx(-0.1 + 0.15 * score).epsilon(1e-15).margin(1e-16));
    CHECK(jump_size(kou, score) < jump_size(kou, score + 1e-3));
  }
  CHECK(jump_size(kou, -38.0) == Catch::Approx((-726.2 - std::log(0.7)) / 12.0).epsilon(1e-2));  // the tail is not cut off
  CHECK(jump_size({}, 1.0) == 0.0);
}

TEST_CASE("jumps that only fall, or only rise, do so at every score", "[scenario][jump_size]") {
  for (double score = -8.0; score <= 8.0; score += 0.25) {
    CHECK(jump_size(DoubleExponentialJumps{.per_year = 1.0, .up_share = 0.0}, score) <= 0.0);
    CHECK(jump_size(DoubleExponentialJumps{.per_year = 1.0, .up_share = 1.0}, score) >= 0.0);
  }
}

TEST_CASE("the expected relative jump is the mean over all ranks", "[scenario][jump_size]") {
  for (const ModelParameters& model : {ModelParameters{kou}, ModelParameters{merton}}) {
    double sum = 0.0;
    constexpr double step = 1e-3;  // the trapezoid rule is exact to rounding for smooth functions that vanish at the ends
    for (double score = -12.0; score < 12.0; score += step)
      sum += step * std::exp(-0.5 * score * score) / std::sqrt(2.0 * M_PI) * std::expm1(jump_size(model, score));
    CHECK(mean_relative_jump(model) == Catch::Approx(sum).epsilon(1e-6));
  }
  CHECK(mean_relative_jump({}) == 0.0);
  CHECK(jumps_per_year(kou) == 5.0);
  CHECK(jumps_per_year(StochasticVariance{}) == 0.0);
  CHECK_FALSE(is_jump_diffusion(StochasticVariance{}));
  CHECK(is_jump_diffusion({}));
}
