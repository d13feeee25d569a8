#include "bulwark/volatility/svi_jump_wings.hpp"

#include <cmath>
#include <random>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("jump wings of a slice are the slice", "[volatility][svi_jump_wings]") {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> any(0.0, 1.0);
  for (int i = 0; i < 1000; ++i) {
    SviSlice s{
        {}, 0.0, 0.05 + any(random), -0.9 + 1.8 * any(random), -0.3 + 0.6 * any(random), 0.05 + any(random), 120.0, 0.1 + any(random)};
    s.a = 0.02 - 0.5 * s.b * s.sigma * std::sqrt(1.0 - s.rho * s.rho) * any(random);
    const SviJumpWings wings = jump_wings(s);
    if (std::fabs(wings.skew * std::sqrt(wings.variance)) < 1e-3) continue;  // lowest at the money: see below
    const SviSlice again = raw_svi(wings, s);
    CHECK_THAT(again.b, WithinRel(s.b, 1e-12));
    CHECK_THAT(again.rho, WithinAbs(s.rho, 1e-12));
    CHECK_THAT(again.m, WithinAbs(s.m, 1e-8));
    CHECK_THAT(again.sigma, WithinRel(s.sigma, 1e-8));
    CHECK_THAT(again.a, WithinAbs(s.a, 1e-8));
    CHECK(again.forward == 120.0);
  }
}

TEST_CASE("jump wings are what a trader reads off the smile", "[volatility][svi_jump_wings]") {
  const SviSlice s{{}, 0.01, 0.12, -0.4, 0.05, 0.2, 1.0, 0.25};
  const SviJumpWings wings = jump_wings(s);
  const auto deviation = [&](double k) { return std::sqrt(svi_point(s, k).variance); };
  CHECK_THAT(wings.variance, WithinRel(deviation(0.0) * deviation(0.0) / 0.25, 1e-14));
  CHECK_THAT(wings.skew, WithinRel((deviation(1e-5) - deviation(-1e-5)) / 2e-5, 1e-8));
  CHECK_THAT(wings.put_slope * deviation(0.0), WithinRel(svi_point(s, -1e4).variance / 1e4, 1e-4));
  CHECK_THAT(wings.call_slope * deviation(0.0), WithinRel(svi_point(s, 1e4).variance / 1e4, 1e-4));
  CHECK_THAT(wings.least_variance, WithinRel(svi_least_variance(s) / 0.25, 1e-14));
}

TEST_CASE("the smile of A. Vogt has its published jump wings, and they give it back", "[volatility][svi_jump_wings]") {
  // Gatheral and Jacquier (2014), section 5.1, as printed.
  const SviSlice vogt{{}, -0.0410, 0.1331, 0.3060, 0.3586, 0.4153, 1.0, 1.0};
  const SviJumpWings wings = jump_wings(vogt);
  CHECK_THAT(wings.variance, WithinAbs(0.01742625, 5e-9));
  CHECK_THAT(wings.skew, WithinAbs(-0.1752111, 5e-8));
  CHECK_THAT(wings.put_slope, WithinAbs(0.6997381, 5e-8));
  CHECK_THAT(wings.call_slope, WithinAbs(1.316798, 5e-7));
  CHECK_THAT(wings.least_variance, WithinAbs(0.0116249, 5e-8));
  const SviSlice again = raw_svi(wings);
  CHECK_THAT(again.m, WithinAbs(vogt.m, 1e-12));
  CHECK_THAT(again.sigma, WithinAbs(vogt.sigma, 1e-12));
  CHECK_THAT(again.a, WithinAbs(vogt.a, 1e-12));
}

TEST_CASE("a smile lowest at the money keeps the bend it is given; one without wings is unknown", "[volatility][svi_jump_wings]") {
  const SviSlice even{{}, 0.02, 0.1, 0.0, 0.0, 0.3, 1.0, 1.0};
  const SviSlice again = raw_svi(jump_wings(even), even);
  CHECK(again.sigma == even.sigma);
  CHECK(again.m == 0.0);
  CHECK_THAT(again.a, WithinAbs(even.a, 1e-16));
  CHECK(std::isnan(raw_svi({0.04, 0.0, 0.0, 0.0, 0.04, 1.0}).sigma));
  CHECK(std::isnan(raw_svi({0.04, -3.0, 0.1, 0.1, 0.03, 1.0}).sigma));  // steeper at the money than in its wings
}
