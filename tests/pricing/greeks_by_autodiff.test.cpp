#include "bulwark/pricing/greeks_by_autodiff.hpp"

#include <cmath>
#include <variant>

#include "bulwark/pricing/black.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

/// Black's formula as a user would write it.
struct Textbook {
  template <class Scalar>
  Scalar value(const Claim<Scalar>& c, const std::monostate&) const {
    using std::sqrt, std::log, std::erfc;
    const Scalar s = c.volatility * sqrt(c.years);
    const Scalar d1 = log(c.forward / c.strike) / s + 0.5 * s;
    const Scalar d2 = d1 - s;
    const double half_root = 0.70710678118654752440;
    return 0.5 * c.side * (c.forward * erfc(-(c.side * d1) * half_root) - c.strike * erfc(-(c.side * d2) * half_root));
  }
};

/// The same with a premium for size: a model of one's own, with a parameter.
struct Dearer {
  template <class Scalar>
  Scalar value(const Claim<Scalar>& c, double premium) const {
    return Textbook{}.value(c, {}) * (1.0 + premium);
  }
};

struct Unpriced {};
static_assert(PricerOfScalars<Textbook, std::monostate>);
static_assert(!PricerOfScalars<Textbook, Unpriced>);
static_assert(!PricerOfScalars<Unpriced, std::monostate>);

}  // namespace

TEST_CASE("automatic differentiation of Black's formula gives the closed forms", "[pricing][greeks_by_autodiff]") {
  test::Inputs inputs{31};
  for (int i = 0; i < 300; ++i) {
    Claim<double> c{100.0, 0.0, inputs.of_sizes(-4, 0), inputs.of_sizes(-6, 1), inputs.with_sign(1.0)};
    c.strike = c.forward * std::exp(inputs.with_sign(3.0 * inputs.unit() * c.volatility * std::sqrt(c.years)));
    const double discount = std::exp(-0.05 * c.years);
    const Sensitivities<double> ours = greeks_by_autodiff(Textbook{}, c, std::monostate{}, discount);
    const Sensitivities<double> closed = black_sensitivities(c, discount);
    const double s = c.volatility * std::sqrt(c.years), per_year = 1.0 / c.years, per_volatility = 1.0 / c.volatility;
    const auto check = [&](double Sensitivities<double>::*field, double scale) {
      const double error = std::fabs(ours.*field - closed.*field) / (std::fabs(closed.*field) + std::fabs(scale));
      CHECK(error <= 1e-12);  // 2.1e-13 measured: what the textbook's form loses to cancellation
    };
    using S = Sensitivities<double>;
    check(&S::value, c.forward), check(&S::delta, 1.0), check(&S::gamma, 0.0), check(&S::vega, 0.0), check(&S::rho, c.forward);
    check(&S::theta, closed.gamma * c.forward * c.forward * c.volatility * c.volatility), check(&S::epsilon, 1.0);
    check(&S::dual_delta, 1.0), check(&S::dual_gamma, 0.0);
    check(&S::vanna, closed.vega / c.forward / s), check(&S::volga, closed.vega * per_volatility);
    check(&S::charm, closed.vega * per_year / s), check(&S::speed, closed.gamma / c.forward / s);
    check(&S::zomma, closed.gamma * per_volatility), check(&S::color, closed.gamma * per_year);
    check(&S::ultima, closed.vega * per_volatility * per_volatility), check(&S::veta, closed.vega * per_year);
  }
}

TEST_CASE("a pricer of one's own may have parameters", "[pricing][greeks_by_autodiff]") {
  const Claim<double> c{100.0, 110.0, 0.5, 0.4, 1.0};
  const Sensitivities<double> plain = greeks_by_autodiff(Dearer{}, c, 0.0), dear = greeks_by_autodiff(Dearer{}, c, 0.01);
  CHECK(std::fabs(dear.ultima - 1.01 * plain.ultima) <= 1e-13 * std::fabs(plain.ultima));
  CHECK(std::fabs(dear.color - 1.01 * plain.color) <= 1e-13 * std::fabs(plain.color));
}

TEST_CASE("without a deviation the textbook's Greeks are unknown, not wrong", "[pricing][greeks_by_autodiff]") {
  CHECK(std::isnan(greeks_by_autodiff(Textbook{}, Claim<double>{100.0, 100.0, 0.0, 1.0, 1.0}, std::monostate{}).gamma));
}
