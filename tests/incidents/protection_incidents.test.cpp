// What the protection room says of real disasters.

#include <cmath>

#include "bulwark/protection/call_capacity.hpp"
#include "bulwark/protection/circuit_breaker.hpp"
#include "bulwark/protection/depth_guard.hpp"
#include "bulwark/protection/liquidation_throughput.hpp"
#include "bulwark/protection/unwind_horizon.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};

/// Bands alone: the other triggers never trip.
CircuitBreaker with_band(double width) {
  return {.settlement_band = {width},
          .following_band = {{0.99}, 0.01, 30s},
          .at_band = {15s},
          .velocity = {5min, 1e9},
          .volatility = {1h, 1e9},
          .liquidations = {10min, 1e12},
          .halt = {}};
}
}  // namespace

TEST_CASE("INC01: one vault in lots of fifty is sixteen hundred auctions, more than an hour's delay allows", "[incidents][protection]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase vault = (*incidents)["INC01b"];
  const LiquidationThroughput chain{.lots_per_block = vault.given("auctions_per_block"), .depth_per_block = 1e12, .block = 13s};
  const LiquidationLoad load{.lots = std::ceil(vault.given("vault_eth") / vault.given("lot_eth")),
                             .notional = vault.given("vault_eth") * 112.9};
  CHECK(vault.expects("blocks", chain.blocks(load)));
  CHECK((!chain.completes_within(load, 1h) && vault.verdict() == "THROUGHPUT_WARNING"));
  CHECK(chain.completes_within({.lots = 100.0, .notional = 1e6}, 1h));
}

TEST_CASE("INC02: an engine five times the book sells slowly", "[incidents][protection]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase book = (*incidents)["INC02a"];
  const double pending = book.given("pending_sell_usd"), depth = book.given("executable_bid_usd");
  const DepthGuard house{.share = book.given("max_fraction")};
  CHECK(book.expects("ratio", house.pressure(pending, depth)));
  CHECK(book.expects("first_slice_usd", house.slice(pending, depth)));
  CHECK((house.is_slowed(pending, depth) && book.verdict() == "SLOW_LIQUIDATION"));
  CHECK_FALSE(house.is_slowed(0.2 * depth, depth));
}

TEST_CASE("INC15: nickel halts on 7 March, stays halted while it is out of its band, and calls beyond the fund are a breach",
          "[incidents][protection]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase monday = (*incidents)["INC15a"], both = (*incidents)["INC15b"], calls = (*incidents)["INC15c"];
  const double from = monday.given("from"), to = monday.given("to");
  CHECK(monday.expects("move", to / from - 1.0));
  CHECK(both.expects("move", both.given("to") / both.given("from") - 1.0));
  const CircuitBreaker house = with_band(monday.given("band")), as_was = with_band(0.999);
  CircuitBreaker::State state = house.from(from, 0.4, start), unbounded = as_was.from(from, 0.4, start);
  // The way up in twenty steps of a quarter of an hour.
  bool has_halted = false;
  for (int i = 1; i <= 20; ++i) {
    const double price = from + (to - from) * i / 20.0;
    const Timestamp now = start + 15min * i;
    state = house.updated(state, {price, from, price}, now);
    unbounded = as_was.updated(unbounded, {price, from, price}, now);
    CHECK(state.trips.static_band == (price > from * (1.0 + monday.given("band"))));
    has_halted = has_halted || state.halt.state == TradingState::paused;
    if (has_halted) CHECK(state.halt.state == TradingState::paused);
  }
  CHECK((has_halted && monday.verdict() == "HALT" && both.verdict() == "HALT"));
  CHECK(unbounded.halt == HaltState{});
  // A new settlement price, and the market comes back by stages.
  state = house.updated(state, {to, to, to}, start + 24h);
  CHECK(state.halt.state == TradingState::reduce_only);
  state = house.updated(state, {to, to, to}, start + 25h);
  CHECK(state.halt.state == TradingState::open);
  CHECK_FALSE(house.settlement_band.range(both.given("from")).contains(both.given("to")));

  const CallCapacity capacity{.most = 3.0};
  CHECK(calls.expects("ratio", capacity.ratio(calls.given("call"), calls.given("fund"))));
  CHECK((capacity.is_breached(calls.given("call"), calls.given("fund")) && calls.verdict() == "CALL_CAPACITY_BREACH"));
}

TEST_CASE("INC19: ten per cent a day is seventeen over the week and a half that closing takes", "[incidents][protection]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase swaps = (*incidents)["INC19b"];
  CHECK(swaps.expects("shock", swaps.given("one_day_move") * unwind_multiple(swaps.given("days_to_liquidate"))));
}

TEST_CASE("INC29: a bridge lets an hour's worth in and no more", "[incidents][protection]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase bridge = (*incidents)["INC29a"];
  const double inflow = bridge.given("inflow_units"), cap = bridge.given("cap_units_per_hour_assumed");
  const FlowLimit hourly{.window = std::chrono::minutes{static_cast<long long>(bridge.given("window_min"))}, .most = cap};
  CHECK(bridge.expects("multiple", inflow / hourly.most));
  CHECK((hourly.allowed({}, inflow, start) == cap && bridge.verdict() == "REJECT_ACTION"));
  CHECK(hourly.is_breached(hourly.updated({}, inflow, start), start));
  CHECK(hourly.allowed({}, 0.1 * cap, start) == 0.1 * cap);
}
