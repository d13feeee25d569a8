#include "bulwark/volatility/ssvi_surface.hpp"

#include <chrono>
#include <cmath>
#include <limits>

#include "bulwark/volatility/svi_butterfly.hpp"
#include "bulwark/volatility/svi_calendar.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using std::chrono::days;

namespace {

const Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 2 / 5};
SsviSlice slice(int day, double theta, double rho, double phi) { return {now + days{day}, theta, rho, phi, day / 365.0}; }
/// Three slices without arbitrage.
const SsviVolatility surface{{slice(30, 0.04, -0.5, 6.0), slice(90, 0.1, -0.3, 4.0), slice(360, 0.3, -0.2, 2.0)}};

}  // namespace

TEST_CASE("a fitted expiry has its own volatilities", "[volatility][ssvi_surface]") {
  for (const SsviSlice& s : surface.slices)
    for (const double k : {-0.5, 0.0, 0.3})
      CHECK_THAT(*volatility_at(surface, k, now, s.expiry), WithinRel(std::sqrt(ssvi_point(s, k).variance / s.years), 1e-14));
}

TEST_CASE("between, before and after its slices a surface stays free of arbitrage", "[volatility][ssvi_surface]") {
  std::optional<SsviSlice> before;
  for (int day = 1; day < 1200; day += day < 100 ? 1 : 17) {
    const std::optional<SsviSlice> s = slice_at(surface, now, now + days{day});
    REQUIRE(s.has_value());
    CHECK(s->years == Catch::Approx(day / 365.0));
    CHECK(ssvi_forbids_butterflies(s->theta, s->rho, s->phi));
    CHECK(butterflies(raw_svi(*s)).empty());
    if (before) CHECK(calendar_crossings(raw_svi(*before), raw_svi(*s)).empty());
    before = s;
  }
}

TEST_CASE("theta is a line in time between slices and through the last", "[volatility][ssvi_surface]") {
  CHECK_THAT(slice_at(surface, now, now + days{60})->theta, WithinRel(0.07, 1e-13));
  CHECK_THAT(slice_at(surface, now, now + days{720})->theta, WithinRel(0.6, 1e-13));
  CHECK_THAT(slice_at(surface, now, now + days{720})->theta * slice_at(surface, now, now + days{720})->phi, WithinRel(0.6, 1e-13));
  CHECK_THAT(slice_at(surface, now, now + days{15})->theta, WithinRel(0.02, 1e-13));
}

TEST_CASE("slices keep their volatilities as time passes", "[volatility][ssvi_surface]") {
  const Timestamp later = now + days{20};
  for (const SsviSlice& s : surface.slices)
    CHECK_THAT(*volatility_at(surface, 0.1, later, s.expiry), WithinRel(*volatility_at(surface, 0.1, now, s.expiry), 1e-14));
  CHECK(volatility_at(surface, 0.1, now + days{40}, now + days{60}).has_value());  // the first has gone
}

TEST_CASE("there is nothing at or after expiry and nothing without slices", "[volatility][ssvi_surface]") {
  CHECK_FALSE(volatility_at(surface, 0.0, now, now).has_value());
  CHECK_FALSE(volatility_at(surface, 0.0, now + days{361}, now + days{400}).has_value());
  CHECK_FALSE(volatility_at(SsviVolatility{}, 0.0, now, now + days{1}).has_value());
}

TEST_CASE("SSVI slices that no price has are faults, each by its name and place", "[volatility][ssvi_surface][faults]") {
  CHECK(faults(surface, now).empty());
  CHECK(describe(faults(SsviVolatility{}, now).front()) == "volatility.slices must not be empty");
  CHECK(describe(faults(surface, now + days{360}).front()).starts_with("volatility.ssvi.expiry[2] must lie in the future"));
  const auto one = [&](double SsviSlice::*number, double value) {
    SsviVolatility bad = surface;
    bad.slices[1].*number = value;
    const Faults found = faults(bad, now);
    REQUIRE(found.size() == 1);
    CHECK(found[0].where.outer == 1);
    return std::string(found[0].field) + " " + rule(found[0].code);
  };
  CHECK(one(&SsviSlice::theta, 0.03) == "volatility.ssvi.theta must increase");
  CHECK(one(&SsviSlice::rho, 1.0) == "volatility.ssvi.rho is out of range");
  CHECK(one(&SsviSlice::rho, std::numeric_limits<double>::quiet_NaN()) == "volatility.ssvi.rho must be finite");
  CHECK(one(&SsviSlice::phi, 40.0) == "volatility.ssvi.phi is out of range");
  CHECK(one(&SsviSlice::phi, 0.0) == "volatility.ssvi.phi must be positive");
  CHECK(one(&SsviSlice::years, -1.0) == "volatility.ssvi.years must be positive");
  SsviVolatility swapped = surface;
  std::swap(swapped.slices[0].expiry, swapped.slices[1].expiry);
  CHECK(faults(swapped, now).front().code == FaultCode::out_of_order);
}
