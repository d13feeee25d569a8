#include "bulwark/pricing/bachelier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/laws/pricer_laws.hpp"
#include "bulwark/pricing/columns.hpp"
#include "golden/golden.hpp"
#include "math/reference.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double eps = 0x1p-52;

using test::Wide;

/// The time value, without rounding: s (n(z) - z N(-z)).
Wide exact_time_value(const Claim<double>& c) {
  const Wide s = Wide(c.volatility) * sqrt(Wide(c.years));
  const Wide z = abs(Wide(c.forward) - Wide(c.strike)) / s;
  const Wide density = exp(-z * z / 2) / sqrt(2 * acos(Wide(-1)));
  return s * density * (1 - z * test::wide_mills(z));
}

Wide exact_vega(const Claim<double>& c) {
  const Wide s = Wide(c.volatility) * sqrt(Wide(c.years));
  const Wide z = (Wide(c.forward) - Wide(c.strike)) / s;
  return sqrt(Wide(c.years)) * exp(-z * z / 2) / sqrt(2 * acos(Wide(-1)));
}

Claim<double> outside(Claim<double> c) {
  c.side = c.forward < c.strike ? 1.0 : -1.0;
  return c;
}

/// Claims from at the money to 30 deviations away, forwards of either sign.
std::vector<Claim<double>> claims(int count) {
  test::Inputs inputs{11};
  std::vector<Claim<double>> all;
  for (int i = 0; i < count; ++i) {
    Claim<double> c{};
    c.forward = inputs.with_sign(inputs.of_sizes(-6, 6));
    c.volatility = inputs.of_sizes(-6, 4);
    c.years = inputs.of_sizes(-10, 4);
    c.strike = c.forward + inputs.with_sign(30.0 * inputs.unit() * inputs.unit() * c.volatility * std::sqrt(c.years));
    c.side = inputs.with_sign(1.0);
    all.push_back(c);
  }
  return all;
}

}  // namespace

TEST_CASE("a normal value holds its digits however far out of the money", "[pricing][bachelier]") {
  double worst = 0.0;
  for (const Claim<double>& any : claims(4000)) {
    const Claim<double> c = outside(any);
    const Wide exact = exact_time_value(c);
    const auto stake = static_cast<double>(Wide(c.volatility) * exact_vega(c) / exact);
    worst = std::max(worst, static_cast<double>(abs(Wide(bachelier_value(c)) - exact) / exact) / (eps * (1.0 + stake)));
  }
  CHECK(worst <= 4.0);  // measured; in units of eps (1 + volatility vega / value), as for Black's, whose bar is 16
}

TEST_CASE("a normal volatility comes back from its value", "[pricing][bachelier]") {
  double worst = 0.0;
  for (const Claim<double>& any : claims(4000)) {
    const Claim<double> c = outside(any);
    const double value = bachelier_value(c);
    if (!(value > 1e-290)) continue;
    const ImpliedVolatility found = bachelier_implied_volatility(c, value);
    REQUIRE(found.status == ImpliedStatus::ok);
    // The volatility that gives exactly this double, to first order in the value's own rounding.
    const Wide exact = Wide(c.volatility) + (Wide(value) - exact_time_value(c)) / exact_vega(c);
    const auto cond = static_cast<double>(exact_time_value(c) / (exact * exact_vega(c)));
    worst = std::max(worst, static_cast<double>(abs(Wide(*found.volatility) - exact) / exact) / (eps * (1.0 + cond)));
  }
  CHECK(worst <= 4.0);  // in units of eps (1 + value / (volatility vega)); Black's bar is 16
}

TEST_CASE("a normal value has an implied volatility over six hundred decades", "[pricing][bachelier]") {
  for (int power = -300; power <= 290; power += 5) {
    const Claim<double> c{1.0, 2.0, 0.0, 1.0, 1.0};
    const double value = std::pow(10.0, power);
    const ImpliedVolatility found = bachelier_implied_volatility(c, value);
    REQUIRE(found.status == ImpliedStatus::ok);
    Claim<double> back = c;
    back.volatility = *found.volatility;
    CHECK_THAT(bachelier_value(back), WithinRel(value, 1e-12));  // 1e3 eps: the value's condition reaches z^2 = 1400
  }
}

TEST_CASE("a normal call less a put is a forward, whatever the signs", "[pricing][bachelier]") {
  for (Claim<double> c : claims(1000)) {
    c.side = 1.0;
    const double call = bachelier_value(c);
    c.side = -1.0;
    const double put = bachelier_value(c);
    CHECK(call >= std::fmax(c.forward - c.strike, 0.0));
    CHECK(put >= std::fmax(c.strike - c.forward, 0.0));
    CHECK_THAT(call - put, WithinAbs(c.forward - c.strike, 4e-16 * (call + put)));
  }
}

TEST_CASE("normal derivatives are those of the value", "[pricing][bachelier]") {
  // Central differences; 1e-6 is their own error at this step.
  const Claim<double> c{-3.0, -2.0, 4.0, 0.7, 1.0};
  const double rate = 0.05;
  const auto of = [&](const Claim<double>& at) { return bachelier_sensitivities(at, std::exp(-rate * at.years)); };
  const auto by = [&](double Claim<double>::*field, double Sensitivities<double>::*what) {
    Claim<double> up = c, down = c;
    const double step = 1e-4 * std::fabs(c.*field);
    up.*field += step;
    down.*field -= step;
    return (of(up).*what - of(down).*what) / (2.0 * step);
  };
  using C = Claim<double>;
  using S = Sensitivities<double>;
  const S s = of(c);
  CHECK_THAT(s.value, WithinRel(std::exp(-rate * 0.7) * bachelier_value(c), 1e-15));
  CHECK_THAT(s.delta, WithinRel(by(&C::forward, &S::value), 1e-6));
  CHECK_THAT(s.gamma, WithinRel(by(&C::forward, &S::delta), 1e-6));
  CHECK_THAT(s.speed, WithinRel(by(&C::forward, &S::gamma), 1e-6));
  CHECK_THAT(s.vega, WithinRel(by(&C::volatility, &S::value), 1e-6));
  CHECK_THAT(s.volga, WithinRel(by(&C::volatility, &S::vega), 1e-6));
  CHECK_THAT(s.ultima, WithinRel(by(&C::volatility, &S::volga), 1e-6));
  CHECK_THAT(s.vanna, WithinRel(by(&C::volatility, &S::delta), 1e-6));
  CHECK_THAT(s.zomma, WithinRel(by(&C::volatility, &S::gamma), 1e-6));
  CHECK_THAT(s.theta, WithinRel(-by(&C::years, &S::value), 1e-6));
  CHECK_THAT(s.charm, WithinRel(-by(&C::years, &S::delta), 1e-6));
  CHECK_THAT(s.color, WithinRel(-by(&C::years, &S::gamma), 1e-6));
  CHECK_THAT(s.veta, WithinRel(-by(&C::years, &S::vega), 1e-6));
  CHECK_THAT(s.dual_delta, WithinRel(by(&C::strike, &S::value), 1e-6));
  CHECK_THAT(s.dual_gamma, WithinRel(by(&C::strike, &S::dual_delta), 1e-6));
  CHECK_THAT(s.rho, WithinRel(-0.7 * s.value, 1e-15));
}

TEST_CASE("a short normal claim is a short lognormal one", "[pricing][bachelier]") {
  // The two differ by the square of the total deviation over 24.
  const Claim<double> c{100.0, 100.0, 20.0, 1e-4, 1.0};
  CHECK_THAT(bachelier_value(c), WithinRel(black_value(Claim<double>{100.0, 100.0, 0.2, 1e-4, 1.0}), 1e-6));
}

TEST_CASE("without time or volatility a normal claim is worth its intrinsic value", "[pricing][bachelier]") {
  for (const double strike : {-7.0, -5.0, -3.0}) {
    for (const double side : {1.0, -1.0}) {
      const double intrinsic = std::fmax(side * (-5.0 - strike), 0.0);
      CHECK(bachelier_value(Claim<double>{-5.0, strike, 0.0, 1.0, side}) == intrinsic);
      CHECK(bachelier_value(Claim<double>{-5.0, strike, 1.0, 0.0, side}) == intrinsic);
      const Sensitivities<double> s = bachelier_sensitivities({-5.0, strike, 0.0, 0.0, side});
      CHECK(s.value == intrinsic);
      CHECK(s.delta == (strike == -5.0 ? 0.5 * side : intrinsic > 0.0 ? side : 0.0));
      for (const double greek : {s.gamma, s.vega, s.theta, s.rho, s.vanna, s.volga, s.charm, s.speed, s.zomma, s.color, s.ultima, s.veta})
        CHECK(greek == 0.0);
    }
  }
}

TEST_CASE("Bachelier is a pricer like any other, alone and in columns", "[pricing][bachelier]") {
  CHECK(broken_by(Bachelier{}).empty());
  const std::vector<double> forward{-1.0, 3.0, 100.0}, strike{-2.0, 3.5, 90.0}, volatility{0.7, 2.0, 15.0}, years{0.5, 1.0, 0.1},
      side{1.0, -1.0, 1.0};
  const ClaimColumns claims{forward, strike, volatility, years, side};
  std::vector<double> value(3), found(3);
  std::vector<ImpliedStatus> status(3);
  REQUIRE(values(Bachelier{}, claims, {}, value).empty());
  REQUIRE(implied_volatilities(Bachelier{}, claims, {}, value, found, status).empty());
  for (std::size_t i = 0; i < 3; ++i) {
    const Claim<double> one{forward[i], strike[i], volatility[i], years[i], side[i]};
    CHECK(value[i] == bachelier_value(one));
    CHECK(greeks(Bachelier{}, one).gamma == bachelier_sensitivities(one).gamma);
    CHECK(status[i] == ImpliedStatus::ok);
    CHECK_THAT(found[i], WithinRel(volatility[i], 1e-14));
  }
}

TEST_CASE("a value that no normal volatility gives says why", "[pricing][bachelier]") {
  const Claim<double> c{-1.0, -3.0, 0.0, 0.5, 1.0};
  CHECK(bachelier_implied_volatility(c, 1.9).status == ImpliedStatus::below_intrinsic);
  CHECK(bachelier_implied_volatility(c, 2.0).status == ImpliedStatus::no_time_value);
  CHECK(bachelier_implied_volatility(c, not_a_number).status == ImpliedStatus::not_finite);
  CHECK(bachelier_implied_volatility({not_a_number, -3.0, 0.0, 0.5, 1.0}, 2.5).status == ImpliedStatus::not_finite);
  CHECK(bachelier_implied_volatility({-1.0, -3.0, 0.0, 0.5, 0.3}, 2.5).status == ImpliedStatus::not_finite);
  CHECK(bachelier_implied_volatility({-1.0, -3.0, 0.0, 0.0, 1.0}, 2.5).status == ImpliedStatus::above_cap);
  CHECK(bachelier_implied_volatility(c, 1e300).status == ImpliedStatus::ok);
}

TEST_CASE("a number that no normal claim has makes the value unknown", "[pricing][bachelier]") {
  for (double Claim<double>::*field :
       {&Claim<double>::forward, &Claim<double>::strike, &Claim<double>::volatility, &Claim<double>::years, &Claim<double>::side}) {
    Claim<double> bad{1.0, 2.0, 0.5, 0.5, 1.0};
    bad.*field = not_a_number;
    CHECK(std::isnan(bachelier_value(bad)));
    CHECK(std::isnan(bachelier_sensitivities(bad).value));
  }
  CHECK(std::isnan(bachelier_value({1.0, 2.0, -0.5, 0.5, 1.0})));
  CHECK(std::isnan(bachelier_value({1.0, 2.0, 0.5, -0.5, 1.0})));
}
