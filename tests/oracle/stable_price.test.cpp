#include "bulwark/oracle/stable_price.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using std::chrono::seconds;

namespace {

const StablePriceModel model;

/// `updates` updates at one price, so many seconds apart.
StablePrice<24> run(StablePrice<24> state, int gap, int updates, double price, const StablePriceModel& by = model) {
  for (int i = 0; i < updates; ++i) state = by.updated(state, price, state.updated + seconds(gap));
  return state;
}

}  // namespace

TEST_CASE("a price that stays is the stable price", "[oracle][stable_price]") {
  const StablePrice<24> state = run(model.from(7.0, Timestamp{}), 60, 3'000, 7.0);
  CHECK(state.price == 7.0);
  for (const double delayed : state.delayed) CHECK_THAT(delayed, WithinAbs(7.0, 1e-12));
}

TEST_CASE("the stable price follows without passing, and no faster than its limit", "[oracle][stable_price]") {
  for (const double target : {0.1, 0.9, 1.1, 10.0, 1'000.0}) {
    StablePrice<24> state = model.from(1.0, Timestamp{});
    for (int i = 0; i < 2'000; ++i) {
      const StablePrice<24> next = model.updated(state, target, state.updated + seconds(90));
      CHECK((target > 1.0 ? next.price >= state.price && next.price <= target : next.price <= state.price && next.price >= target));
      CHECK(std::abs(next.price / state.price - 1.0) <= 0.0003 * 90.0 + 1e-12);
      state = next;
    }
  }
}

TEST_CASE("delayed prices of neighbouring intervals are within their limit", "[oracle][stable_price]") {
  const StablePrice<24> state = run(model.from(1.0, Timestamp{}), 60, 60 * 10, 50.0);
  for (std::size_t hour = 1; hour < 10; ++hour) CHECK_THAT(state.delayed[hour] / state.delayed[hour - 1], WithinAbs(1.06, 1e-12));
}

TEST_CASE("a tenfold price is followed as the programme follows it", "[oracle][stable_price]") {
  // mango_v4.json, "stable 10x after 2 h"; 1.8 after one hour, 2.3 after two, about 7.4 after 25.
  StablePrice<24> state = run(model.from(1.0, Timestamp{}), 60, 60, 10.0);
  CHECK_THAT(state.price, WithinAbs(1.8, 0.1));
  CHECK_THAT(state.delayed[0], WithinAbs(1.06, 1e-12));
  CHECK(state.delayed[1] == 1.0);
  CHECK((state.slot == 1 && state.seconds == 0.0 && state.sum == 0.0));
  state = run(state, 10, 360, 10.0);
  CHECK_THAT(state.price, WithinAbs(2.3, 0.1));
  CHECK_THAT(state.delayed[1], WithinAbs(1.1236, 1e-12));
  state = run(state, 300, 12 * 23, 10.0);
  CHECK_THAT(state.price, WithinAbs(7.4, 0.1));
  CHECK(state.slot == 1);
  CHECK((state.delayed[0] > state.delayed[23] && state.delayed[23] > state.delayed[22] && state.delayed[1] < state.delayed[2]));
}

TEST_CASE("an hour's delayed price is the average over it", "[oracle][stable_price]") {
  StablePriceModel loose;
  loose.delay_growth = 10.0;
  StablePrice<24> state = run(run(loose.from(1.0, Timestamp{}), 60, 30, 1.0, loose), 60, 30, 2.0, loose);
  CHECK_THAT(state.delayed[0], WithinAbs(1.5, 0.01));
}

TEST_CASE("updates that follow too soon change nothing, and a long gap counts as a short one", "[oracle][stable_price]") {
  const StablePrice<24> start = model.from(1.0, Timestamp{});
  CHECK(model.updated(start, 5.0, Timestamp{} + seconds(9)).updated == start.updated);
  CHECK(model.updated(start, 5.0, Timestamp{} - seconds(60)).price == 1.0);
  const double hour = model.updated(start, 5.0, Timestamp{} + seconds(600)).price;
  CHECK_THAT(hour, WithinAbs(1.18, 1e-12));
  CHECK(model.updated(start, 5.0, Timestamp{} + seconds(600'000)).price <= 1.18 + 1e-12);
}

TEST_CASE("intervals that nobody saw have the delayed price of the next update", "[oracle][stable_price]") {
  const StablePrice<24> three = model.updated(model.from(1.0, Timestamp{}), 1.03, Timestamp{} + seconds(3 * 3'600 + 60));
  CHECK(three.slot == 3);
  CHECK((three.delayed[0] == three.delayed[2] && three.delayed[0] != 1.0 && three.delayed[3] == 1.0));
  const StablePrice<24> days = model.updated(model.from(1.0, Timestamp{}), 1.03, Timestamp{} + seconds(50 * 3'600));
  for (const double delayed : days.delayed) CHECK(delayed == days.delayed[0]);
}

TEST_CASE("an unknown price makes the stable price unknown, until it starts anew", "[oracle][stable_price]") {
  StablePrice<24> state = run(model.from(1.0, Timestamp{}), 60, 1, std::numeric_limits<double>::quiet_NaN());
  CHECK(state.price != state.price);
  state = run(state, 60, 60, 1.0);
  CHECK(state.price != state.price);
  CHECK(model.from(2.0, state.updated).price == 2.0);
}

TEST_CASE("a stable price model reports every fault", "[oracle][stable_price][faults]") {
  CHECK(model.faults().empty());
  CHECK(said(StablePriceModel{seconds(0), 0.0, 0.01, seconds(0), seconds(-1)}.faults()) ==
        std::vector<std::string>{"stable_price.interval must be positive, got 0", "stable_price.shortest must be positive, got 0",
                                 "stable_price.longest is out of range, got -1", "stable_price.delay_growth must be positive, got 0"});
  StablePriceModel steep;
  steep.stable_growth = 0.002;
  CHECK(steep.faults().size() == 1);
}
