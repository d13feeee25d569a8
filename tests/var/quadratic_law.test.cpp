#include "bulwark/var/quadratic_law.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/normal.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the generator's derivatives are its slopes", "[var][quadratic_law]") {
  const std::vector<double> slope{0.3, -0.5, 0.2}, curvature{-0.4, 0.6, 0.0};
  const QuadraticProfit profit{0.0, slope, curvature};
  const auto law = QuadraticLaw::of(profit, 1.0);
  for (const double s : {-2.0, -0.5, 0.0, 1.0}) {
    const double step = 1e-5;
    const auto low = law.generator(s - step), at = law.generator(s), high = law.generator(s + step);
    CHECK(at.first == Catch::Approx((high.value - low.value) / (2.0 * step)).epsilon(1e-8));
    CHECK(at.second == Catch::Approx((high.first - low.first) / (2.0 * step)).epsilon(1e-8));
    CHECK(at.third == Catch::Approx((high.second - low.second) / (2.0 * step)).epsilon(1e-7));
  }
}

TEST_CASE("arguments stay where the generator is finite", "[var][quadratic_law]") {
  const std::vector<double> slope{0.3, -0.5}, curvature{-0.4, 0.6};
  const QuadraticProfit profit{0.0, slope, curvature};
  const auto law = QuadraticLaw::of(profit, 1.0);
  CHECK(law.argument(1e-20) == Catch::Approx(-1e-20));
  CHECK(law.argument(1e20) == Catch::Approx(-2.5));
  CHECK(QuadraticLaw::of(profit, -1.0).most_negative == 0.6);
}

TEST_CASE("the curve's end and the way that it bends change no probability", "[var][quadratic_law]") {
  const std::vector<double> slope{1.0}, curvature{0.0};
  const QuadraticProfit profit{0.0, slope, curvature};
  const auto law = QuadraticLaw::of(profit, 1.0);
  for (const double x : {-3.0, -2.0, -0.5})
    for (const double t : {1.0, 1.5, 2.5})
      for (const double side : {1.0, -1.0}) {
        const QuadraticLaw::Below below = law.along(x, t, side);
        CHECK(below.probability * std::exp(below.log_scale) == Catch::Approx(normal_cdf(x)).epsilon(1e-11));
        CHECK(below.shortage * std::exp(below.log_scale) == Catch::Approx(x * normal_cdf(x) + normal_density(x)).epsilon(1e-10));
      }
}
