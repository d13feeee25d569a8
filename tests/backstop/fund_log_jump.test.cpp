#include "bulwark/backstop/fund_log_jump.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("jumps that are drawn have the moments of their law", "[backstop][fund_log_jump]") {
  const JumpParameters merton{.per_year = 1.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};
  const DoubleExponentialJumps kou{.per_year = 1.0, .up_share = 0.3, .up_rate = 10.0, .down_rate = 5.0};
  constexpr int draws = 200'000;
  double mean = 0.0, square = 0.0, kou_mean = 0.0, kou_square = 0.0;
  int up = 0;
  for (int i = 0; i < draws; ++i) {
    const double number = (i + 0.5) / draws, m = log_jump(merton, number), k = log_jump(kou, number);
    mean += m / draws, square += m * m / draws, kou_mean += k / draws, kou_square += k * k / draws, up += k > 0.0;
  }
  CHECK_THAT(mean, WithinAbs(-0.1, 1e-6));
  CHECK_THAT(square - mean * mean, WithinAbs(0.04, 1e-5));
  CHECK_THAT(kou_mean, WithinAbs(0.3 / 10.0 - 0.7 / 5.0, 1e-5));
  CHECK_THAT(kou_square, WithinAbs(0.3 * 2.0 / 100.0 + 0.7 * 2.0 / 25.0, 1e-4));
  CHECK(std::abs(up - 0.3 * draws) <= 1);
}

TEST_CASE("a larger number is a larger jump", "[backstop][fund_log_jump]") {
  const DoubleExponentialJumps kou{.per_year = 1.0, .up_share = 0.3, .up_rate = 10.0, .down_rate = 5.0};
  double before = -1e9;
  for (int i = 1; i < 1'000; ++i) {
    const double jump = log_jump(kou, i / 1'000.0);
    CHECK(jump >= before);
    before = jump;
  }
  CHECK(std::abs(log_jump(kou, 0.7)) < 1e-15);
  CHECK(std::isfinite(log_jump(DoubleExponentialJumps{.per_year = 1.0, .up_share = 1.0, .up_rate = 10.0, .down_rate = 5.0}, 0.4)));
  CHECK(std::isfinite(log_jump(DoubleExponentialJumps{.per_year = 1.0, .up_share = 0.0, .up_rate = 10.0, .down_rate = 5.0}, 0.4)));
}
