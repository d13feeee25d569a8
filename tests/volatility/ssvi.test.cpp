#include "bulwark/volatility/ssvi.hpp"

#include <cmath>
#include <limits>

#include "bulwark/volatility/ssvi_phi.hpp"
#include "bulwark/volatility/svi.hpp"
#include "bulwark/volatility/svi_calendar.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
const SsviSlice slice{{}, 0.09, -0.6, 2.5, 0.5};
}

TEST_CASE("an SSVI slice is a raw one", "[volatility][ssvi]") {
  for (const double k : {-2.0, -0.3, 0.0, 0.24, 1.5}) {
    const SmilePoint a = ssvi_point(slice, k), b = svi_point(raw_svi(slice), k);
    CHECK_THAT(a.variance, WithinRel(b.variance, 1e-14));
    CHECK_THAT(a.slope, WithinAbs(b.slope, 1e-15));
    CHECK_THAT(a.curvature, WithinRel(b.curvature, 1e-13));
  }
  CHECK(ssvi_point(slice, 0.0).variance == slice.theta);
  CHECK_THAT(ssvi_point(slice, 0.0).slope, WithinRel(slice.theta * slice.rho * slice.phi, 1e-15));
}

TEST_CASE("slopes in theta are differences", "[volatility][ssvi]") {
  const double h = 1e-6;
  const auto check = [&](const auto& phi) {
    for (const double theta : {0.001, 0.04, 0.8})
      for (const double k : {-0.7, 0.0, 0.2}) {
        const auto at = [&](double t) { return ssvi_point(ssvi_slice(phi, -0.4, t, {}, 1.0), k).variance; };
        const SsviSlice s = ssvi_slice(phi, -0.4, theta, {}, 1.0);
        const double step = h * theta;
        CHECK_THAT(ssvi_theta_slope(s, ssvi_point(s, k), k, phi_at(phi, theta).slope),
                   WithinRel((at(theta + step) - at(theta - step)) / (2.0 * step), 1e-7));
      }
  };
  check(PowerLawPhi{0.9, 0.4});
  check(HestonPhi{1.7});
}

TEST_CASE("the conditions for butterflies are Gatheral and Jacquier's", "[volatility][ssvi]") {
  CHECK(ssvi_forbids_butterflies(0.04, -0.5, 4.0));
  CHECK_FALSE(ssvi_forbids_butterflies(0.04, -0.5, 9.0));  // theta phi^2 (1 + |rho|) = 4.86
  CHECK_FALSE(ssvi_forbids_butterflies(4.0, -0.5, 0.7));   // theta phi (1 + |rho|) = 4.2
  CHECK_FALSE(ssvi_forbids_butterflies(std::numeric_limits<double>::quiet_NaN(), 0.0, 1.0));
}

TEST_CASE("Heston's phi forbids butterflies from lambda = (1 + |rho|) / 4 on", "[volatility][ssvi]") {
  for (const double rho : {-0.9, -0.3, 0.5})
    for (const double theta : {1e-4, 0.1, 2.0, 40.0})
      CHECK(ssvi_forbids_butterflies(theta, rho, phi_at(HestonPhi{0.2501 * (1.0 + std::fabs(rho))}, theta).phi));
}

TEST_CASE("a surface with one rho does not cross where the condition holds, and crosses where it does not", "[volatility][ssvi]") {
  const double rho = -0.7, phi = 2.0, theta = 0.2, step = 1e-4;
  const double root = std::sqrt(1.0 - rho * rho), most = phi * (1.0 + root) / (rho * rho);
  for (const double growth : {-0.2, 0.01, 0.5 * most, 0.99 * most, 1.05 * most, 1.5 * most}) {
    const double slope = (growth - phi) / theta;
    const SsviSlice now{{}, theta, rho, phi, 1.0}, next{{}, theta + step, rho, phi + slope * step, 1.0};
    CHECK(ssvi_forbids_crossing(theta, rho, phi, slope) == (growth > 0.0 && growth < most));
    CHECK(ssvi_forbids_crossing(theta, rho, phi, slope) == calendar_crossings(raw_svi(now), raw_svi(next)).empty());
  }
}

TEST_CASE("slices that the conditions of eSSVI call free do not cross", "[volatility][ssvi]") {
  int forbidden = 0;
  for (const double rho : {-0.8, -0.3, 0.4})
    for (const double theta : {0.1, 0.13, 0.3})
      for (const double phi : {0.5, 1.5, 2.0, 2.5}) {
        const SsviSlice earlier{{}, 0.1, -0.5, 2.0, 0.5}, later{{}, theta, rho, phi, 1.0};
        if (!ssvi_forbids_crossing(earlier, later)) continue;
        ++forbidden;
        CHECK(calendar_crossings(raw_svi(earlier), raw_svi(later)).empty());
      }
  CHECK(forbidden > 4);
}

TEST_CASE("an unknown number makes an unknown variance of an SSVI slice", "[volatility][ssvi]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(ssvi_point(slice, unknown).variance));
  for (double SsviSlice::*number : {&SsviSlice::theta, &SsviSlice::rho, &SsviSlice::phi}) {
    SsviSlice bad = slice;
    bad.*number = unknown;
    CHECK(std::isnan(ssvi_point(bad, 0.1).variance));
  }
}
