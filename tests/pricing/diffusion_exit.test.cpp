#include "bulwark/pricing/diffusion_exit.hpp"

#include <cmath>
#include <limits>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<60>>;

namespace {

/// Leaving below within the time, from the other end: the end of the game less what is still to come, in eigenfunctions of the range.
double by_eigenfunctions(double below, double above, double drift, double variance) {
  const Wide pi = boost::math::constants::pi<Wide>(), d = below, l = Wide(below) + above, m = drift, v = variance, k = 2 * m / v;
  Wide share = m == 0 ? Wide(above) / l : (1 - exp(-k * above)) / (exp(k * d) - exp(-k * above));
  for (int n = 1; n < 4000; ++n) {
    const Wide rate = m * m / (2 * v) + n * n * pi * pi * v / (2 * l * l);
    share -= exp(-m * d / v - rate) * v * pi * n * sin(n * pi * d / l) / (l * l * rate);
    if (rate > 400) break;
  }
  return static_cast<double>(share);
}

}  // namespace

TEST_CASE("a diffusion leaves a range as the eigenfunctions of the range say, to sixty digits", "[pricing][diffusion_exit]") {
  test::Random random{31};
  double worst = 0.0;
  for (int i = 0; i < 400; ++i) {
    const double below = random.between(0.02, 0.5), above = random.between(0.02, 0.5), width = below + above;
    const double variance = width * width * std::exp(random.between(-6.0, 3.0)), drift = random.between(-2.0, 2.0) * std::sqrt(variance);
    const double exact = by_eigenfunctions(below, above, drift, variance), ours = exit_below({below, above}, drift, variance);
    worst = std::fmax(worst, std::fabs(ours - exact));
  }
  CHECK(worst < 4e-15);
}

TEST_CASE("with one end it is the reflection principle, which the range with a far second end tends to", "[pricing][diffusion_exit]") {
  CHECK(touch_below(0.2, 0.0, 0.04) == Catch::Approx(2.0 * 0.15865525393145705).epsilon(1e-14));
  for (const double drift : {-0.1, 0.0, 0.15})
    CHECK(exit_below({0.1, 5.0}, drift, 0.01) == Catch::Approx(exit_below({.below = 0.1}, drift, 0.01)).epsilon(1e-13));
  CHECK(touch_below(0.5, 0.0, 0.0025) == Catch::Approx(2.0 * 7.6198530241605e-24).epsilon(1e-12));  // the tail keeps its digits
  CHECK(exit_below({.above = 0.3}, 0.0, 1.0) == 0.0);
}

TEST_CASE("what leaves grows with time and with nearness, and never exceeds everything", "[pricing][diffusion_exit]") {
  test::Random random{32};
  for (int i = 0; i < 2000; ++i) {
    const double below = random.between(0.01, 0.5), above = random.between(0.01, 0.5), variance = std::exp(random.between(-12.0, 4.0)),
                 speed = random.between(-3.0, 3.0);
    const ExitShares now = exit_of_diffusion({below, above}, speed * variance, variance),
                     later = exit_of_diffusion({below, above}, 1.5 * speed * variance, 1.5 * variance);
    CHECK(now.all() <= 1.0 + 4e-15);
    CHECK(now.below_at_end <= later.below_at_end + 4e-15);
    CHECK(now.above_at_end <= later.above_at_end + 4e-15);
    CHECK(exit_below({below, above}, speed * variance, variance) <= exit_below({0.9 * below, above}, speed * variance, variance) + 4e-15);
    CHECK(exit_below({below, above}, speed * variance, variance) <= exit_below({below, 1.1 * above}, speed * variance, variance) + 4e-15);
  }
}

TEST_CASE("a bridge stays where the law of total probability says: staying is not leaving", "[pricing][diffusion_exit]") {
  // The integral over where the diffusion ends of its density times the bridge's staying is all that has not left.
  for (const double variance : {1e-4, 0.01, 0.08, 0.5})
    for (const double drift : {-0.2, 0.0, 0.1}) {
      const LogRange range{0.2, 0.3};
      double stays = 0.0;
      constexpr int steps = 200'000;
      for (int i = 0; i < steps; ++i) {
        const double move = -0.2 + 0.5 * (i + 0.5) / steps;
        stays += 0.5 / steps * std::exp(-(move - drift) * (move - drift) / (2.0 * variance)) / std::sqrt(6.283185307179586 * variance) *
                 bridge_stays(range, move, variance);
      }
      CHECK(stays == Catch::Approx(1.0 - exit_of_diffusion(range, drift, variance).all()).margin(2e-7));
    }
  CHECK(bridge_stays({}, 0.1, 1.0) == 1.0);
  CHECK(bridge_stays({.below = 0.2}, 0.0, 0.04) == Catch::Approx(1.0 - std::exp(-2.0)));
  CHECK(bridge_stays({.above = 0.2}, 0.0, 0.04) == Catch::Approx(1.0 - std::exp(-2.0)));
}

TEST_CASE("in the end a range is left as a gambler is ruined", "[pricing][diffusion_exit]") {
  CHECK(exit_in_the_end({1.0, 3.0}, 0.0, 1.0).below_at_end == 0.75);
  CHECK(exit_in_the_end({1.0, 1.0}, 0.5, 1.0).below_at_end == Catch::Approx(1.0 / (1.0 + std::exp(1.0))));
  CHECK(exit_in_the_end({1.0, 1.0}, -0.5, 1.0).above_at_end == Catch::Approx(1.0 / (1.0 + std::exp(1.0))));
  CHECK(exit_of_diffusion({0.1, 0.1}, 0.0, 1e6).below_at_end == 0.5);
  CHECK(std::isnan(exit_below({0.1, 0.1}, std::numeric_limits<double>::quiet_NaN(), 0.01)));
}
