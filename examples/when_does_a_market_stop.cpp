// A market falls by a quarter in ten minutes and calms down: when does it stop, and when is it open again?
#include <chrono>
#include <cstdio>

#include "bulwark/protection/circuit_breaker.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

int main() {
  constexpr Timestamp noon{std::chrono::sys_days{std::chrono::year{2025} / 10 / 10} + 12h};
  const CircuitBreaker breaker{.settlement_band = {.width = 0.30},
                               .following_band = {.band = {0.05}},
                               .at_band = {.grace = 15s},
                               .velocity = {.window = 5min, .most = 0.10},
                               .volatility = {.time_constant = 10min, .most = 20.0},
                               .liquidations = {.window = 10min, .most = 5e6},
                               .halt = {.pause = 5min, .reduce_only = 10min, .most_trips = 3}};
  if (!breaker.faults().empty()) return 1;

  CircuitBreaker::State state = breaker.from(100.0, 0.6, noon);
  double price = 100.0;
  for (int minute = 1; minute <= 60; ++minute) {
    const double average = price;
    if (minute > 20 && minute <= 30) price *= 0.97;
    const TradingState before = state.halt.state;
    state = breaker.updated(state, {.price = price, .settlement = 100.0, .average = average}, noon + std::chrono::minutes{minute});
    if (state.halt.state == before) continue;
    const char* const words[] = {"open", "reducing only", "paused"};
    std::printf("12:%02d  %6.2f  %s%s\n", minute, price, words[static_cast<int>(state.halt.state)],
                state.trips.velocity ? ": too fast" : "");
  }
}
