#include "bulwark/volatility/smile_point.hpp"

#include <cmath>
#include <limits>

#include "bulwark/math/normal.hpp"
#include "bulwark/volatility/svi.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a flat smile has the lognormal density", "[volatility][smile_point]") {
  for (const double w : {1e-4, 0.04, 2.0})
    for (const double k : {-0.5, -0.01, 0.0, 0.03, 0.4}) {
      const SmilePoint flat{w, 0.0, 0.0};
      CHECK(durrleman(k, flat) == 1.0);
      CHECK_THAT(smile_density(k, flat),
                 WithinRel(normal_density(-k / std::sqrt(w) - std::sqrt(w) / 2.0) / std::sqrt(w), 1e-13) || WithinAbs(0.0, 1e-300));
    }
}

TEST_CASE("the density of a smile adds up to one and its mean is the forward", "[volatility][smile_point]") {
  const SviSlice s{{}, 0.01, 0.1, -0.4, 0.02, 0.15, 1.0, 1.0};
  double mass = 0.0, mean = 0.0;
  constexpr double step = 1.0 / 512;
  for (double k = -8.0; k <= 6.0; k += step) {
    const double density = smile_density(k, svi_point(s, k));
    mass += step * density, mean += step * density * std::exp(k);
  }
  CHECK_THAT(mass, WithinAbs(1.0, 1e-9));
  CHECK_THAT(mean, WithinAbs(1.0, 1e-9));
}

TEST_CASE("an unknown number makes an unknown density", "[volatility][smile_point]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const SmilePoint& p : {SmilePoint{unknown, 0.1, 0.1}, SmilePoint{0.1, unknown, 0.1}, SmilePoint{0.1, 0.1, unknown}}) {
    CHECK(std::isnan(durrleman(0.1, p)));
    CHECK(std::isnan(smile_density(0.1, p)));
  }
  CHECK(std::isnan(smile_density(unknown, {0.1, 0.0, 0.0})));
}
