#include "bulwark/liquidation/gap_risk.hpp"

#include <cmath>

#include "bulwark/pricing/discrete_watch.hpp"
#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

namespace {

constexpr double day = 1.0 / 365.0, minute = day / 1440.0;
const LogPrice black{.volatility = 0.6}, kou{.volatility = 0.6, .model = DoubleExponentialJumps{40.0, 0.4, 25.0, 12.0}},
    merton{.volatility = 0.6, .model = JumpParameters{40.0, -0.03, 0.08}};

/// A long of one coin bought at 100 with 8 of its own money, liquidated while 3 are left: at 95.
double missing(double log_move) { return std::fmax(92.0 - 100.0 * std::exp(log_move), 0.0); }
const double distance = -std::log(0.95);

GapRisk gap_of(const LogPrice& price, double years, const ReactionTime& reaction = {}) {
  const LogRange seen = seen_at_updates({.below = distance}, price.volatility, reaction.update);
  return gap_risk(*exit_law(price, seen, years), price, reaction, missing);
}

}  // namespace

TEST_CASE("without jumps and delay nothing is ever missing", "[liquidation][gap_risk]") {
  for (const double years : {day / 24.0, 7.0 * day, 1.0}) {
    const GapRisk gap = gap_of(black, years);
    CHECK(gap.probability > 0.0);
    CHECK(gap.expected_loss == 0.0);
    CHECK(gap.loss_given_touch() == 0.0);
  }
}

TEST_CASE("exponential jumps leave unpaid what their rate says beyond the buffer", "[liquidation][gap_risk]") {
  const GapRisk gap = gap_of(kou, 7.0 * day);
  const double jumps = exit_of_kou(kou, {.below = distance}, 7.0 * day).below_by_jump;
  // E max(92 - 95 e^-z, 0) with z of rate 12: from z0 = ln(95 / 92) on, e^(-12 z0) (92 - 92 x 12 / 13).
  CHECK(gap.expected_loss == Catch::Approx(jumps * std::pow(92.0 / 95.0, 12.0) * 92.0 / 13.0).epsilon(2e-3));
  CHECK(gap.expected_loss == gap.at_the_touch);
}

TEST_CASE("gap risk grows with jumps, time, volatility and delay; it is never negative", "[liquidation][gap_risk]") {
  for (const LogPrice& price : {kou, merton}) {
    double before = 0.0;
    for (const double years : {day, 7.0 * day, 30.0 * day}) {
      const double now = gap_of(price, years).expected_loss;
      CHECK(now > before);
      before = now;
    }
    const double prompt = gap_of(price, day).expected_loss, slow = gap_of(price, day, {.delay = 10.0 * minute}).expected_loss,
                 slower = gap_of(price, day, {.delay = 120.0 * minute}).expected_loss;
    CHECK(prompt < slow);
    CHECK(slow < slower);
    LogPrice calmer = price;
    calmer.model = price.model.index() == 1 ? ModelParameters{JumpParameters{20.0, -0.03, 0.08}}
                                            : ModelParameters{DoubleExponentialJumps{20.0, 0.4, 25.0, 12.0}};
    CHECK(gap_of(calmer, day).expected_loss < prompt);
  }
  CHECK(gap_of(black, day, {.delay = 60.0 * minute}).expected_loss > 0.0);
  CHECK(gap_of({.volatility = 0.9}, day, {.delay = 60.0 * minute}).expected_loss >
        gap_of(black, day, {.delay = 60.0 * minute}).expected_loss);
}

TEST_CASE("100,000 walks leave unpaid what is expected, watched continuously and closed after a delay, within three standard errors",
          "[liquidation][gap_risk]") {
  for (const LogPrice& price : {kou, merton})
    for (const double delay : {0.0, 4.0 * 60.0 * minute}) {
      test::Sample loss;
      for (Index path = 0; path < 100'000; ++path) {
        test::JumpWalk walk(price, 81, path);
        const auto fall = walk.fall(distance, 7.0 * day);
        loss.add(fall.is_there ? missing(fall.at + (delay > 0.0 ? walk.move(delay) : 0.0)) : 0.0);
      }
      const GapRisk gap = gap_of(price, 7.0 * day, {.delay = delay});
      INFO(delay << ": " << gap.expected_loss << " for " << loss.mean() << " +- " << loss.error());
      CHECK(std::fabs(loss.score(gap.expected_loss)) < 3.0);
    }
}

TEST_CASE("30,000 walks that an oracle shows every two hours leave unpaid what is expected, within three standard errors",
          "[liquidation][gap_risk]") {
  const double update = 120.0 * minute, delay = 30.0 * minute;
  for (const LogPrice& price : {black, kou, merton}) {
    test::Sample loss, touch;
    for (Index path = 0; path < 30'000; ++path) {
      test::JumpWalk walk(price, 82, path);
      double x = 0.0, missed = 0.0;
      bool is_seen = false;
      for (int i = 0; i < 84 && !is_seen; ++i) {
        x += walk.move(update);
        if (x <= -distance) is_seen = true, missed = missing(x + walk.move(delay));
      }
      loss.add(missed), touch.add(is_seen);
    }
    const GapRisk gap = gap_of(price, 7.0 * day, {.update = update, .delay = delay});
    INFO(gap.expected_loss << " for " << loss.mean() << " +- " << loss.error());
    CHECK(std::fabs(touch.score(gap.probability)) < 3.0);
    CHECK(std::fabs(loss.score(gap.expected_loss)) < 3.0);
  }
}
