#include "bulwark/volatility/svi.hpp"

#include <chrono>
#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using bulwark::test::said;
using Catch::Matchers::WithinRel;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const Timestamp now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
const Timestamp july = now + std::chrono::days{30};

/// A smile as a feed might publish it.
constexpr SviSlice smile(double rho = -0.25) {
  return {.expiry = {}, .a = 0.0144, .b = 0.08, .rho = rho, .m = -0.1, .sigma = 0.13, .forward = 100.0, .years = 0.1};
}

}  // namespace

TEST_CASE("a smile without a slope is as high at as much above its middle as below it", "[volatility][svi]") {
  const SviSlice even = smile(0.0);
  for (const double k : {0.01, 0.2, 1.0, 5.0}) CHECK_THAT(svi_variance(even, even.m + k), WithinRel(svi_variance(even, even.m - k), 1e-14));
  CHECK(svi_variance(smile(-0.25), -1.0) > svi_variance(smile(-0.25), 0.8));  // the falling wing is the higher one
  // Turning the slope round mirrors the smile.
  SviSlice left = smile(-0.25), right = smile(0.25);
  left.m = right.m = 0.0;
  for (const double k : {-2.0, -0.3, 0.1, 1.0}) CHECK_THAT(svi_variance(left, k), WithinRel(svi_variance(right, -k), 1e-14));
}

TEST_CASE("a smile is convex, lowest where the formula says, and straight far out", "[volatility][svi]") {
  const SviSlice s = smile();
  const double root = std::sqrt(1.0 - s.rho * s.rho), lowest = s.m - s.rho * s.sigma / root;
  CHECK_THAT(svi_variance(s, lowest), WithinRel(s.a + s.b * s.sigma * root, 1e-14));
  for (double k = -3.0; k < 3.0; k += 0.125) {
    CHECK(svi_variance(s, k) >= svi_variance(s, lowest));
    CHECK(svi_variance(s, k - 0.125) + svi_variance(s, k + 0.125) >= 2.0 * svi_variance(s, k));
  }
  for (const double k : {1e3, -1e3}) {
    const double slope = svi_variance(s, k + 1.0) - svi_variance(s, k);
    CHECK_THAT(slope, WithinRel(s.b * (s.rho + (k > 0.0 ? 1.0 : -1.0)), 1e-5));
  }
}

TEST_CASE("without wings a smile is flat", "[volatility][svi]") {
  SviSlice flat = smile();
  flat.b = 0.0;
  flat.a = 0.036;
  for (const double strike : {1.0, 100.0, 1e4}) CHECK_THAT(svi_volatility(flat, strike), WithinRel(0.6, 1e-15));
}

TEST_CASE("beyond the wing a smile counts as at its end, and a cap is a cap", "[volatility][svi]") {
  SviSlice bound = smile();
  bound.wing = 4.0;
  const double end = 4.0 * std::sqrt(bound.a + bound.b * bound.sigma);
  const SviSlice free = smile();
  CHECK(svi_variance(bound, 0.5 * end) == svi_variance(free, 0.5 * end));
  CHECK_THAT(svi_variance(bound, 2.0 * end), WithinRel(svi_variance(free, end), 1e-14));
  CHECK_THAT(svi_variance(bound, -9.0), WithinRel(svi_variance(free, -end), 1e-14));
  CHECK(svi_variance(bound, -std::numeric_limits<double>::infinity()) == svi_variance(bound, -9.0));
  SviSlice capped = smile();
  capped.most_variance = 0.03;
  CHECK(svi_variance(capped, capped.m) == svi_variance(free, capped.m));
  CHECK(svi_variance(capped, 3.0) == 0.03);
}

TEST_CASE("a volatility is read where the smile was fitted", "[volatility][svi]") {
  const SviSlice s = smile();
  for (const double strike : {40.0, 90.0, 100.0, 250.0}) {
    // Gatheral's formula, by libm in wider numbers.
    const long double k = std::log(static_cast<long double>(strike) / 100.0L), x = k - s.m;
    const long double w = s.a + s.b * (s.rho * x + std::sqrt(x * x + static_cast<long double>(s.sigma) * s.sigma));
    CHECK_THAT(svi_volatility(s, strike), WithinRel(static_cast<double>(std::sqrt(w / s.years)), 1e-15));
  }
  CHECK(svi_volatility(s, 0.0) == 0.0);
}

TEST_CASE("published smiles have their published volatilities", "[volatility][svi]") {
  // Derive v2-core at 7736900, test/risk-managers/unit-tests/PMRM_2/portfolio_cases: test_26 near the money, test_50 beyond the wing.
  const SviSlice near{{},
                      0.00895535718037856,
                      0.066742226044678232,
                      -0.395012519727674624,
                      -0.068372460489298664,
                      0.15012448505089136,
                      2687.7468750528033,
                      0.04438419583968,
                      4.0,
                      144.0};
  CHECK_THAT(svi_volatility(near, 2375.0), WithinRel(0.6893699644105598, 1e-13));
  const SviSlice far{{},
                     0.007565004123347051,
                     0.056657535290617424,
                     -0.550126934432354304,
                     -0.063306755636129112,
                     0.04832319830307816,
                     2682.9997436016715,
                     0.02520674784373,
                     4.0,
                     144.0};
  CHECK_THAT(svi_volatility(far, 100.0), WithinRel(1.225482363870083, 1e-13));
}

TEST_CASE("a surface of smiles knows the expiries that were fitted, and no other", "[volatility][svi]") {
  SviSlice first = smile(), second = smile();
  first.expiry = july;
  second.expiry = july + std::chrono::days{7};
  second.a = 0.05;
  const SviVolatility surface{{first, second}};
  CHECK(slice_at(surface, july) == &surface.slices[0]);
  CHECK(slice_at(surface, now) == nullptr);
  CHECK(*volatility_at(surface, 0.1, now, july) == std::sqrt(svi_variance(first, 0.1) / 0.1));
  CHECK(*volatility_at(surface, 0.1, now, second.expiry) > *volatility_at(surface, 0.1, now, july));
  CHECK_FALSE(volatility_at(surface, 0.1, now, july + std::chrono::days{1}).has_value());
}

TEST_CASE("an unknown number makes an unknown volatility, and so does a negative variance", "[volatility][svi]") {
  SviSlice s = smile();
  CHECK_FALSE(svi_volatility(s, unknown) == svi_volatility(s, unknown));
  s.most_variance = 1.0, s.wing = 4.0;
  CHECK_FALSE(svi_variance(s, unknown) == svi_variance(s, unknown));
  for (double SviSlice::*number : {&SviSlice::a, &SviSlice::b, &SviSlice::rho, &SviSlice::m, &SviSlice::sigma}) {
    SviSlice bad = s;
    bad.*number = unknown;
    CHECK_FALSE(svi_variance(bad, 0.1) == svi_variance(bad, 0.1));
  }
  s.a = -1.0;
  CHECK_FALSE(svi_volatility(s, 100.0) == svi_volatility(s, 100.0));
}

TEST_CASE("smiles that no price has are faults, each by its name and place", "[volatility][svi][faults]") {
  SviSlice good = smile();
  good.expiry = july;
  CHECK(faults(SviVolatility{{good}}).empty());
  CHECK(said(faults(SviVolatility{})) == std::vector<std::string>{"volatility.slices must not be empty"});
  const auto fault_of = [&](double SviSlice::*number, double value) {
    SviSlice bad = good;
    bad.*number = value;
    const Faults found = faults(SviVolatility{{bad}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].where.outer == 0);
    return std::string(found[0].field) + " " + rule(found[0].code);
  };
  CHECK(fault_of(&SviSlice::a, -1.0) == "volatility.svi.variance must not be negative");
  CHECK(fault_of(&SviSlice::b, 1.75) == "volatility.svi.b is out of range");  // wings steeper than 2
  CHECK(fault_of(&SviSlice::b, -0.01) == "volatility.svi.b must not be negative");
  CHECK(fault_of(&SviSlice::rho, -1.5) == "volatility.svi.rho is out of range");
  CHECK(fault_of(&SviSlice::sigma, -0.1) == "volatility.svi.sigma must not be negative");
  CHECK(fault_of(&SviSlice::forward, 0.0) == "volatility.svi.forward must be positive");
  CHECK(fault_of(&SviSlice::years, 0.0) == "volatility.svi.years must be positive");
  CHECK(fault_of(&SviSlice::wing, -1.0) == "volatility.svi.wing must not be negative");
  CHECK(fault_of(&SviSlice::most_variance, -1.0) == "volatility.svi.most_variance must not be negative");
  CHECK(fault_of(&SviSlice::m, unknown) == "volatility.svi.m must be finite");
  CHECK(fault_of(&SviSlice::forward, unknown) == "volatility.svi.forward must be finite");
  SviSlice worse = good;  // neither known nor in order: both are said
  worse.m = unknown;
  const Faults both = faults(SviVolatility{{good, worse}});
  REQUIRE(both.size() == 2);
  CHECK(std::string(both[0].field) == "volatility.svi.expiry");
  CHECK(both[0].code == FaultCode::out_of_order);
  CHECK(both[1].where.outer == 1);
}

TEST_CASE("a surface of smiles that speaks of other expiries draws lines of total variance", "[volatility][svi]") {
  SviSlice first = smile(), second = smile();
  first.expiry = now + std::chrono::days{36}, first.years = years_between(now, first.expiry);
  second.expiry = now + std::chrono::days{72}, second.years = years_between(now, second.expiry);
  second.a += 0.03;
  const SviVolatility surface{{first, second}, OtherExpiries::in_between};
  const auto variance = [&](int days) {
    const Timestamp expiry = now + std::chrono::days{days};
    const double v = *volatility_at(surface, 0.1, now, expiry);
    return v * v * years_between(now, expiry);
  };
  CHECK_THAT(variance(36), WithinRel(svi_variance(first, 0.1), 1e-14));
  CHECK_THAT(variance(54), WithinRel(0.5 * (svi_variance(first, 0.1) + svi_variance(second, 0.1)), 1e-13));
  CHECK_THAT(variance(18), WithinRel(0.5 * svi_variance(first, 0.1), 1e-13));    // before: the first one's volatility
  CHECK_THAT(variance(144), WithinRel(2.0 * svi_variance(second, 0.1), 1e-13));  // after: the last one's
  for (int day = 2; day < 200; ++day) CHECK(variance(day) >= variance(day - 1));
  CHECK_FALSE(volatility_at(surface, 0.1, now, now).has_value());
  CHECK_FALSE(volatility_at(SviVolatility{{}, OtherExpiries::in_between}, 0.1, now, july).has_value());
  // The first has expired: what is earlier than the second is as the second.
  CHECK(*volatility_at(surface, 0.1, first.expiry, now + std::chrono::days{50}) == *volatility_at(surface, 0.1, now, second.expiry));
}
