#include "bulwark/volatility/surface.hpp"

#include <chrono>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
const Timestamp now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
}

TEST_CASE("no surface has no volatility and no fault", "[volatility][surface]") {
  CHECK_FALSE(volatility_at(VolatilitySurface{}, 0.0, now, now + std::chrono::days{30}).has_value());
  CHECK(faults(VolatilitySurface{}, now).empty());
}

TEST_CASE("a flat surface is the same at every strike and expiry", "[volatility][flat]") {
  const VolatilitySurface flat = FlatVolatility{0.6};
  for (const double k : {-5.0, 0.0, 5.0})
    for (const int days : {-1, 0, 1, 1000}) CHECK(*volatility_at(flat, k, now, now + std::chrono::days{days}) == 0.6);
  CHECK(faults(flat, now).empty());
}

TEST_CASE("a surface reads and checks the grid it holds", "[volatility][surface]") {
  const GridVolatility grid{.expiries = {now + std::chrono::days{30}}, .log_moneyness = {-0.1, 0.1}, .volatility = {0.7, 0.5}};
  CHECK(*volatility_at(VolatilitySurface{grid}, 0.0, now, now + std::chrono::days{30}) == Catch::Approx(0.6).epsilon(1e-15));
  CHECK(faults(VolatilitySurface{grid}, now).empty());
  CHECK(faults(VolatilitySurface{grid}, now + std::chrono::days{31}).size() == 1);
}

TEST_CASE("a surface reads and checks the smiles it holds", "[volatility][surface][svi]") {
  const Timestamp july = now + std::chrono::days{30};
  const SviSlice slice{july, 0.0144, 0.08, -0.25, -0.1, 0.13, 100.0, 0.1};
  const VolatilitySurface surface = SviVolatility{{slice}};
  CHECK(*volatility_at(surface, 0.1, now, july) == *volatility_at(SviVolatility{{slice}}, 0.1, now, july));
  CHECK_FALSE(volatility_at(surface, 0.1, now, july + std::chrono::days{1}).has_value());
  CHECK(faults(surface, now).empty());
  CHECK(faults(VolatilitySurface{SviVolatility{}}, now).size() == 1);
}

TEST_CASE("at a strike a surface is read against the forward, a smile against its own", "[volatility][surface]") {
  const Timestamp july = now + std::chrono::days{30};
  const SviSlice slice{july, 0.0144, 0.08, -0.25, -0.1, 0.13, 100.0, 0.1};
  const GridVolatility grid{.expiries = {july}, .log_moneyness = {-1.0, 1.0}, .volatility = {0.7, 0.5}};
  for (const double forward : {80.0, 100.0, 125.0}) {
    CHECK(*volatility_at_strike(SviVolatility{{slice}}, 110.0, forward, now, july) == svi_volatility(slice, 110.0));
    CHECK(*volatility_at_strike(grid, 110.0, forward, now, july) == *volatility_at(grid, bulwark::log(110.0 / forward), now, july));
    CHECK(*volatility_at_strike(FlatVolatility{0.6}, 110.0, forward, now, july) == 0.6);
  }
  CHECK_FALSE(volatility_at_strike(SviVolatility{{slice}}, 110.0, 100.0, now, july + std::chrono::days{1}).has_value());
  CHECK_FALSE(volatility_at_strike({}, 110.0, 100.0, now, july).has_value());
}

TEST_CASE("a surface reads and checks the SSVI slices it holds", "[volatility][surface][ssvi_surface]") {
  const Timestamp july = now + std::chrono::days{30};
  const SsviVolatility ssvi{{{july, 0.03, -0.4, 5.0, 30.0 / 365.0}}};
  const VolatilitySurface surface = ssvi;
  CHECK(*volatility_at(surface, 0.1, now, july) == *volatility_at(ssvi, 0.1, now, july));
  CHECK(*volatility_at_strike(surface, 110.0, 100.0, now, july) == *volatility_at(ssvi, bulwark::log(1.1), now, july));
  CHECK(*volatility_at_strike(surface, 0.0, 100.0, now, july) == 0.0);
  CHECK(faults(surface, now).empty());
  CHECK(faults(VolatilitySurface{SsviVolatility{}}, now).size() == 1);
}

TEST_CASE("a smile between two expiries is read against the forward given", "[volatility][surface][svi]") {
  const Timestamp july = now + std::chrono::days{30};
  const SviSlice first{july, 0.0144, 0.08, -0.25, -0.1, 0.13, 100.0, 0.1};
  SviSlice second = first;
  second.expiry += std::chrono::days{30}, second.forward = 120.0, second.a += 0.02;
  const VolatilitySurface surface = SviVolatility{{first, second}, OtherExpiries::in_between};
  const Timestamp between = july + std::chrono::days{15};
  CHECK(*volatility_at_strike(surface, 121.0, 110.0, now, between) == *volatility_at(surface, bulwark::log(121.0 / 110.0), now, between));
  CHECK(*volatility_at_strike(surface, 121.0, 110.0, now, july) == svi_volatility(first, 121.0));
}

TEST_CASE("a flat volatility must be finite and positive", "[volatility][flat][faults]") {
  for (const double bad : {0.0, -0.6, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    const Faults found = faults(VolatilitySurface{FlatVolatility{bad}}, now);
    REQUIRE(found.size() == 1);
    CHECK(std::string(found[0].field) == "volatility.volatility");
  }
  CHECK(faults(FlatVolatility{-0.6})[0].code == FaultCode::not_positive);
  CHECK(faults(FlatVolatility{std::numeric_limits<double>::quiet_NaN()})[0].code == FaultCode::not_finite);
}
