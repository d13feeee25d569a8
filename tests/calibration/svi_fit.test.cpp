#include "bulwark/calibration/svi_fit.hpp"

#include <cmath>
#include <limits>

#include "calibration/least_svi_error.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

double any(double low, double high) {
  static test::Inputs inputs{11};  // the same numbers on every machine
  return low + (high - low) * inputs.unit();
}

/// A slice as chains have them: from minutes to years, bends from a quarter to twice the money's deviation.
SviSlice some_slice() {
  SviSlice s{};
  s.forward = 100.0, s.years = std::exp(any(-7.0, 1.0));
  const double volatility = any(0.1, 1.2), variance = volatility * volatility * s.years, deviation = std::sqrt(variance);
  s.rho = any(-0.95, 0.95), s.b = std::fmin(1.9 / (1.0 + std::fabs(s.rho)), deviation * any(0.1, 1.6));
  s.sigma = deviation * any(0.25, 2.0), s.m = deviation * any(-1.0, 1.0), s.a = variance * any(0.05, 0.95);
  return s;
}

Smile quoted(const SviSlice& s, int quotes, double noise = 0.0) {
  Smile smile{s.forward, s.years, {}};
  const double deviation = std::sqrt(svi_point(s, 0.0).variance);
  for (int i = 0; i < quotes; ++i) {
    const double k = deviation * (-4.0 + 7.0 * i / (quotes - 1)), v = std::sqrt(svi_point(s, k).variance / s.years);
    smile.quotes.push_back({k, v * (1.0 + any(-noise, noise)), 1.0 / (v * v)});
  }
  return smile;
}

}  // namespace

TEST_CASE("quotes of a slice give the slice back, from any seed", "[calibration][svi_fit]") {
  double worst = 0.0, worst_rho = 0.0;
  for (int i = 0; i < 1000; ++i) {
    const SviSlice s = some_slice();
    const Checked<SviFit> fit = fit_svi(quoted(s, 24 + i % 40));
    REQUIRE(fit.has_value());
    worst = std::fmax(worst, fit->error.largest), worst_rho = std::fmax(worst_rho, std::fabs(fit->slice.rho - s.rho));
  }
  CHECK(worst < 1e-6);
  CHECK(worst_rho < 1e-5);
}

TEST_CASE("no search a hundred times as dense fits noisy quotes better", "[calibration][svi_fit]") {
  for (int i = 0; i < 40; ++i) {
    const Smile smile = quoted(some_slice(), 12 + i, 0.05);
    const Checked<SviFit> fit = fit_svi(smile);
    REQUIRE(fit.has_value());
    CHECK(fit->error.weighted <=
          test::least_svi_error(smile, *fit, {.low = {}, .high = {}, .points = {121, 91}, .starts = 60, .first_steps = 80}) * (1.0 + 1e-6) +
              1e-12);
  }
}

TEST_CASE("noise moves a fit by no more than the noise", "[calibration][svi_fit]") {
  for (int i = 0; i < 200; ++i) {
    const SviSlice s = some_slice();
    const Checked<SviFit> fit = fit_svi(quoted(s, 40, 0.01));
    REQUIRE(fit.has_value());
    const double deviation = std::sqrt(svi_point(s, 0.0).variance);
    for (double x = -4.0; x <= 3.0; x += 0.1)
      CHECK_THAT(std::sqrt(svi_point(fit->slice, x * deviation).variance),
                 WithinRel(std::sqrt(svi_point(s, x * deviation).variance), 0.015));
  }
}

TEST_CASE("flat smiles, straight ones and those of one wing are fitted as what they are", "[calibration][svi_fit]") {
  for (const double tilt : {-0.3, 0.0, 0.2})
    for (const double bend : {0.0, 0.5}) {
      Smile smile{100.0, 0.25, {}};
      for (double k = -0.4; k < 0.41; k += 0.05)
        smile.quotes.push_back({k, std::sqrt((0.09 + tilt * 0.25 * k + bend * std::fmax(0.0, k)) / 0.25), 1.0});
      const Checked<SviFit> fit = fit_svi(smile);
      REQUIRE(fit.has_value());
      CHECK(fit->error.largest < (bend == 0.0 ? 1e-3 : 0.03));  // a kink is rounded: half a gap is the sharpest bend
      CHECK(svi_steepest_wing(fit->slice) <= 2.0);
      CHECK(svi_least_variance(fit->slice) > 0.0);
      CHECK(faults(SviVolatility{{fit->slice}}).empty());
    }
}

TEST_CASE("a wing that quotes make steeper than two is held at two", "[calibration][svi_fit]") {
  Smile smile{100.0, 1.0, {}};
  for (double k = -0.5; k < 0.51; k += 0.05) smile.quotes.push_back({k, std::sqrt(0.1 + 3.0 * std::fabs(k)), 1.0});
  const Checked<SviFit> fit = fit_svi(smile);
  REQUIRE(fit.has_value());
  CHECK_THAT(svi_steepest_wing(fit->slice), WithinRel(2.0, 1e-9));
  CHECK(svi_steepest_wing(fit->slice) <= 2.0);
}

TEST_CASE("a quote without weight is not there", "[calibration][svi_fit]") {
  Smile smile = quoted(some_slice(), 20);
  const SviFit before = *fit_svi(smile);
  smile.quotes.push_back({0.01, 9.0, 0.0});
  const SviFit after = *fit_svi(smile);
  CHECK(after.slice.a == before.slice.a);
  CHECK(after.slice.m == before.slice.m);
}

TEST_CASE("a slice needs five quotes at different strikes, and good ones", "[calibration][svi_fit][faults]") {
  Smile smile = quoted(some_slice(), 5);
  CHECK(fit_svi(smile).has_value());
  smile.quotes[4].log_moneyness = smile.quotes[3].log_moneyness;
  const Checked<SviFit> few = fit_svi(smile);
  REQUIRE_FALSE(few.has_value());
  CHECK(describe(few.faults().front()) == "smile.quotes has the wrong length, got 4");
  smile.quotes[0].volatility = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(fit_svi(smile).has_value());
}
