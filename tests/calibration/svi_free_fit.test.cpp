#include "bulwark/calibration/svi_free_fit.hpp"

#include <cmath>
#include <random>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

Smile quoted(const SviSlice& s, double low, double high, int quotes) {
  Smile smile{100.0, s.years, {}};
  for (int i = 0; i < quotes; ++i) {
    const double k = low + (high - low) * i / (quotes - 1);
    smile.quotes.push_back({k, std::sqrt(svi_point(s, k).variance / s.years), 1.0});
  }
  return smile;
}

}  // namespace

TEST_CASE("the smile of A. Vogt is fitted without its butterfly, close by", "[calibration][svi_free_fit]") {
  const Smile smile = quoted({{}, -0.0410, 0.1331, 0.3060, 0.3586, 0.4153, 1.0, 1.0}, -1.0, 1.5, 41);
  const Checked<SviFit> free = fit_butterfly_free_svi(smile);
  REQUIRE(free.has_value());
  CHECK(butterflies(free->slice).empty());
  CHECK_FALSE(butterflies(fit_svi(smile)->slice).empty());
  CHECK(free->error.weighted < 0.007);
  CHECK(free->error.weighted <= fit_ssvi_slice(smile).error.weighted);
}

TEST_CASE("a smile that is free already is not moved", "[calibration][svi_free_fit]") {
  const Smile smile = quoted({{}, 0.02, 0.1, -0.4, 0.0, 0.2, 1.0, 0.5}, -0.6, 0.5, 25);
  CHECK(fit_butterfly_free_svi(smile)->slice.a == fit_svi(smile)->slice.a);
}

TEST_CASE("whatever the quotes, the slice has no butterfly and its variance is positive", "[calibration][svi_free_fit]") {
  std::mt19937_64 random(12);
  std::uniform_real_distribution<double> any(0.0, 1.0);
  int moved = 0;
  for (int i = 0; i < 60; ++i) {
    Smile smile{100.0, 0.01 + any(random), {}};
    for (double k = -0.5; k < 0.51; k += 0.05)
      smile.quotes.push_back({k, 0.2 + any(random) + std::fabs(k) * 3.0 * any(random), any(random)});
    const Checked<SviFit> free = fit_butterfly_free_svi(smile);
    REQUIRE(free.has_value());
    CHECK(butterflies(free->slice).empty());
    CHECK(svi_least_variance(free->slice) > 0.0);
    CHECK(svi_steepest_wing(free->slice) <= 2.0);
    moved += !butterflies(fit_svi(smile)->slice).empty();
  }
  CHECK(moved > 5);
}

TEST_CASE("a smile that cannot be fitted is a fault here too", "[calibration][svi_free_fit][faults]") {
  CHECK_FALSE(fit_butterfly_free_svi(Smile{100.0, 1.0, {}}).has_value());
}
