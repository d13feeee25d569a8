// What no value may break, on random and extreme claims: bounds and parity to the bit, order and convexity up to the stated error.

#include <algorithm>
#include <cmath>
#include <vector>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/stochastic_volatility.hpp"
#include "golden/golden.hpp"
#include "math/reference.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr double eps = 0x1p-52;

struct Bet {
  Claim<double> claim;
  Jumps<double> jumps;  // none: Black
};

/// Half of them as venues list them, half from anywhere: moneyness over sixty octaves, deviations from 1e-9 to hundreds.
std::vector<Bet> bets(int count, std::uint64_t seed) {
  test::Inputs inputs{seed};
  std::vector<Bet> all;
  for (int i = 0; i < count; ++i) {
    Bet b{};
    Claim<double>& c = b.claim;
    const bool is_ordinary = i % 2 == 0;
    c.forward = inputs.of_sizes(-10, 17);
    c.volatility = is_ordinary ? inputs.of_sizes(-4, 1) : inputs.of_sizes(-20, 5);
    c.years = is_ordinary ? inputs.of_sizes(-12, 1) : inputs.of_sizes(-24, 6);
    const double reach = 6.0 * inputs.unit() * c.volatility * std::sqrt(c.years);
    c.strike = is_ordinary ? c.forward * std::exp(inputs.with_sign(std::min(reach, 9.0))) : c.forward * inputs.of_sizes(-30, 30);
    if (i % 11 == 0) c.strike = c.forward;
    if (i % 13 == 0) c.strike = std::nextafter(c.forward, 0.0);
    if (i % 17 == 0) c.volatility = 0.0;
    c.side = inputs.with_sign(1.0);
    if (i % 3 != 0) b.jumps = {inputs.of_sizes(-10, 6), inputs.with_sign(0.5 * inputs.unit()), i % 7 == 0 ? 0.0 : 0.4 * inputs.unit()};
    all.push_back(b);
  }
  return all;
}

double value(const Bet& b) { return b.jumps.per_year == 0.0 ? black_value(b.claim) : merton_value(b.claim, b.jumps); }

double value(const Bet& b, const Payout<double>& payout) {
  return b.jumps.per_year == 0.0 ? black_value(b.claim, payout) : merton_sensitivities(b.claim, b.jumps, payout).value;
}

Bet turned(Bet b) {
  b.claim.side = -b.claim.side;
  return b;
}

/// The stated error of a value: 16 eps (1 + sigma vega / value) of it; jumps add their own terms to the condition.
double stated_error(const Bet& b) {
  const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps);
  return 16.0 * eps *
             (s.value + std::fabs(b.claim.volatility * s.vega) + 2.0 * std::fabs(b.claim.forward * s.delta) +
              std::fabs(b.jumps.per_year * s.by_intensity) + std::fabs(b.jumps.mean * s.by_mean) +
              std::fabs(b.jumps.deviation * s.by_deviation)) +
         1e-300;
}

}  // namespace

TEST_CASE("no value is below intrinsic nor above its cap, by any bit", "[pricing][bounds]") {
  for (const Bet& b : bets(40000, 5)) {
    const double v = value(b);
    const double intrinsic = std::fmax(b.claim.side * (b.claim.forward - b.claim.strike), 0.0);
    const double cap = b.claim.side > 0.0 ? b.claim.forward : b.claim.strike;
    if (!(v >= intrinsic && v <= cap)) {
      CAPTURE(b.claim.forward, b.claim.strike, b.claim.volatility, b.claim.years, b.claim.side, b.jumps.per_year, v, intrinsic, cap);
      CHECK(v >= intrinsic);
      CHECK(v <= cap);
    }
    const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps);
    if (!(s.value >= intrinsic && s.value <= cap)) {
      CAPTURE(b.claim.forward, b.claim.strike, b.claim.volatility, b.claim.years, b.claim.side, b.jumps.per_year, s.value, intrinsic, cap);
      CHECK(s.value >= intrinsic);
      CHECK(s.value <= cap);
    }
    CHECK(std::isfinite(v));
    CHECK(coin_mark(b.claim) <= (b.claim.side > 0.0 ? 1.0 : b.claim.strike / b.claim.forward));
  }
}

TEST_CASE("nor is it under double-exponential jumps or stochastic variance", "[pricing][bounds]") {
  test::Inputs inputs{15};
  for (const Bet& b : bets(3000, 14)) {
    const double intrinsic = std::fmax(b.claim.side * (b.claim.forward - b.claim.strike), 0.0);
    const double cap = b.claim.side > 0.0 ? b.claim.forward : b.claim.strike;
    const DoubleExponentialJumps kou{.per_year = b.jumps.per_year,
                                     .up_share = inputs.unit(),
                                     .up_rate = 1.0 + inputs.of_sizes(-4, 8),
                                     .down_rate = inputs.of_sizes(-4, 8)};
    const StochasticVariance heston{inputs.of_sizes(-3, 3), inputs.of_sizes(-8, 0), inputs.of_sizes(-4, 1), 1.9 * (inputs.unit() - 0.5)};
    const double values[] = {value(DoubleExponential{}, b.claim, kou), greeks(DoubleExponential{}, b.claim, kou).value,
                             kou_sensitivities(b.claim, kou).value, value(StochasticVolatility{}, b.claim, heston)};
    for (int i = 0; i < 4; ++i) {
      CAPTURE(b.claim.forward, b.claim.strike, b.claim.volatility, b.claim.years, b.claim.side, i, values[i]);
      CHECK((values[i] >= intrinsic && values[i] <= cap));
    }
  }
}

TEST_CASE("a digital is worth between nothing and all that it pays", "[pricing][bounds]") {
  for (const Bet& b : bets(20000, 6)) {
    const double cash = value(b, cash_or_nothing(1.0)), coin = value(b, asset_or_nothing<double>());
    CHECK((cash >= 0.0 && cash <= 1.0));
    CHECK((coin >= 0.0 && coin <= b.claim.forward));
    CHECK(std::fabs(merton_sensitivities(b.claim, b.jumps).delta) <= 1.0);
  }
}

TEST_CASE("a call and a put differ by the forward, within an ulp of the larger", "[pricing][bounds]") {
  for (const Bet& b : bets(40000, 7)) {
    Bet call = b;
    call.claim.side = 1.0;
    const double c = value(call), p = value(turned(call));
    const test::Wide gap = test::Wide(c) - test::Wide(p) - (test::Wide(b.claim.forward) - test::Wide(b.claim.strike));
    CHECK(abs(gap) <= test::ulp_at(std::max(c, p)));
  }
}

TEST_CASE("a digital and its opposite are all that they pay", "[pricing][bounds]") {
  for (const Bet& b : bets(20000, 8)) {
    for (const Payout<double>& payout : {cash_or_nothing(1.0), asset_or_nothing<double>()}) {
      const double whole = payout.coins > 0.0 ? b.claim.forward : 1.0;
      const double both = value(b, payout) + value(turned(b), payout);
      CHECK(std::fabs(both - whole) <= 64.0 * eps * whole);
    }
  }
}

TEST_CASE("a value is monotone and convex in the strike, up to its stated error", "[pricing][bounds]") {
  test::Inputs inputs{9};
  for (const Bet& b : bets(20000, 9)) {
    Bet low = b, high = b;
    const double width = inputs.of_sizes(-40, -2);
    low.claim.strike = b.claim.strike * (1.0 - width);
    high.claim.strike = b.claim.strike * (1.0 + width);
    const double v = value(b), v_low = value(low), v_high = value(high);
    const double error = stated_error(b) + stated_error(low) + stated_error(high);
    CHECK(b.claim.side * (v_low - v_high) >= -error);
    const test::Wide left = test::Wide(b.claim.strike) - test::Wide(low.claim.strike);
    const test::Wide right = test::Wide(high.claim.strike) - test::Wide(b.claim.strike);
    const test::Wide bend = (right * v_low + left * v_high) / (left + right) - v;
    CHECK(bend >= -test::Wide(error));
  }
}

TEST_CASE("a value never falls as volatility, time or the number of jumps rises, up to its stated error", "[pricing][bounds]") {
  test::Inputs inputs{10};
  for (const Bet& b : bets(20000, 10)) {
    const double more = 1.0 + inputs.of_sizes(-40, 0);
    const double v = value(b);
    Bet wilder = b, longer = b, jumpier = b;
    wilder.claim.volatility *= more;
    longer.claim.years *= more;
    jumpier.jumps.per_year *= more;
    CHECK(value(wilder) >= v - stated_error(b) - stated_error(wilder));
    CHECK(value(longer) >= v - stated_error(b) - stated_error(longer));
    CHECK(value(jumpier) >= v - stated_error(b) - stated_error(jumpier));
  }
}
