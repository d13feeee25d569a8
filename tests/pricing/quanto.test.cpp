#include "bulwark/pricing/quanto.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const QuantoClaim<double> ordinary{.spot = 100.0,
                                   .strike = 105.0,
                                   .rate = 0.08,
                                   .foreign_rate = 0.05,
                                   .yield = 0.04,
                                   .volatility = 0.2,
                                   .fx_volatility = 0.10,
                                   .correlation = 0.3,
                                   .years = 0.5,
                                   .fx = 1.5,
                                   .side = 1.0};

}  // namespace

TEST_CASE("a quanto option without correlation is the option at the foreign carry", "[pricing][quanto]") {
  QuantoClaim<double> c = ordinary;
  c.correlation = 0.0;
  const QuantoSensitivities<double> s = quanto_sensitivities(c);
  const SpotClaim<double> plain{100.0, 105.0, 0.08, 0.08 - 0.01, 0.2, 0.5, 1.0};  // the carry is foreign rate less yield
  const Sensitivities<double> option = black_scholes_sensitivities(plain);
  CHECK_THAT(s.value, WithinRel(1.5 * option.value, 1e-14));
  CHECK_THAT(s.delta, WithinRel(1.5 * option.delta, 1e-13));
  CHECK_THAT(s.vega, WithinRel(1.5 * option.vega, 1e-13));
  CHECK(s.vega_fx == 0.0);
}

TEST_CASE("the derivatives of a quanto are those of its value, for every payout", "[pricing][quanto]") {
  // Central differences; 1e-6 is their own error at this step.
  for (const double side : {1.0, -1.0}) {
    QuantoClaim<double> c = ordinary;
    c.side = side;
    for (const Payout<double>& payout : {option_payout(side), cash_or_nothing(9.0), asset_or_nothing<double>(), gap_payout(side, 100.0)}) {
      const auto by = [&](double QuantoClaim<double>::*field, double QuantoSensitivities<double>::*of) {
        QuantoClaim<double> up = c, down = c;
        const double step = 1e-4 * c.*field;
        up.*field += step;
        down.*field -= step;
        return (quanto_sensitivities(up, payout).*of - quanto_sensitivities(down, payout).*of) / (2.0 * step);
      };
      using C = QuantoClaim<double>;
      using S = QuantoSensitivities<double>;
      const S s = quanto_sensitivities(c, payout);
      CHECK_THAT(s.delta, WithinRel(by(&C::spot, &S::value), 1e-6));
      CHECK_THAT(s.gamma, WithinRel(by(&C::spot, &S::delta), 1e-6));
      CHECK_THAT(s.vega, WithinRel(by(&C::volatility, &S::value), 1e-5));
      CHECK_THAT(s.vega_fx, WithinRel(by(&C::fx_volatility, &S::value), 1e-6));
      CHECK_THAT(s.by_correlation, WithinRel(by(&C::correlation, &S::value), 1e-6));
      CHECK_THAT(s.rho, WithinRel(by(&C::rate, &S::value), 1e-6));
      CHECK_THAT(s.foreign_rho, WithinRel(by(&C::foreign_rate, &S::value), 1e-6));
      CHECK_THAT(s.epsilon, WithinRel(by(&C::yield, &S::value), 1e-6));
      CHECK_THAT(s.theta, WithinRel(-by(&C::years, &S::value), 1e-6));
      CHECK_THAT(s.dual_delta, WithinRel(by(&C::strike, &S::value), 1e-6));
    }
  }
}

TEST_CASE("a quanto call less a quanto put is a quanto forward", "[pricing][quanto]") {
  QuantoClaim<double> put = ordinary;
  put.side = -1.0;
  const double forward = 100.0 * std::exp((0.05 - 0.04 - 0.3 * 0.2 * 0.10) * 0.5);
  CHECK_THAT(quanto_sensitivities(ordinary).value - quanto_sensitivities(put).value,
             WithinRel(1.5 * std::exp(-0.04) * (forward - 105.0), 1e-13));
}

TEST_CASE("Haug's quanto options are reproduced", "[pricing][quanto]") {
  // Haug (1998), pages 105-106: 5.3280 for a call at fx 1.5; 8.1636 for the put at fx 1.
  QuantoClaim<double> c = ordinary;
  CHECK_THAT(quanto_sensitivities(c).value, WithinAbs(5.3280, 5e-5));
  c.side = -1.0;
  c.fx = 1.0;
  CHECK_THAT(quanto_sensitivities(c).value, WithinAbs(8.1636, 5e-5));
}

TEST_CASE("a number that no quanto has makes the value unknown", "[pricing][quanto]") {
  for (double QuantoClaim<double>::*field :
       {&QuantoClaim<double>::spot, &QuantoClaim<double>::strike, &QuantoClaim<double>::rate, &QuantoClaim<double>::foreign_rate,
        &QuantoClaim<double>::yield, &QuantoClaim<double>::volatility, &QuantoClaim<double>::fx_volatility,
        &QuantoClaim<double>::correlation, &QuantoClaim<double>::years, &QuantoClaim<double>::fx, &QuantoClaim<double>::side}) {
    QuantoClaim<double> bad = ordinary;
    bad.*field = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(quanto_sensitivities(bad).value));
  }
}
