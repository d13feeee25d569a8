#include "bulwark/calibration/ssvi_slice_fit.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("coordinates and shares are each other's inverses", "[calibration][ssvi_slice_fit]") {
  for (const double x : {-3.0, -0.2, 0.0, 1.7}) {
    CHECK_THAT(coordinate_of_share(share_of(x)), WithinAbs(x, 1e-13));
    CHECK_THAT(coordinate_of_tilt(tilt_of(x)), WithinAbs(x, 1e-12));
  }
}

TEST_CASE("the quick form is the slice", "[calibration][ssvi_slice_fit]") {
  const SsviSlice s{{}, 0.09, -0.6, 2.5, 0.5};
  for (const double k : {-1.0, 0.0, 0.24, 0.7})
    CHECK_THAT(quick_ssvi_variance(s.theta, s.rho, s.theta * s.phi, k), WithinRel(ssvi_point(s, k).variance, 1e-14));
}

TEST_CASE("quotes of an SSVI slice give it back", "[calibration][ssvi_slice_fit]") {
  for (const double rho : {-0.9, -0.4, 0.1, 0.7})
    for (const double theta : {1e-3, 0.05, 0.6})
      for (const double share : {0.1, 0.5, 0.9}) {
        const SsviSlice s{{}, theta, rho, share * most_psi(theta, rho) / theta, 0.5};
        Smile smile{100.0, 0.5, {}};
        for (int i = -20; i <= 15; ++i) {
          const double k = 0.2 * i * std::sqrt(theta);
          smile.quotes.push_back({k, std::sqrt(ssvi_point(s, k).variance / 0.5), 1.0});
        }
        const SsviSliceFit fit = fit_ssvi_slice(smile);
        CHECK(fit.error.largest < 1e-5);
        CHECK_THAT(fit.slice.theta, WithinRel(theta, 1e-4));
        CHECK_THAT(fit.slice.rho, WithinAbs(rho, 1e-3));
        CHECK_THAT(fit.slice.phi, WithinRel(s.phi, 1e-3));
        CHECK(ssvi_forbids_butterflies(fit.slice.theta, fit.slice.rho, fit.slice.phi));
      }
}
