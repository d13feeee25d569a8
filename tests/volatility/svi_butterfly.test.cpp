#include "bulwark/volatility/svi_butterfly.hpp"

#include <cmath>
#include <limits>
#include <random>

#include "bulwark/volatility/ssvi.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

const SviSlice vogt{{}, -0.0410, 0.1331, 0.3060, 0.3586, 0.4153, 1.0, 1.0};

double g(const SviSlice& s, double k) { return durrleman(k, svi_point(s, k)); }

}  // namespace

TEST_CASE("the smile of A. Vogt has a butterfly to the right of the money, ends and all", "[volatility][svi_butterfly]") {
  const std::vector<NegativeRange> found = butterflies(vogt);
  REQUIRE(found.size() == 1);
  const NegativeRange& range = found[0];
  // Roots of g by bisection at 40 digits.
  CHECK_THAT(range.low, WithinAbs(0.64240787786938, 1e-6));
  CHECK_THAT(range.high, WithinAbs(1.25691299193213, 1e-6));
  CHECK(range.low < range.worst);
  CHECK(range.worst < range.high);
  CHECK(range.value < 0.0);
  CHECK(range.value == g(vogt, range.worst));
  CHECK(g(vogt, range.low - 1e-5) > 0.0);
  CHECK(g(vogt, range.low + 1e-5) < 0.0);
  CHECK(g(vogt, range.high - 1e-5) < 0.0);
  CHECK(g(vogt, range.high + 1e-5) > 0.0);
}

TEST_CASE("butterflies are those of a dense scan", "[volatility][svi_butterfly]") {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> any(0.0, 1.0);
  int with = 0, without = 0;
  for (int i = 0; i < 300; ++i) {
    SviSlice s{{}, 0.0, 0.0, -0.95 + 1.9 * any(random), any(random) - 0.5, 0.02 + any(random), 1.0, 1.0};
    s.b = 1.9 * any(random) / (1.0 + std::fabs(s.rho));
    s.a = 0.1 * any(random) * any(random) + 1e-4 - 0.99 * any(random) * s.b * s.sigma * std::sqrt(1.0 - s.rho * s.rho);
    if (svi_least_variance(s) <= 1e-4) continue;
    const std::vector<NegativeRange> found = butterflies(s);
    (found.empty() ? without : with) += 1;
    const auto is_inside = [&](double k) {
      for (const NegativeRange& range : found)
        if (range.low <= k && k <= range.high) return true;
      return false;
    };
    for (double x = -9.0; x < 9.0; x += 1.0 / 128) {
      const double k = s.m + s.sigma * std::sinh(x), value = g(s, k);
      if (value < -1e-4) CHECK(is_inside(k));
      if (value > 1e-4) CHECK_FALSE(is_inside(k));
    }
  }
  CHECK(with > 50);
  CHECK(without > 20);
}

TEST_CASE("slices that the conditions of SSVI call free are free", "[volatility][svi_butterfly][ssvi]") {
  for (const double rho : {-0.95, -0.4, 0.0, 0.7})
    for (const double theta : {1e-4, 0.01, 0.3, 3.0}) {
      const double wide = 1.0 + std::fabs(rho);
      const double phi = 0.999 * std::fmin(4.0 / (theta * wide), 2.0 / std::sqrt(theta * wide));
      REQUIRE(ssvi_forbids_butterflies(theta, rho, phi));
      CHECK(butterflies(raw_svi(SsviSlice{{}, theta, rho, phi, 1.0})).empty());
    }
}

TEST_CASE("a wing steeper than two has no density from some strike on", "[volatility][svi_butterfly]") {
  const SviSlice steep{{}, 0.04, 1.5, 0.5, 0.0, 0.5, 1.0, 1.0};
  const std::vector<NegativeRange> found = butterflies(steep);
  REQUIRE_FALSE(found.empty());
  CHECK(found.back().high == std::numeric_limits<double>::infinity());
  SviSlice mirrored = steep;
  mirrored.rho = -0.5;
  const std::vector<NegativeRange> left = butterflies(mirrored);
  REQUIRE_FALSE(left.empty());
  CHECK(left.front().low == -std::numeric_limits<double>::infinity());
}

TEST_CASE("a wing of slope two, or nearly, breaks down far out and is told to the end", "[volatility][svi_butterfly]") {
  const auto right = [](double slope) {
    const std::vector<NegativeRange> found = butterflies({{}, 0.05, slope, 0.0, 0.02, 0.3, 1.0, 1.0});
    REQUIRE(found.size() == 2);
    return found[1];
  };
  CHECK(right(2.0).high == std::numeric_limits<double>::infinity());
  const SviSlice nearly{{}, 0.05, 1.999, 0.0, 0.02, 0.3, 1.0, 1.0};
  const NegativeRange range = right(1.999);
  CHECK(range.high > 1000.0);
  CHECK(g(nearly, range.high * (1.0 - 1e-5)) < 0.0);
  CHECK(g(nearly, range.high * (1.0 + 1e-5)) > 0.0);
  CHECK_THAT(right(2.0).low, WithinAbs(0.549695, 1e-5));
}

TEST_CASE("a smile without wings, or with a kink that bends up, is free", "[volatility][svi_butterfly]") {
  CHECK(butterflies({{}, 0.04, 0.0, 0.0, 0.0, 0.1, 1.0, 1.0}).empty());
  CHECK(butterflies({{}, 0.04, 0.05, 0.0, 0.0, 0.0, 1.0, 1.0}).empty());
}
