#include "bulwark/pricing/profit_attribution.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/pricing/option_value.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr ValueState start{60000.0, 0.6, 0.1};

const std::vector<OptionInCoins<>> options{{45000.0, -1.0}, {60000.0, 1.0}, {60000.0, -1.0}, {66000.0, 1.0}, {90000.0, 1.0}};

/// Moves of every kind, small and enormous, to expiry and not.
std::vector<ValueState> ends() {
  std::vector<ValueState> all;
  for (const double price : {6000.0, 51000.0, 59900.0, 60000.0, 63000.0, 200000.0})
    for (const double volatility : {0.1, 0.6, 0.65, 2.0})
      for (const double years : {0.0, 0.09, 0.1}) all.push_back({price, volatility, years});
  return all;
}

}  // namespace

TEST_CASE("the parts of a profit sum to it, whatever moves", "[pricing][profit_attribution]") {
  for (const auto& option : options) {
    for (const ValueState& end : ends()) {
      for (const double most : {0.0, 0.05, infinite}) {
        const ProfitParts p = attribute(option, start, end, most);
        CHECK(p.total == option.value(end) - option.value(start));
        // one rounding of the largest summand
        CHECK_THAT(p.sum(), WithinAbs(p.total, 0x1p-52 * (std::fabs(p.residual) + std::fabs(p.explained()))));
      }
    }
  }
}

TEST_CASE("where nothing moves nothing is made, and where only time passes all is theta", "[pricing][profit_attribution]") {
  for (const auto& option : options) {
    const ProfitParts still = attribute(option, start, start, 0.02);
    for (const double part : {still.delta, still.gamma, still.vega, still.theta, still.vanna, still.volga, still.jump, still.residual})
      CHECK(part == 0.0);
    for (const double years : {0.0999, 0.05, 0.0}) {
      const ProfitParts p = attribute(option, start, {start.price, start.volatility, years}, 0.02);
      CHECK(p.theta == p.total);
      for (const double part : {p.delta, p.gamma, p.vega, p.vanna, p.volga, p.jump, p.residual}) CHECK(part == 0.0);
    }
  }
}

TEST_CASE("a short time's theta is the Greek times the time", "[pricing][profit_attribution]") {
  const double step = 1e-6;  // years; the Greek's own change is 1e-5 of it
  const double theta = black_greeks(Claim<double>{start.price, 66000.0, start.volatility, start.years, 1.0}).theta;
  const ProfitParts p = attribute(OptionInQuote<>{66000.0, 1.0}, start, {start.price, start.volatility, start.years - step});
  CHECK_THAT(p.theta, WithinRel(theta * step, 1e-4));
}

TEST_CASE("each cause has the parts that bear its name and no others", "[pricing][profit_attribution]") {
  for (const auto& option : options) {
    const ProfitParts price = attribute(option, start, {61000.0, start.volatility, start.years});
    for (const double part : {price.vega, price.theta, price.vanna, price.volga, price.jump}) CHECK(part == 0.0);
    const ProfitParts volatility = attribute(option, start, {start.price, 0.63, start.years});
    for (const double part : {volatility.delta, volatility.gamma, volatility.theta, volatility.vanna, volatility.jump}) CHECK(part == 0.0);
    CHECK(volatility.vega > 0.0);
    const ProfitParts jump = attribute(option, start, {50000.0, start.volatility, start.years}, 0.0);
    CHECK(jump.jump == jump.total);
    for (const double part : {jump.delta, jump.gamma, jump.vega, jump.theta, jump.vanna, jump.volga, jump.residual}) CHECK(part == 0.0);
  }
}

TEST_CASE("a price and a volatility moving together make vanna of the product of the two", "[pricing][profit_attribution]") {
  // A value that is its own expansion, so every part is exact: v = 2 + 3 x + 5 x^2 + 7 s + 11 x s + 13 s^2 about (1, 0.5).
  struct Polynomial {
    double value(const ValueState& at) const noexcept {
      const double x = at.price - 1.0, s = at.volatility - 0.5;
      return 2.0 + 3.0 * x + 5.0 * x * x + 7.0 * s + 11.0 * x * s + 13.0 * s * s;
    }
    ValueSlopes slopes(const ValueState& at) const noexcept {
      const double x = at.price - 1.0, s = at.volatility - 0.5;
      return {3.0 + 10.0 * x + 11.0 * s, 10.0, 7.0 + 11.0 * x + 26.0 * s, 11.0, 26.0};
    }
  };
  const ProfitParts p = attribute(Polynomial{}, {1.0, 0.5, 1.0}, {1.25, 0.625, 0.5});
  CHECK_THAT(p.delta, WithinRel(0.75, 1e-15));
  CHECK_THAT(p.gamma, WithinRel(0.3125, 1e-15));
  CHECK_THAT(p.vega, WithinRel(0.875, 1e-15));
  CHECK_THAT(p.vanna, WithinRel(0.34375, 1e-15));
  CHECK_THAT(p.volga, WithinRel(0.203125, 1e-15));
  CHECK_THAT(p.residual, WithinAbs(0.0, 1e-15));

  // Where the smile rule moves the volatility by the same 0.125, delta and gamma are those along the smile: f = v(x, x / 2).
  const ProfitParts along = attribute(Polynomial{}, {1.0, 0.5, 1.0}, {1.25, 0.625, 0.5}, infinite, [](double x) { return 0.5 * x; });
  CHECK_THAT(along.delta, WithinRel((3.0 + 3.5) * 0.25, 1e-15));
  CHECK_THAT(along.gamma, WithinRel((5.0 + 5.5 + 3.25) * 0.0625, 1e-15));
  for (const double part : {along.vega, along.vanna, along.volga}) CHECK(part == 0.0);
}

TEST_CASE("halving all moves and quartering the time divides the residual by eight", "[pricing][profit_attribution]") {
  for (const auto& option : options) {
    const auto residual = [&](double h) {
      return attribute(option, start, {start.price * (1.0 + 0.02 * h), start.volatility + 0.01 * h, start.years - 0.001 * h * h}).residual;
    };
    double last = residual(0.25);
    for (const double h : {0.125, 0.0625, 0.03125}) {
      const double next = residual(h);
      CHECK_THAT(last / next, WithinRel(8.0, 0.15));  // the fourth order is what is left
      last = next;
    }
    CHECK(std::fabs(residual(0.03125)) < 1e-8);
  }
}

TEST_CASE("twice the steps make half the residual of a move, and a quarter where no time passes", "[pricing][profit_attribution]") {
  // Within a step of 1 / n the terms of price or volatility with time are second order, those without time third.
  for (const auto& option : options) {
    const auto in_steps = [&](int count, const ValueState& end) {
      ProfitParts sum;
      const auto at = [&](int i) {
        const double share = double(i) / count;
        return ValueState{start.price + share * (end.price - start.price), start.volatility + share * (end.volatility - start.volatility),
                          start.years + share * (end.years - start.years)};
      };
      for (int i = 0; i < count; ++i) sum = sum + attribute(option, at(i), at(i + 1));
      return sum;
    };
    const ValueState end{62000.0, 0.65, 0.09}, still{62000.0, 0.65, start.years};
    CHECK_THAT(in_steps(64, end).total, WithinAbs(option.value(end) - option.value(start), 1e-13));
    CHECK_THAT(in_steps(64, end).residual / in_steps(128, end).residual, WithinRel(2.0, 0.05));
    CHECK_THAT(in_steps(64, still).residual / in_steps(128, still).residual, WithinRel(4.0, 0.05));
  }
}

TEST_CASE("the parts of a profit sum to it under a model with jumps of its own", "[pricing][profit_attribution]") {
  const JumpParameters crash{3.6, -0.36, 0.36};
  for (const double side : {1.0, -1.0}) {
    const OptionInCoins<JumpDiffusion> option{64000.0, side, crash};
    for (const ValueState& end : ends()) {
      const ProfitParts p = attribute(option, start, end, diffusive_move(0.578, 1.0 / 365.0, 3.0));
      CHECK_THAT(p.sum(), WithinAbs(p.total, 0x1p-52 * (std::fabs(p.residual) + std::fabs(p.explained()))));
    }
    const auto residual = [&](double h) {
      return attribute(option, start, {start.price * (1.0 + 0.02 * h), start.volatility + 0.01 * h, start.years - 0.001 * h * h}).residual;
    };
    CHECK_THAT(residual(0.0625) / residual(0.03125), WithinRel(8.0, 0.15));
  }
}

TEST_CASE("parts are linear in the quantity and those of a straddle are those of its legs", "[pricing][profit_attribution]") {
  struct Straddle {
    OptionInCoins<> call{60000.0, 1.0}, put{60000.0, -1.0};
    double value(const ValueState& s) const noexcept { return call.value(s) + put.value(s); }
    ValueSlopes slopes(const ValueState& s) const noexcept {
      const ValueSlopes a = call.slopes(s), b = put.slopes(s);
      return {a.delta + b.delta, a.gamma + b.gamma, a.vega + b.vega, a.vanna + b.vanna, a.volga + b.volga};
    }
  };
  for (const ValueState& end : ends()) {
    const ProfitParts whole = attribute(Straddle{}, start, end, 0.05);
    const ProfitParts legs = attribute(Straddle{}.call, start, end, 0.05) + attribute(Straddle{}.put, start, end, 0.05);
    const ProfitParts three = times(whole, -3.0);
    for (const auto part : {&ProfitParts::delta, &ProfitParts::gamma, &ProfitParts::vega, &ProfitParts::theta, &ProfitParts::vanna,
                            &ProfitParts::volga, &ProfitParts::jump, &ProfitParts::residual, &ProfitParts::total}) {
      CHECK_THAT(legs.*part, WithinAbs(whole.*part, 1e-13 * (1.0 + std::fabs(whole.gamma))));  // values are of order one coin
      CHECK(three.*part == -3.0 * (whole.*part));
    }
  }
}

TEST_CASE("a hedge in the price takes the delta of the jump with it", "[pricing][profit_attribution]") {
  const ValueState end{50000.0, 0.8, 0.097};
  const double most = diffusive_move(0.5, 1.0 / 365.0, 3.0);
  CHECK_THAT(most, WithinRel(3.0 * 0.5 / std::sqrt(365.0), 1e-15));
  const ProfitParts future = attribute(LinearValue{}, start, end, most);
  CHECK(future.delta == start.price * std::exp(-most) - start.price);
  CHECK_THAT(future.jump, WithinRel(-10000.0 - future.delta, 1e-12));
  CHECK_THAT(future.residual, WithinAbs(0.0, 1e-10));
  const ProfitParts inverse = times(attribute(InverseValue{}, start, end, most), 60000.0);
  CHECK_THAT(inverse.total, WithinRel(1.0 - 60000.0 / 50000.0, 1e-12));
  CHECK(inverse.vega == 0.0);
}

TEST_CASE("a smile that rides with the price leaves nothing to vega when it only rides", "[pricing][profit_attribution]") {
  const auto smile = [](double price) {  // at the strike 66,000, by moneyness
    const double k = std::log(66000.0 / price);
    return 0.6 - 0.4 * k + 0.8 * k * k;
  };
  const OptionInQuote<> option{66000.0, 1.0};
  const ValueState from{60000.0, smile(60000.0), 0.1}, to{62000.0, smile(62000.0), 0.1};
  const ProfitParts riding = attribute(option, from, to, infinite, smile), stuck = attribute(option, from, to);
  CHECK(riding.total == stuck.total);
  CHECK_THAT(riding.vega, WithinAbs(0.0, 1e-11));
  CHECK(std::fabs(stuck.vega) > 1.0);
  CHECK_THAT(riding.delta + riding.vega, WithinRel(stuck.delta + stuck.vega, 1e-13));  // the same first order, told otherwise
  CHECK_THAT(riding.residual, WithinAbs(stuck.residual, 1e-10));
}

TEST_CASE("what is not known is not known in what rests on it", "[pricing][profit_attribution]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const OptionInCoins<> option{60000.0, 1.0};
  const auto is_unknown = [](double x) { return !(x == x); };
  const ProfitParts price = attribute(option, start, {nan, 0.6, 0.1}, 0.05), volatility = attribute(option, start, {6e4, nan, 0.1});
  const ProfitParts time = attribute(option, start, {6e4, 0.6, nan}), limit = attribute(option, start, {61000.0, 0.6, 0.1}, nan);
  for (const ProfitParts& p : {price, volatility, time, limit}) CHECK(is_unknown(p.residual));
  for (const ProfitParts& p : {price, volatility, time}) CHECK(is_unknown(p.total));
  CHECK((is_unknown(price.delta) && is_unknown(price.gamma) && is_unknown(price.jump)));
  CHECK((is_unknown(volatility.vega) && is_unknown(volatility.volga)));
  CHECK(is_unknown(time.theta));
}
