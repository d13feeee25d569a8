#include "bulwark/pricing/quote_as.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Sensitivities<double> quoted(const SpotClaim<double>& claim, const GreekConvention& convention) {
  return quote_as(black_scholes_sensitivities(claim), convention, claim);
}

/// The volatility that a quoted option implies, put into its claim.
SpotClaim<double> with_price(SpotClaim<double> claim, double price) {
  const double grown = std::exp(claim.rate * claim.years);
  const double forward = claim.spot * std::exp((claim.rate - claim.yield) * claim.years);
  claim.volatility = black_implied_volatility({forward, claim.strike, 0.0, claim.years, claim.side}, price * grown).volatility.value();
  return claim;
}

}  // namespace

TEST_CASE("raw Greeks stay as they are", "[pricing][quote_as]") {
  const SpotClaim<double> c{100.0, 110.0, 0.05, 0.02, 0.4, 0.7, 1.0};
  const Sensitivities<double> raw = black_scholes_sensitivities(c), same = quoted(c, convention::raw);
  for (double Sensitivities<double>::*field :
       {&Sensitivities<double>::value, &Sensitivities<double>::delta, &Sensitivities<double>::gamma, &Sensitivities<double>::vega,
        &Sensitivities<double>::theta, &Sensitivities<double>::rho, &Sensitivities<double>::epsilon, &Sensitivities<double>::dual_delta,
        &Sensitivities<double>::dual_gamma, &Sensitivities<double>::vanna, &Sensitivities<double>::volga, &Sensitivities<double>::charm,
        &Sensitivities<double>::speed, &Sensitivities<double>::zomma, &Sensitivities<double>::color, &Sensitivities<double>::ultima,
        &Sensitivities<double>::veta})
    CHECK(raw.*field == same.*field);
}

TEST_CASE("a Greek takes the unit of everything that it differentiates by", "[pricing][quote_as]") {
  const SpotClaim<double> c{100.0, 110.0, 0.05, 0.02, 0.4, 0.7, 1.0};
  const Sensitivities<double> raw = black_scholes_sensitivities(c);
  for (const auto& [convention, day] : {std::pair{convention::per_day_365, 1.0 / 365.0}, std::pair{convention::per_day_252, 1.0 / 252.0}}) {
    const Sensitivities<double> s = quoted(c, convention);
    CHECK_THAT(s.vega, WithinRel(raw.vega * 0.01, 1e-15));
    CHECK_THAT(s.volga, WithinRel(raw.volga * 1e-4, 1e-15));
    CHECK_THAT(s.ultima, WithinRel(raw.ultima * 1e-6, 1e-15));
    CHECK_THAT(s.vanna, WithinRel(raw.vanna * 0.01, 1e-15));
    CHECK_THAT(s.zomma, WithinRel(raw.zomma * 0.01, 1e-15));
    CHECK_THAT(s.theta, WithinRel(raw.theta * day, 1e-15));
    CHECK_THAT(s.charm, WithinRel(raw.charm * day, 1e-15));
    CHECK_THAT(s.color, WithinRel(raw.color * day, 1e-15));
    CHECK_THAT(s.veta, WithinRel(raw.veta * 0.01 * day, 1e-15));
    CHECK_THAT(s.rho, WithinRel(raw.rho * 0.01, 1e-15));
    CHECK_THAT(s.epsilon, WithinRel(raw.epsilon * 0.01, 1e-15));
    CHECK(s.gamma == raw.gamma);
    CHECK(s.speed == raw.speed);
  }
}

TEST_CASE("QuantLib's Greeks are raw: Haug's, as its tests hold them", "[pricing][quote_as]") {
  // Haug (1998), pages 11-16; QuantLib test-suite/europeanoption.cpp holds 1e-4.
  CHECK_THAT(quoted({55.0, 60.0, 0.10, 0.0, 0.30, 0.75, 1.0}, convention::quantlib).vega, WithinAbs(18.9358, 1e-4));
  CHECK_THAT(quoted({430.0, 405.0, 0.07, 0.05, 0.20, 1.0 / 12.0, -1.0}, convention::quantlib).theta, WithinAbs(-31.1924, 1e-4));
  CHECK_THAT(quoted({430.0, 405.0, 0.07, 0.05, 0.20, 1.0 / 12.0, -1.0}, convention::quantlib_theta_per_day).theta,
             WithinAbs(-0.0855, 1e-4));
  CHECK_THAT(quoted({72.0, 75.0, 0.09, 0.0, 0.19, 1.0, 1.0}, convention::quantlib).rho, WithinAbs(38.7325, 1e-4));
  CHECK_THAT(quoted({500.0, 490.0, 0.08, 0.05, 0.15, 0.25, -1.0}, convention::quantlib).epsilon, WithinAbs(42.2254, 1e-4));
}

TEST_CASE("py_vollib's Greeks are per point, percent and calendar day", "[pricing][quote_as]") {
  // The docstrings of py_vollib/black_scholes/greeks/analytical.py, to all the digits that they print.
  const Sensitivities<double> s = quoted({49.0, 50.0, 0.05, 0.0, 0.2, 0.3846, 1.0}, convention::py_vollib);
  CHECK_THAT(s.delta, WithinAbs(0.521601633972, 5e-13));
  CHECK_THAT(s.theta * 365.0, WithinAbs(-4.30538996455, 5e-12));
  CHECK_THAT(s.gamma, WithinAbs(0.0655453772525, 5e-14));
  CHECK_THAT(s.vega, WithinAbs(0.121052427542, 5e-13));
  CHECK_THAT(s.rho, WithinAbs(0.089065740988, 5e-13));
}

TEST_CASE("LEAN's Greeks are per point and percent, its indicators per day too", "[pricing][quote_as]") {
  // Tests/Indicators/VegaTests.cs, RhoTests.cs (rate 5.3 %, yield 1.53 %) and ThetaTests.cs (4.03 %, none): values it takes from QuantLib,
  // 450 struck at 450, 60 days, at 23.753, and their own tolerances, which cover another day count.
  const SpotClaim<double> c = with_price({450.0, 450.0, 0.053, 0.0153, 0.0, 60.0 / 365.0, 1.0}, 23.753);
  CHECK_THAT(quoted(c, convention::lean).vega, WithinAbs(0.7215, 0.0072));
  CHECK_THAT(quoted(c, convention::lean).rho, WithinAbs(0.3628, 0.017));
  const SpotClaim<double> bare = with_price({450.0, 450.0, 0.0403, 0.0, 0.0, 60.0 / 365.0, 1.0}, 23.753);
  CHECK_THAT(quoted(bare, convention::lean_indicators).theta, WithinAbs(-0.2092, 0.0054));
  CHECK_THAT(quoted(bare, convention::lean).theta, WithinAbs(-0.2092 * 365.0, 0.0054 * 365.0));
}

TEST_CASE("Nautilus's Greeks are per point and per 365.25th of a year", "[pricing][quote_as]") {
  // tests/unit_tests/risk/test_greeks_calculator.py (0242eee): 155, a call at 150, 30 days, quoted 8.50, 4.25 % and no carry. It computes
  // in 32 bits: seven digits.
  const SpotClaim<double> c = with_price({155.0, 150.0, 0.0425, 0.0425, 0.0, 30.0 / 365.25, 1.0}, 8.5);
  CHECK_THAT(c.volatility, WithinAbs(0.3260962941, 5e-11));
  const Sensitivities<double> s = quoted(c, convention::nautilus);
  CHECK_THAT(s.delta, WithinRel(0.6522504091262817, 1e-6));
  CHECK_THAT(s.gamma, WithinRel(0.025358643383, 1e-6));
  CHECK_THAT(s.vega, WithinRel(0.163179779053, 1e-6));
  CHECK_THAT(s.theta, WithinRel(-0.087698151199, 1e-6));
}

TEST_CASE("Deribit's ticker is reproduced to the digits that its volatility has", "[pricing][quote_as]") {
  // BTC-27SEP24-40000-C, 2023-11-10T05:18:31.632Z, quoted in ccxt PR 19908: forward 39165.86, volatility 60.86 %.
  const SpotClaim<double> c{39165.86, 40000.0, 0.0, 0.0, 0.6086, 0.88249899695586, 1.0};
  const Sensitivities<double> s = quoted(c, convention::deribit);
  CHECK_THAT(s.delta, WithinAbs(0.59833, 2e-5));
  CHECK_THAT(s.gamma, WithinAbs(0.00002, 5e-6));
  CHECK_THAT(s.vega, WithinAbs(142.30124, 2e-3));
  CHECK_THAT(s.theta, WithinAbs(-13.4441, 2e-3));
  CHECK_THAT(s.rho, WithinAbs(131.82621, 5e-3));
  CHECK_THAT(s.value / c.spot, WithinAbs(0.2169, 5e-5));
  CHECK_THAT(quoted_volatility(c.volatility, convention::deribit), WithinAbs(60.86, 1e-12));
  // In the account's totals: delta less mark.
  const Sensitivities<double> total = quoted(c, convention::deribit_totals);
  CHECK_THAT(total.delta, WithinAbs(0.59833 - 0.2169, 7e-5));
  CHECK_THAT(total.delta, WithinRel(coin_sensitivities(c).premium_adjusted_delta, 1e-14));
}

TEST_CASE("in its last hours a Deribit option loses what is left, and in the last half hour its delta fades", "[pricing][quote_as]") {
  const double hour = 1.0 / (24.0 * 365.0);
  SpotClaim<double> c{39165.86, 40000.0, 0.0, 0.0, 0.6086, hour, 1.0};
  const Sensitivities<double> raw = black_scholes_sensitivities(c);
  CHECK_THAT(quoted(c, convention::deribit).theta, WithinRel(raw.theta * hour, 1e-15));
  CHECK_THAT(quoted(c, convention::deribit_totals).delta, WithinRel(raw.delta - raw.value / c.spot, 1e-15));
  c.years = 0.25 * hour;
  const Sensitivities<double> late = black_scholes_sensitivities(c);
  CHECK_THAT(quoted(c, convention::deribit_totals).delta, WithinRel(0.5 * (late.delta - late.value / c.spot), 1e-14));
  CHECK(quoted(c, convention::deribit).delta == late.delta);
  c.years = 0.0;
  CHECK(quoted(c, convention::deribit_totals).delta == 0.0);
}

TEST_CASE("FIX states rho per percent and no other unit", "[pricing][quote_as]") {
  // Hull's example: 49 against 50 at 5 %, 20 %, 20 weeks: rho 8.91 for 1.00 of rate, 0.0891 for one percent.
  const SpotClaim<double> c{49.0, 50.0, 0.05, 0.0, 0.2, 0.3846, 1.0};
  const Sensitivities<double> raw = black_scholes_sensitivities(c), s = quoted(c, convention::fix);
  CHECK_THAT(s.rho, WithinAbs(0.0891, 5e-5));
  CHECK(s.vega == raw.vega);
  CHECK(s.theta == raw.theta);
  CHECK((s.delta >= -1.0 && s.delta <= 1.0));
}

TEST_CASE("the common five are quoted like the full set", "[pricing][quote_as]") {
  const SpotClaim<double> c{39165.86, 40000.0, 0.0, 0.0, 0.6086, 0.001, 1.0};
  for (const GreekConvention& convention : {convention::nautilus, convention::deribit, convention::deribit_totals, convention::lean}) {
    const Greeks<double> few = quote_as(black_scholes_greeks(c), convention, c);
    const Sensitivities<double> all = quoted(c, convention);
    CHECK_THAT(few.delta, WithinRel(all.delta, 1e-14));
    CHECK_THAT(few.vega, WithinRel(all.vega, 1e-14));
    CHECK_THAT(few.theta, WithinRel(all.theta, 1e-14));
  }
}

TEST_CASE("units that no Greek can have are faults", "[pricing][quote_as]") {
  for (const GreekConvention& good : {convention::raw, convention::per_day_365, convention::per_day_252, convention::lean,
                                      convention::nautilus, convention::deribit, convention::deribit_totals, convention::fix})
    CHECK(good.faults().empty());
  CHECK(
      GreekConvention{.volatility = 0.0, .years = -1.0, .rate = std::nan(""), .settlement_window = -1.0, .percent = 0.0}.faults().size() ==
      5);
}

TEST_CASE("what is not known is not known in any unit", "[pricing][quote_as]") {
  const SpotClaim<double> bad{std::nan(""), 40000.0, 0.0, 0.0, 0.6086, 0.5, 1.0};
  CHECK(std::isnan(quoted(bad, convention::deribit_totals).delta));
  CHECK(std::isnan(quoted(bad, convention::deribit).theta));
}
