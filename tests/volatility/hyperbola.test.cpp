#include "bulwark/volatility/hyperbola.hpp"

#include <cmath>
#include <limits>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::cpp_bin_float_50;

TEST_CASE("a hyperbola keeps its digits where its terms cancel", "[volatility][hyperbola]") {
  for (const double rho : {-1.0 + 1e-9, -0.5, 0.0, 0.7, 1.0 - 1e-12})
    for (const double x : {-1e3, -1.0, -1e-8, 0.0, 1e-5, 0.3, 1e4})
      for (const double c : {1e-10, 0.04, 1.0}) {
        const Hyperbola y = hyperbola(rho, {x, 0.0}, {c, 0.0});
        const Wide root = sqrt(Wide(x) * x + c);
        CHECK(abs((Wide(y.height.high) + y.height.low) - (Wide(rho) * x + root)) <= Wide(1e-29) * (abs(Wide(rho) * x) + root));
        CHECK(abs((Wide(y.slope.high) + y.slope.low) - (Wide(rho) + x / root)) <= Wide(1e-29));
        CHECK(abs(Wide(y.curvature) / (c / (root * root * root)) - 1) < Wide(1.2e-15));
      }
}

TEST_CASE("a hyperbola without a bend is a kink", "[volatility][hyperbola]") {
  const Hyperbola kink = hyperbola(0.3, {0.0, 0.0}, {0.0, 0.0});
  CHECK(kink.height.high == 0.0);
  CHECK(kink.slope.high == 0.3);
  CHECK(kink.curvature == std::numeric_limits<double>::infinity());
  CHECK(hyperbola(0.3, {2.0, 0.0}, {0.0, 0.0}).slope.high == 1.3);
}
