#include "bulwark/protection/circuit_breaker.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{1'700'000'000s};
constexpr CircuitBreaker breaker{.settlement_band = {0.15},
                                 .following_band = {{0.05}, 0.01, 30s},
                                 .at_band = {15s},
                                 .velocity = {5min, 0.08},
                                 .volatility = {10min, 4.0},
                                 .liquidations = {10min, 1e6},
                                 .halt = {.pause = 5min, .reduce_only = 10min, .most_trips = 3}};
const CircuitBreaker::State quiet = breaker.from(100.0, 0.8, start);

CircuitBreaker::State after(const MarketPrint& print, std::chrono::milliseconds gap = 1s) {
  return breaker.updated(quiet, print, start + gap);
}

}  // namespace

TEST_CASE("a quiet market trips nothing", "[protection][circuit_breaker]") {
  CircuitBreaker::State state = quiet;
  for (int i = 1; i <= 3'600; ++i) {
    const double price = 100.0 + 0.02 * std::sin(0.1 * i);
    state = breaker.updated(state, {price, 100.0, 100.0, 100.0}, start + std::chrono::seconds(i));
    REQUIRE_FALSE(state.trips.any());
  }
  CHECK(state.halt == HaltState{});
}

TEST_CASE("each trigger trips by itself", "[protection][circuit_breaker]") {
  CHECK(after({std::nan(""), 100.0, 100.0}).trips == Trips{.unknown_price = true});
  CHECK(after({100.0, 120.0, 100.0}).trips == Trips{.static_band = true});
  CHECK(after({100.0, 100.0, 100.0, 2e6}).trips == Trips{.liquidations = true});
  CHECK(after({109.0, 100.0, 100.0}, 20min).trips.velocity);
  CHECK(after({103.0, 100.0, 100.0}).trips == Trips{.volatility = true});
  const CircuitBreaker::State edge = breaker.updated(after({106.0, 100.0, 100.0}), {106.0, 100.0, 100.0}, start + 17s);
  CHECK(edge.trips.following_band);
}

TEST_CASE("at the edge of its band a market has its grace", "[protection][circuit_breaker]") {
  CircuitBreaker calm = breaker;
  calm.volatility.most = 100.0;
  CircuitBreaker::State state = calm.updated(quiet, {106.0, 100.0, 100.0}, start + 1s);
  CHECK_FALSE(state.trips.any());
  CHECK_FALSE(calm.updated(state, {106.0, 100.0, 100.0}, start + 15s).trips.any());
  CHECK(calm.updated(state, {106.0, 100.0, 100.0}, start + 16s).trips == Trips{.following_band = true});
}

TEST_CASE("an unknown price leaves what is known of prices, and what was liquidated counts", "[protection][circuit_breaker]") {
  const CircuitBreaker::State state = after({std::nan(""), 100.0, 100.0, 2e6});
  CHECK(state.trips == Trips{.unknown_price = true, .liquidations = true});
  CHECK((state.reference.price == 100.0 && state.variance.price == 100.0));
  CHECK(breaker.velocity.move(state.extremes) == 0.0);
  CHECK(after({0.0, 100.0, 100.0}).trips.unknown_price);
}

TEST_CASE("the halt follows the trips, and a larger move trips whatever a smaller one trips (F14)", "[protection][circuit_breaker]") {
  const auto count = [](const Trips& t) { return t.static_band + t.velocity + t.volatility; };
  int before = 0;
  for (double price = 100.0; price < 130.0; price += 0.5) {
    const CircuitBreaker::State state = after({price, 100.0, 100.0});
    CHECK(count(state.trips) >= before);
    CHECK((state.halt.state == TradingState::paused) == state.trips.any());
    before = count(state.trips);
  }
  CHECK(before == 3);
}

TEST_CASE("the same day gives the same bits", "[protection][circuit_breaker]") {
  const auto day = [] {
    CircuitBreaker::State state = quiet;
    for (int i = 1; i <= 500; ++i)
      state = breaker.updated(state, {100.0 * std::pow(0.9995, i), 100.0, 100.0 * std::pow(0.9995, i - 20), 5e3},
                              start + std::chrono::seconds(3 * i));
    return state;
  };
  const CircuitBreaker::State one = day(), other = day();
  CHECK((one.variance.variance == other.variance.variance && one.halt == other.halt && one.trips == other.trips));
  CHECK(one.halt.state == TradingState::paused);
}

TEST_CASE("the faults of a breaker are those of its parts", "[protection][circuit_breaker][faults]") {
  CHECK(breaker.faults().empty());
  CHECK(CircuitBreaker{{0.0}, {{0.0}, 1.0, 0s}, {-1s}, {0s, 0.0}, {0s, 0.0}, {0s, -1.0}, {0s, 0s, 0}}.faults().size() == 11);
}
