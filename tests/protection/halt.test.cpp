#include "bulwark/protection/halt.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr Halt halt{.pause = 5min, .reduce_only = 10min, .most_trips = 2};
}  // namespace

TEST_CASE("a trip pauses the market, and time brings it back by way of reducing", "[protection][halt]") {
  HaltState state = halt.updated({}, true, start);
  CHECK(state == HaltState{TradingState::paused, start, 1});
  state = halt.updated(state, false, start + 299s);
  CHECK(state.state == TradingState::paused);
  state = halt.updated(state, false, start + 5min);
  CHECK(state.state == TradingState::reduce_only);
  CHECK(halt.updated(state, false, start + 14min).state == TradingState::reduce_only);
  CHECK(halt.updated(state, false, start + 15min) == HaltState{TradingState::open, start + 15min, 1});
}

TEST_CASE("a market does not come from its pause to open at one stroke", "[protection][halt]") {
  CHECK(halt.updated(halt.updated({}, true, start), false, start + 24h).state == TradingState::reduce_only);
}

TEST_CASE("a trip at any stage starts anew, and one that lasts counts once (F14)", "[protection][halt]") {
  HaltState state = halt.updated({}, true, start);
  state = halt.updated(state, true, start + 4min);
  CHECK(state == HaltState{TradingState::paused, start + 4min, 1});
  CHECK(halt.updated(state, false, start + 8min).state == TradingState::paused);
  state = halt.updated(state, false, start + 9min);
  CHECK(state.state == TradingState::reduce_only);
  CHECK(halt.updated(state, true, start + 10min) == HaltState{TradingState::paused, start + 10min, 2});
}

TEST_CASE("after too many trips only somebody who looks opens the market", "[protection][halt]") {
  HaltState state;
  Timestamp now = start;
  for (int trip = 0; trip < 3; ++trip) {
    state = halt.updated(state, true, now);
    now += 5min;
    state = halt.updated(state, false, now);
    now += 10min;
    state = halt.updated(state, false, now);
    CHECK(state.state == (trip < 2 ? TradingState::open : TradingState::reduce_only));
  }
  CHECK(halt.updated(state, false, now + 24h).state == TradingState::reduce_only);
  CHECK(halt.reopened(now) == HaltState{TradingState::open, now, 0});
}

TEST_CASE("a halt without a pause goes straight to reducing", "[protection][halt]") {
  const Halt mild{.pause = 0s, .reduce_only = 10min};
  CHECK(mild.updated({}, true, start).state == TradingState::reduce_only);
  CHECK(mild.updated(mild.updated({}, true, start), false, start + 10min).state == TradingState::open);
}

TEST_CASE("between trips a market only becomes milder, and never before its time", "[protection][halt]") {
  Random random{10};
  HaltState state;
  Timestamp now = start;
  for (int i = 0; i < 5'000; ++i) {
    now += std::chrono::seconds(random.below(200));
    const bool is_tripped = random.below(12) == 0;
    const HaltState next = halt.updated(state, is_tripped, now);
    if (is_tripped) {
      CHECK(next.state == TradingState::paused);
    } else {
      CHECK_FALSE(state.state < next.state);
      if (next.state < state.state) CHECK(now - state.since >= (state.state == TradingState::paused ? 5min : 10min));
    }
    state = random.below(50) == 0 ? halt.reopened(now) : next;
  }
}

TEST_CASE("an earlier time heals nothing and still trips", "[protection][halt]") {
  const HaltState state = halt.updated({}, true, start);
  CHECK(halt.updated(state, false, start - 1h) == state);
  CHECK(halt.updated(HaltState{TradingState::open, start, 0}, true, start - 1h) == HaltState{TradingState::paused, start, 1});
}

TEST_CASE("a halt that lasts no time is a fault", "[protection][halt][faults]") {
  CHECK(halt.faults().empty());
  CHECK(Halt{0s, 0s, 0}.faults().size() == 1);
  CHECK(Halt{-1s, -1s, -1}.faults().size() == 4);
}
