// What went wrong elsewhere, by the name under which it was reported; the numbers are the reports' own.

#include <algorithm>
#include <cmath>

#include "bulwark/pricing/bachelier.hpp"
#include "bulwark/pricing/black_payout.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("FinancePy#273: eight hundred jumps of no size leave the value alone", "[pricing][regressions]") {
  // There the first Poisson weight underflows and the value is 0. 70 digits: 23.505867004864303.
  const SpotClaim<double> c{120.0, 100.0, 0.03, 0.01, 0.2, 1.0, 1.0};
  for (const double intensity : {0.0, 1.0, 700.0, 746.0, 800.0, 1e4}) {
    CHECK_THAT(merton_value(c, {intensity, 0.0, 0.0}), WithinRel(23.505867004864303, 1e-14));
    const JumpSensitivities<double> s = merton_sensitivities(c, {intensity, 0.0, 0.0});
    CHECK_THAT(s.value, WithinRel(23.505867004864303, 1e-14));
    CHECK_THAT(s.vega, WithinRel(black_scholes_sensitivities(c).vega, 1e-13));
    CHECK(std::fabs(s.by_intensity) <= 1e-12);  // in truth 0: a difference of two sums of 23
  }
}

TEST_CASE("QuantLib#2787: a normal value is not below intrinsic and its inversion says so", "[pricing][regressions]") {
  // There the price is 0.0099999999999999985, one ulp below intrinsic, and inverting it throws.
  const Claim<double> c{-0.01, -0.02, 1e-5, 0.01, 1.0};
  const double price = bachelier_value(c);
  CHECK(price >= 0.01);
  CHECK(bachelier_implied_volatility(c, price).status == ImpliedStatus::no_time_value);
  for (double forward = -0.05; forward < 0.05; forward += 0.0037)
    for (double strike = -0.05; strike < 0.05; strike += 0.0041)
      for (const double volatility : {1e-6, 1e-4, 1e-2, 1.0})
        for (const double side : {1.0, -1.0}) {
          const Claim<double> any{forward, strike, volatility, 0.3, side};
          const double value = bachelier_value(any);
          CHECK(value >= std::max(side * (forward - strike), 0.0));
          const ImpliedStatus status = bachelier_implied_volatility(any, value).status;
          CHECK((status == ImpliedStatus::ok || status == ImpliedStatus::no_time_value));
        }
}

TEST_CASE("QuantLib#2798: no step in the normal law where an error function saturates", "[pricing][regressions]") {
  // There erf is 1 - 2^-52 for every argument beyond 6, so N(x) falls at 8.49 and deep values drop below intrinsic.
  double before = 0.0;
  for (double x = 8.0; x < 9.0; x += 1e-4) {
    CHECK(normal_cdf(x) >= before);
    before = normal_cdf(x);
  }
  CHECK(normal_cdf(8.49) == 1.0);
  for (double volatility = 0.02; volatility < 0.2; volatility += 0.0011) {
    const Claim<double> deep{100.0, 50.0, volatility, 1.0, 1.0};
    CHECK(black_value(deep) >= 50.0);
    CHECK(black_value(deep) == 50.0 + black_value(Claim<double>{100.0, 50.0, volatility, 1.0, -1.0}));
  }
}

TEST_CASE("QuantLib#2794: without deviation an asset digital in the money is certain", "[pricing][regressions]") {
  // There the probability is 0 for Black and 20 for Bachelier; a strike of 100 and a forward of 120.
  CHECK(black_value(Claim<double>{120.0, 100.0, 0.0, 1.0, 1.0}, asset_or_nothing<double>()) == 120.0);
  CHECK(bachelier_sensitivities({120.0, 100.0, 0.0, 1.0, 1.0}).delta == 1.0);
}

TEST_CASE("nautilus#3581: an implied volatility is for the time that there is", "[pricing][regressions]") {
  // There every option is inverted as if it had one day left, which multiplies 60 % by the root of the days.
  for (const double days : {1.0 / 24.0, 0.5, 1.0, 17.0, 30.0, 365.0}) {
    const Claim<double> c{6e4, 6.1e4, 0.60, days / 365.0, 1.0};
    const ImpliedVolatility found = black_implied_volatility(c, black_value(c));
    REQUIRE(found.status == ImpliedStatus::ok);
    CHECK_THAT(*found.volatility, WithinRel(0.60, 1e-12));  // eps times the condition, which reaches 200 with one hour left
  }
}

TEST_CASE("py_vollib#5 and #7: deep values invert where they can and say why where they cannot", "[pricing][regressions]") {
  // There an exception, also for values that the library made itself: Deribit's deep puts and far calls.
  for (const double strike : {1e3, 5e3, 2e4, 4e4, 9e4, 2e5, 6e5}) {
    for (const double side : {1.0, -1.0}) {
      const Claim<double> c{39165.86, strike, 0.6086, 0.2, side};
      const double value = black_value(c), intrinsic = std::max(side * (c.forward - strike), 0.0);
      const ImpliedVolatility found = black_implied_volatility(c, value);
      CHECK((found.status == ImpliedStatus::ok || (found.status == ImpliedStatus::no_time_value && value == intrinsic)));
      if (found.volatility) {
        Claim<double> again = c;
        again.volatility = *found.volatility;
        CHECK_THAT(black_value(again), WithinRel(value, 3e-12));  // 16 eps (1 + d^2), d to 30
      }
      if (intrinsic > 0.0) {
        CHECK(black_implied_volatility(c, std::nextafter(intrinsic, 0.0)).status == ImpliedStatus::below_intrinsic);
        CHECK(black_implied_volatility(c, 0.99 * intrinsic).status == ImpliedStatus::below_intrinsic);
      }
    }
  }
}

TEST_CASE("py_vollib#18: a deep quote below intrinsic is said to be", "[pricing][regressions]") {
  // 1529.75 for a call struck at 2600 on 4127.83, 133 of 252 days, rate 1 %.
  const double grown = std::exp(0.01 * 133.0 / 252.0);
  const Claim<double> c{4127.83 * grown, 2600.0, 0.0, 133.0 / 252.0, 1.0};
  CHECK(black_implied_volatility(c, 1529.75 * grown).status == ImpliedStatus::below_intrinsic);
}
