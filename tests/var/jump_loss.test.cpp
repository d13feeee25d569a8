#include "bulwark/var/jump_loss.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double day = 1.0 / 365.0;
constexpr JumpParameters crashes{.per_year = 4.0, .mean_log_jump = -0.15, .log_jump_deviation = 0.1};
}  // namespace

TEST_CASE("the quantile of a price that jumps is exceeded as often as the law says", "[var][jump_loss]") {
  const JumpParameters jumps{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.15};
  const VarReport loss = jump_loss(0.6, jumps, day, 1.0, 0.01);
  // independent: the quantile solves P(log return <= x) = 1 %
  double probability = 0.0, weight = std::exp(-2.0 * day);
  const double x = std::log1p(-loss.value_at_risk), drift = -0.5 * 0.36 * day - 2.0 * day * std::expm1(-0.1 + 0.5 * 0.15 * 0.15);
  for (int n = 0; n < 20; ++n) {
    const double deviation = std::sqrt(0.36 * day + n * 0.15 * 0.15);
    probability += weight * 0.5 * std::erfc(-(x - drift + 0.1 * n) / deviation / std::sqrt(2.0));
    weight *= 2.0 * day / (n + 1);
  }
  CHECK(probability == Catch::Approx(0.01).epsilon(1e-12));
  CHECK(loss.expected_shortfall > loss.value_at_risk);
}

TEST_CASE("without jumps a short period grows with the root of its length", "[var][jump_loss]") {
  for (const double side : {1.0, -1.0}) {
    CHECK(period_multiple(0.5, {}, 1e-8, 1e-6, side, 0.01) == Catch::Approx(10.0).epsilon(2e-3));
    CHECK(jump_loss(0.0, {}, day, side, 0.01).value_at_risk == 0.0);
  }
}

TEST_CASE("with jumps the root of time is too little where only the period has one in its tail, too much where the day has",
          "[var][jump_loss]") {
  // Four crashes a year: 1.1 % of days have one, 5.3 % of five-day periods.
  const double root = std::sqrt(5.0);
  CHECK(period_multiple(0.3, crashes, day, 5.0 * day, 1.0, 0.02) > 1.5 * root);    // the 2 % day has none, the 2 % week has
  CHECK(period_multiple(0.3, crashes, day, 5.0 * day, 1.0, 0.001) < 0.75 * root);  // the 0.1 % day has one already
  // Whoever owes the coin is not hit by crashes, and is by the drift that makes up for them.
  CHECK(jump_loss(0.3, crashes, day, -1.0, 0.01).value_at_risk < jump_loss(0.3, crashes, day, 1.0, 0.01).value_at_risk);
}

TEST_CASE("a longer period, more volatility and more jumps never lose less in the tail", "[var][jump_loss]") {
  double before = 0.0;
  for (int days = 1; days <= 30; ++days) {
    const double loss = jump_loss(0.5, crashes, days * day, 1.0, 0.01).expected_shortfall;
    CHECK(loss > before);
    CHECK(loss < 1.0);
    before = loss;
  }
  CHECK(jump_loss(0.6, crashes, day, 1.0, 0.01).value_at_risk > jump_loss(0.5, crashes, day, 1.0, 0.01).value_at_risk);
  JumpParameters more = crashes;
  more.per_year = 8.0;
  CHECK(jump_loss(0.5, more, day, 1.0, 0.01).value_at_risk > jump_loss(0.5, crashes, day, 1.0, 0.01).value_at_risk);
  more.per_year = 1e9;
  CHECK(std::isnan(jump_loss(0.5, more, day, 1.0, 0.01).value_at_risk));
}
