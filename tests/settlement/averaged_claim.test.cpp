#include "bulwark/settlement/averaged_claim.hpp"

#include <cmath>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "bulwark/settlement/averaging_window.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("before the window an option is Black's but for a third of the window's variance; delta then falls to nothing in a line",
          "[settlement][averaged_claim]") {
  const auto at = [](std::chrono::milliseconds left) { return averaged_greeks(100.0, 100.0, 1.0, 0.8, 100.0, left, 30min); };
  const double until_window = 23.5 / 8'760.0, window = 0.5 / 8'760.0;
  const Greeks<double> black = black_greeks(Claim<double>{100.0, 100.0, std::sqrt(0.64 * (until_window + window / 3.0)), 1.0, 1.0});
  CHECK_THAT(at(24h).value, WithinRel(black.value, 1e-5));
  CHECK_THAT(at(24h).delta, WithinRel(black.delta, 1e-5));
  // Deep in the money delta is the share of the average that is still open.
  for (auto left = 30min; left >= 0min; left -= 1min) {
    const Greeks<double> deep = averaged_greeks(100.0, 50.0, 1.0, 0.8, 100.0, left, 30min);
    CHECK_THAT(deep.delta, WithinAbs(static_cast<double>(left.count()) / 30.0, 1e-12));
    CHECK_THAT(deep.value, WithinRel(50.0, 1e-12));
  }
  // The value is in one piece where the window begins.
  CHECK_THAT(at(30min).value, WithinRel(at(30min + 1ms).value, 1e-6));
  CHECK_THAT(at(30min - 1ms).value, WithinRel(at(30min).value, 1e-6));
}

TEST_CASE("calls less puts are the averaged forward less the strike, and their Greeks follow", "[settlement][averaged_claim]") {
  for (const double strike : {90.0, 99.0, 101.0, 120.0})
    for (const auto left : {0min, 1min, 10min, 29min, 30min, 60min}) {
      const auto g = [&](double side) { return averaged_greeks(103.0, strike, side, 1.2, 98.0, left, 30min); };
      const ForwardPoint forward = averaged_forward({}, 98.0, 103.0, left, 30min);
      CHECK_THAT(g(1.0).value - g(-1.0).value, WithinAbs(forward.forward - strike, 1e-12));
      CHECK_THAT(g(1.0).delta - g(-1.0).delta, WithinAbs((forward.forward - forward.fixed) / 103.0, 1e-12));
      CHECK_THAT(g(1.0).gamma, WithinAbs(g(-1.0).gamma, 1e-12));
    }
}

TEST_CASE("an averaged claim's Greeks are the derivatives of its value", "[settlement][averaged_claim]") {
  const auto value = [](double forward, double volatility) {
    return averaged_greeks(forward, 100.0, -1.0, volatility, 99.9, 12min, 30min).value;
  };
  const Greeks<double> g = averaged_greeks(100.1, 100.0, -1.0, 0.9, 99.9, 12min, 30min);
  const double h = 1e-4;
  CHECK_THAT(g.delta, WithinRel((value(100.1 + h, 0.9) - value(100.1 - h, 0.9)) / (2.0 * h), 1e-6));
  CHECK_THAT(g.gamma, WithinRel((value(100.1 + h, 0.9) - 2.0 * g.value + value(100.1 - h, 0.9)) / (h * h), 1e-4));
  CHECK_THAT(g.vega, WithinRel((value(100.1, 0.9 + h) - value(100.1, 0.9 - h)) / (2.0 * h), 1e-6));
  // A minute later at the same price, the average has taken it in for a minute; no time passed for the fixed part otherwise.
  const double later = averaged_greeks(100.1, 100.0, -1.0, 0.9, (99.9 * 18.0 + 100.1 * 0.01) / 18.01, 12min - 600ms, 30min).value;
  CHECK_THAT(g.theta, WithinRel((later - g.value) / (600.0 / milliseconds_per_year), 2e-3));
}

TEST_CASE("once the strike is out of reach nothing is at stake any more", "[settlement][averaged_claim]") {
  const Greeks<double> certain = averaged_greeks(100.0, 40.0, 1.0, 0.9, 100.0, 15min, 30min);
  CHECK((certain.value == 60.0 && certain.delta == 0.5 && certain.gamma == 0.0 && certain.vega == 0.0));
  CHECK(averaged_greeks(100.0, 40.0, -1.0, 0.9, 100.0, 15min, 30min).value == 0.0);
  CHECK(averaged_greeks(120.0, 100.0, 1.0, 0.9, 101.0, 0min, 30min).value == 1.0);
  CHECK(averaged_greeks(80.0, 100.0, -1.0, 0.9, 101.0, 0min, 30min).value == 0.0);
}

TEST_CASE("an account is worth in the window what its options are, through the evaluator", "[settlement][averaged_claim]") {
  constexpr AssetId coin{0};
  constexpr Timestamp expiry{std::chrono::seconds{1'775'000'000}};
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = {.price_range = 0.10}}, JumpDiffusion{}, NoVar{}, HealthThreshold{}};
  for (const auto left : {3min, 15min, 29min, 90min}) {
    const double average = 99.7, forward = 100.0, strike = 100.1;
    const auto volatility = averaged_volatility(forward, strike, 0.9, average, left, 30min);
    REQUIRE(volatility.volatility);
    const MarketState market{.now = expiry - left,
                             .assets = {{.spot = forward, .forwards = {averaged_forward(expiry, average, forward, left, 30min)}}},
                             .volatilities = {volatility.volatility}};
    for (const OptionSide side : {OptionSide::call, OptionSide::put}) {
      const auto report = venue.evaluate({.positions = {{VanillaOption{coin, side, strike, expiry}, 5.0}}, .cash = 0.0}, market);
      REQUIRE(report);
      CHECK_THAT(report->equity, WithinRel(5.0 * averaged_greeks(forward, strike, sign(side), 0.9, average, left, 30min).value, 1e-9));
    }
  }
  // Before the window it is little less than the price's own, in it ever less.
  CHECK_THAT(*averaged_volatility(100.0, 100.1, 0.9, 100.0, 24h * 30, 30min).volatility, WithinRel(0.9, 1e-3));
  CHECK(*averaged_volatility(100.0, 100.1, 0.9, 100.0, 30min, 30min).volatility < 0.9 / 1.7);
  CHECK(*averaged_volatility(100.0, 100.0, 0.9, 100.0, 3min, 30min).volatility < 0.9 / 17.0);
  CHECK_FALSE(averaged_volatility(100.0, 40.0, 0.9, 100.0, 15min, 30min).volatility);
}

TEST_CASE("the average as it is sampled, simulated: value and delta within three standard errors, and a bias that is stated",
          "[settlement][averaged_claim]") {
  struct Case {
    double volatility, step, strike, fixed, share, wait;
    Index samples;
    double delta_bias = 0.0;
  };
  const double minute = 1.0 / 525'600.0;
  for (const Case& c : {Case{0.8, minute, 100.02, 0.0, 1.0, minute, 30}, Case{1.5, minute, 100.0, 60.02, 0.4, minute, 12},
                        Case{0.9, minute, 100.1, 50.0, 0.5, 60.0 * minute, 15}, Case{0.6, 0.01, 101.0, 0.0, 1.0, 0.01, 10, 0.003}}) {
    const AveragedClaim claim{.forward = 100.0, .strike = c.strike, .side = 1.0, .fixed = c.fixed, .share = c.share};
    const Greeks<double> g = claim.greeks(sampled_average_variance(c.volatility, c.wait, c.step, c.samples), c.volatility);
    const Index paths = 60'000;
    double sum = 0.0, squares = 0.0, deltas = 0.0, delta_squares = 0.0;
    for (Index path = 0; path < paths; ++path) {
      double payoffs = 0.0, slopes = 0.0;
      double normal[32];
      for (Index pair = 0; 2 * pair < c.samples; ++pair) {
        const auto u = random_pair(20260327, path, pair);
        normal[2 * pair] = normal_quantile(u[0]), normal[2 * pair + 1] = normal_quantile(u[1]);
      }
      for (const double sign : {1.0, -1.0}) {
        double log_price = 0.0, total = 0.0;
        for (Index i = 0; i < c.samples; ++i) {
          const double dt = i == 0 ? c.wait : c.step;
          log_price += sign * c.volatility * std::sqrt(dt) * normal[i] - 0.5 * c.volatility * c.volatility * dt;
          total += bulwark::exp(log_price);
        }
        const double average = total / static_cast<double>(c.samples);
        const double payoff = c.fixed + c.share * 100.0 * average - c.strike;
        if (payoff > 0.0) payoffs += 0.5 * payoff, slopes += 0.5 * c.share * average;
      }
      sum += payoffs, squares += payoffs * payoffs, deltas += slopes, delta_squares += slopes * slopes;
    }
    const auto n = static_cast<double>(paths);
    const double mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
    const double delta = deltas / n, delta_error = std::sqrt((delta_squares / n - delta * delta) / n);
    INFO("volatility " << c.volatility << " value " << g.value << " simulated " << mean << " +- " << error << "; delta " << g.delta << " "
                       << delta << " +- " << delta_error);
    CHECK(std::abs(g.value - mean) <= 3.0 * error);
    CHECK(std::abs(g.delta - delta) <= 3.0 * delta_error + c.delta_bias);
  }
}
