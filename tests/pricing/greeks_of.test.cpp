#include "bulwark/pricing/greeks_of.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

/// Black as a user's own pricer, without Greeks.
struct Own {
  using Parameters = std::monostate;

  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
};
static_assert(Pricer<Own>);
static_assert(!PricerWithGreeks<Own>);

std::map<std::string, double> worst_errors() {
  std::map<std::string, double> worst;
  test::Inputs inputs{41};
  for (int i = 0; i < 3000; ++i) {
    Claim<double> c{inputs.of_sizes(-4, 17), 0.0, inputs.of_sizes(-5, 0), inputs.of_sizes(-13, -1), inputs.with_sign(1.0)};
    c.strike = c.forward * std::exp(inputs.with_sign(4.0 * inputs.unit() * c.volatility * std::sqrt(c.years)));
    const double discount = std::exp(-0.05 * c.years);
    const Sensitivities<double> closed = black_sensitivities(c, discount), all = sensitivities_of(Own{}, c, {}, discount);
    const Greeks<double> few = greeks_of(Own{}, c), few_closed = black_greeks(c);
    const double s = c.volatility * std::sqrt(c.years), per_year = 1.0 / c.years, per_volatility = 1.0 / c.volatility;
    // What each Greek is at the money: far from it they are small against that, and so are our errors.
    const double density = 0.4, value = density * c.forward * s;
    const auto note = [&](const char* name, double ours, double theirs, double scale) {
      worst[name] = std::max(worst[name], std::fabs(ours - theirs) / scale);
    };
    note("common delta", few.delta, few_closed.delta, 1.0);
    note("common gamma", few.gamma, few_closed.gamma, density / (c.forward * s));
    note("common vega", few.vega, few_closed.vega, value * per_volatility);
    note("common theta", few.theta, few_closed.theta, value * per_year);
    note("value", all.value, closed.value, c.forward);
    note("delta", all.delta, closed.delta, 1.0);
    note("gamma", all.gamma, closed.gamma, density / (c.forward * s));
    note("vega", all.vega, closed.vega, value * per_volatility);
    note("theta", all.theta, closed.theta, value * per_year);
    note("rho", all.rho, closed.rho, c.forward * c.years);
    note("dual delta", all.dual_delta, closed.dual_delta, 1.0);
    note("dual gamma", all.dual_gamma, closed.dual_gamma, density / (c.strike * s));
    note("vanna", all.vanna, closed.vanna, density * per_volatility);
    note("volga", all.volga, closed.volga, value * per_volatility * per_volatility);
    note("charm", all.charm, closed.charm, density * per_year);
    note("speed", all.speed, closed.speed, density / (c.forward * c.forward * s * s));
    note("zomma", all.zomma, closed.zomma, density / (c.forward * s) * per_volatility);
    note("color", all.color, closed.color, density / (c.forward * s) * per_year);
    note("ultima", all.ultima, closed.ultima, value * per_volatility * per_volatility * per_volatility);
    note("veta", all.veta, closed.veta, value * per_volatility * per_year);
  }
  return worst;
}

}  // namespace

TEST_CASE("differences of a user's own pricer are as near as stated", "[pricing][greeks_of]") {
  const std::map<std::string, double> bounds = {
      {"value", 1e-14},      {"rho", 1e-14},          {"delta", 8e-11},       {"vega", 8e-11},         {"theta", 8e-11},
      {"dual delta", 8e-11}, {"gamma", 2e-8},         {"dual gamma", 2e-8},   {"volga", 2e-8},         {"vanna", 6e-6},
      {"charm", 6e-6},       {"veta", 6e-6},          {"speed", 4e-5},        {"zomma", 4e-5},         {"color", 4e-5},
      {"ultima", 4e-5},      {"common delta", 6e-11}, {"common vega", 6e-11}, {"common theta", 6e-11}, {"common gamma", 2e-9}};
  for (const auto& [name, error] : worst_errors()) {
    INFO(name << " " << error);
    CHECK(error <= bounds.at(name));
  }
}

TEST_CASE("a pricer with closed forms is asked for them", "[pricing][greeks_of]") {
  const Claim<double> c{100.0, 110.0, 0.5, 0.4, 1.0};
  CHECK(greeks_of(Black{}, c).gamma == black_greeks(c).gamma);
}

TEST_CASE("without time or volatility nothing is divided by their steps", "[pricing][greeks_of]") {
  for (const Claim<double>& c : {Claim<double>{100.0, 90.0, 0.0, 0.5, 1.0}, Claim<double>{100.0, 90.0, 0.3, 0.0, 1.0}}) {
    const Sensitivities<double> s = sensitivities_of(Own{}, c);
    CHECK(s.value == 10.0);
    CHECK(std::fabs(s.delta - 1.0) < 1e-8);
    for (const double greek : {s.vega, s.theta, s.vanna, s.volga, s.charm, s.veta, s.ultima}) CHECK(std::fabs(greek) < 1e-8);
  }
}

TEST_CASE("a claim that is not a number has no Greeks", "[pricing][greeks_of]") {
  CHECK(std::isnan(sensitivities_of(Own{}, {std::nan(""), 90.0, 0.5, 0.5, 1.0}).value));
  CHECK(std::isnan(greeks_of(Own{}, {100.0, 90.0, std::nan(""), 0.5, 1.0}).delta));
}
