#include "bulwark/margin/calendar_charge.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
const CalendarCharge charge{.delta_rate = 0.5, .vega_rate = 0.1};
double needed(std::vector<Position> positions) { return required(charge, {.positions = std::move(positions)}).maintenance; }
Position at_july(double coins) { return {LinearFuture{btc, july}, 8.0 * coins, 1.0}; }
Position at_any_time(double coins) { return {LinearFuture{btc}, coins, 1.0}; }
Position option(Timestamp expiry, double quantity) {
  return {VanillaOption{btc, OptionSide::call, 104'000.0, expiry}, quantity, 0.0, AssetId::quote};
}
}  // namespace

TEST_CASE("what offsets itself across a gap is hedged across it", "[margin][calendar_charge]") {
  CHECK(CalendarCharge::hedged(2.0, -3.0) == 2.0);
  CHECK(CalendarCharge::hedged(-4.0, 3.0) == 3.0);
  CHECK(CalendarCharge::hedged(2.0, 3.0) == 0.0);
  CHECK(CalendarCharge::hedged(0.0, 3.0) == 0.0);
}

TEST_CASE("deltas of two expiries are charged by the time between them", "[margin][calendar_charge]") {
  CHECK(needed({at_july(1.0)}) == 0.0);
  CHECK(needed({at_july(1.0), at_any_time(1.0)}) == 0.0);
  CHECK_THAT(needed({at_july(1.0), at_any_time(-3.0)}), WithinRel(0.5 * 104'000.0 * 30.0 / 365.0, 1e-12));
  CHECK_THAT(needed({at_july(-2.0), at_any_time(1.0)}), WithinRel(0.5 * 104'000.0 * 30.0 / 365.0, 1e-12));
}

TEST_CASE("vega of two expiries is charged for a move between them", "[margin][calendar_charge]") {
  const CalendarCharge only_vega{.vega_rate = 0.1};
  const auto needed_by = [&](std::vector<Position> positions) {
    return required(only_vega, {.positions = std::move(positions)}).maintenance;
  };
  CHECK(needed_by({option(july, 1.0)}) == 0.0);
  CHECK(needed_by({option(july, 1.0), option(december, 1.0)}) == 0.0);
  const double near = needed_by({option(july, 1.0), option(december, -5.0)}), far = needed_by({option(july, 50.0), option(december, -1.0)});
  CHECK(near > 0.0);
  CHECK(far > near);  // the larger vega of the later expiry is hedged
  CHECK(needed_by({option(july, 2.0), option(december, -10.0)}) == Catch::Approx(2.0 * near).epsilon(1e-12));
}

TEST_CASE("a calendar charge keeps the laws of margin", "[margin][calendar_charge][laws]") { CHECK(broken_by(charge).empty()); }

TEST_CASE("rates of a calendar charge are sizes", "[margin][calendar_charge][faults]") {
  CHECK(CalendarCharge{.delta_rate = -1.0, .vega_rate = -1.0}.faults().size() == 2);
  CHECK(CalendarCharge{}.faults().empty());
}
