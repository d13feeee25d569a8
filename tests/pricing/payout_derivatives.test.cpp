// Every Greek of every payout against differences of its value in fifty digits.

#include <cmath>
#include <string>
#include <vector>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/quanto.hpp"
#include "pricing/exact_payout.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using test::deviation, test::intensity, test::mean, test::rate, test::spot, test::strike, test::volatility, test::years, test::yield;

namespace {

using Derivative = std::vector<test::Input>;

struct Place {
  SpotClaim<double> claim;
  Jumps<double> jumps;

  test::Point point() const {
    return {claim.spot, claim.strike, claim.rate, claim.yield, claim.volatility, claim.years, jumps.per_year, jumps.mean, jumps.deviation};
  }
  int side() const { return claim.side > 0.0 ? 1 : -1; }
};

const std::vector<Place> places = {
    {{100.0, 110.0, 0.05, 0.02, 0.3, 0.7, 1.0}, {0.0, -0.1, 0.2}},      {{100.0, 85.0, -0.01, 0.03, 0.8, 0.1, -1.0}, {0.0, 0.0, 0.0}},
    {{1.25, 1.2501, 0.03, 0.04, 0.1, 0.02, 1.0}, {0.0, 0.1, 0.1}},      {{100.0, 104.0, 0.05, 0.02, 0.4, 0.7, 1.0}, {0.8, -0.2, 0.25}},
    {{100.0, 92.0, 0.03, -0.02, 0.25, 0.3, -1.0}, {12.0, 0.03, 0.05}},  {{6e4, 9e4, 0.04, 0.0, 0.6, 0.25, 1.0}, {3.0, -0.05, 0.15}},
    {{100.0, 100.0, 0.01, 0.01, 0.2, 0.25, -1.0}, {40.0, -0.01, 0.03}}, {{100.0, 140.0, 0.05, 0.01, 0.2, 0.5, -1.0}, {1.5, 0.1, 0.0}}};

struct Kind {
  std::string name;
  Payout<double> (*of)(const SpotClaim<double>&);
};

const std::vector<Kind> kinds = {
    {"option", [](const SpotClaim<double>& c) { return option_payout(c.side); }},
    {"cash", [](const SpotClaim<double>&) { return cash_or_nothing(7.0); }},
    {"asset", [](const SpotClaim<double>&) { return asset_or_nothing<double>(); }},
    {"near gap", [](const SpotClaim<double>& c) { return gap_payout(c.side, 1.03 * c.strike); }},
    {"far gap", [](const SpotClaim<double>& c) { return gap_payout(c.side, 0.2 * c.strike); }},
};

template <class S>
struct Greek {
  const char* name;
  double S::*field;
  double sign;
  Derivative by;
};

template <class S>
std::vector<Greek<S>> common_greeks() {
  return {{"value", &S::value, 1.0, {}},
          {"delta", &S::delta, 1.0, {spot}},
          {"gamma", &S::gamma, 1.0, {spot, spot}},
          {"vega", &S::vega, 1.0, {volatility}},
          {"theta", &S::theta, -1.0, {years}},
          {"rho", &S::rho, 1.0, {rate}},
          {"epsilon", &S::epsilon, 1.0, {yield}},
          {"dual delta", &S::dual_delta, 1.0, {strike}},
          {"dual gamma", &S::dual_gamma, 1.0, {strike, strike}},
          {"vanna", &S::vanna, 1.0, {spot, volatility}},
          {"volga", &S::volga, 1.0, {volatility, volatility}},
          {"charm", &S::charm, -1.0, {spot, years}},
          {"speed", &S::speed, 1.0, {spot, spot, spot}},
          {"zomma", &S::zomma, 1.0, {spot, spot, volatility}},
          {"color", &S::color, -1.0, {spot, spot, years}},
          {"ultima", &S::ultima, 1.0, {volatility, volatility, volatility}},
          {"veta", &S::veta, -1.0, {volatility, years}}};
}

/// The error of a Greek in units of what its coin leg and its cash leg contribute, apart.
void check(const char* name, double ours, double sign, const test::ExactLegs& exact, const Payout<double>& payout, double bound) {
  const test::Fifty coin = payout.coins * exact.coin, cash = payout.quote * exact.quote + payout.strikes * exact.strike;
  const auto theirs = test::Fifty(sign * (coin + cash));
  const auto size = static_cast<double>(abs(coin) + abs(cash));
  const double error = static_cast<double>(abs(ours - theirs)) / (size + 1e-20) / (bound / 2e-14);

  if (error > 2e-14) WARN(name << ": got " << ours << ", exact " << static_cast<double>(theirs) << ", error " << error << " of " << size);
  CHECK(error <= 2e-14);
}

}  // namespace

TEST_CASE("every Greek of every payout is the derivative of its value", "[pricing][payout]") {
  // Measured: 1.1e-14 of the legs' derivatives, which are made of terms up to d^4 times their size (d reaches 3); and what jumps add is a
  // difference of two expectations, each of the order of the intensity.
  for (const Place& at : places) {
    const auto legs = [&](const test::Point& p) { return test::exact_legs(p, at.side()); };
    const auto each_payout = [&](const char* name, auto field, double sign, Derivative by, double bound) {
      const test::ExactLegs exact = test::exact_derivative(legs, at.point(), by);
      for (const Kind& kind : kinds) {
        INFO(kind.name << " at strike " << at.claim.strike << ", jumps " << at.jumps.per_year);
        check(name, field(kind.of(at.claim)), sign, exact, kind.of(at.claim), bound);
      }
    };
    const double bound = 2e-14 * (1.0 + at.jumps.per_year);
    const auto jumping = [&](double JumpSensitivities<double>::*field) {
      return [&at, field](const Payout<double>& payout) { return merton_sensitivities(at.claim, at.jumps, payout).*field; };
    };
    const auto diffusing = [&](double Sensitivities<double>::*field) {
      return [&at, field](const Payout<double>& payout) { return black_scholes_sensitivities(at.claim, payout).*field; };
    };
    for (const auto& g : common_greeks<JumpSensitivities<double>>()) each_payout(g.name, jumping(g.field), g.sign, g.by, bound);
    each_payout("by intensity", jumping(&JumpSensitivities<double>::by_intensity), 1.0, {intensity}, bound);
    each_payout("by mean", jumping(&JumpSensitivities<double>::by_mean), 1.0, {mean}, bound);
    if (at.jumps.deviation > 0.0) each_payout("by deviation", jumping(&JumpSensitivities<double>::by_deviation), 1.0, {deviation}, bound);
    if (at.jumps.per_year > 0.0) continue;
    for (const auto& g : common_greeks<Sensitivities<double>>()) each_payout(g.name, diffusing(g.field), g.sign, g.by, bound);
  }
}

TEST_CASE("a digital that is hardly ever paid keeps its digits, also in the money", "[pricing][payout]") {
  // Rare crashes: the forward is below the strike, where the coin goes unless it crashes above it; and deviations of six, where the coin's
  // own measure hardly sees a low price. Bar: merton.csv's 1e-11; 1e-13 here, where d reaches 6.
  const Place hard[] = {
      {{100.0, 100.05, 0.0, 0.0, 5e-5, 1.0, -1.0}, {1e-3, -2.3, 0.1}}, {{100.0, 100.0005, 0.0, 0.0, 5e-8, 1.0, -1.0}, {1e-5, -2.3, 0.1}},
      {{100.0, 100.05, 0.0, 0.0, 5e-5, 1.0, 1.0}, {1e-3, -2.3, 0.1}},  {{100.0, 99.95, 0.0, 0.0, 5e-5, 1.0, 1.0}, {1e-3, 0.64, 0.05}},
      {{100.0, 105.0, 0.02, 0.01, 3.0, 4.0, -1.0}, {0.7, -0.1, 0.2}},  {{100.0, 95.0, 0.02, 0.01, 3.0, 4.0, 1.0}, {0.7, -0.1, 0.2}},
      {{100.0, 95.0, 0.02, 0.01, 6.0, 1.0, 1.0}, {0.0, 0.0, 0.0}}};
  for (const Place& at : hard) {
    const test::ExactLegs exact = test::exact_legs(at.point(), at.side());
    const double cash = merton_sensitivities(at.claim, at.jumps, cash_or_nothing(1.0)).value;
    const double coin = merton_sensitivities(at.claim, at.jumps, asset_or_nothing<double>()).value;
    INFO("strike " << at.claim.strike << " side " << at.claim.side << ": cash " << cash << ", coin " << coin);
    CHECK(static_cast<double>(abs(cash - exact.quote) / exact.quote) <= 1e-13);
    CHECK(static_cast<double>(abs(coin - exact.coin) / exact.coin) <= 1e-13);
  }
}
