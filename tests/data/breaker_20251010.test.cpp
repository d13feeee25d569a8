// The evening of 10 October 2025 through a circuit breaker: eighteen perpetuals' hourly candles, `perp_hourly_ohlc_20251009_20251012.csv`.

#include <chrono>
#include <map>
#include <set>
#include <string>

#include "bulwark/oracle/exponential_average.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "bulwark/protection/circuit_breaker.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

struct Candle {
  Timestamp at;
  double open, high, low, close;
};

/// By symbol. Times are "2025-10-09 00:00:00".
std::map<std::string, std::vector<Candle>> candles(const Csv& file) {
  std::map<std::string, std::vector<Candle>> of;
  for (Index i = 0; i < file.rows(); ++i) {
    int day = 0, hour = 0;
    REQUIRE(std::sscanf(file.text(i, "time_utc").c_str(), "2025-10-%d %d:", &day, &hour) == 2);
    const Timestamp at = std::chrono::sys_days{std::chrono::year{2025} / 10 / day} + std::chrono::hours{hour};
    of[file.text(i, "symbol")].push_back(
        {at, *file.number(i, "open"), *file.number(i, "high"), *file.number(i, "low"), *file.number(i, "close")});
  }
  return of;
}

/// Ten per cent within the hour; the rest never trips.
constexpr CircuitBreaker breaker{.settlement_band = {0.999},
                                 .following_band = {{0.999}, 0.01, 30s},
                                 .at_band = {15s},
                                 .velocity = {1h, 0.10},
                                 .volatility = {1h, 1e6},
                                 .liquidations = {10min, 1e12},
                                 .halt = {.pause = 5min, .reduce_only = 30min, .most_trips = 10}};

constexpr Timestamp crash = std::chrono::sys_days{std::chrono::year{2025} / 10 / 10} + 21h;

}  // namespace

TEST_CASE("ten per cent in an hour halts every coin by nine in the evening of 10 October 2025, five an hour earlier, gold never",
          "[data][circuit_breaker]") {
  const auto path = shared("data/prices/perp_hourly_ohlc_20251009_20251012.csv");
  if (!path) return;
  std::set<std::string> early, halted, open_again;
  const auto all = candles(Csv{*path});
  CHECK(all.size() == 18);
  for (const auto& [symbol, hours] : all) {
    CircuitBreaker::State state = breaker.from(hours.front().open, 0.8, hours.front().at);
    for (const Candle& c : hours) {
      // Which end came first is not known: the one that is nearer to the open.
      const bool is_high_first = c.high - c.open < c.open - c.low;
      const double path_of_hour[] = {c.open, is_high_first ? c.high : c.low, is_high_first ? c.low : c.high, c.close};
      for (int k = 0; k < 4; ++k) {
        state = breaker.updated(state, {path_of_hour[k], c.open, path_of_hour[k]}, c.at + 19min * k);
        if (state.trips.any()) {
          CAPTURE(symbol, c.at.time_since_epoch().count());
          CHECK(c.at >= crash - 1h);
          CHECK(state.halt.state == TradingState::paused);
          if (c.at < crash) early.insert(symbol);
          if (c.at < crash + 1h) halted.insert(symbol);
        }
      }
    }
    if (state.halt.state == TradingState::open) open_again.insert(symbol);
  }
  CHECK(early == std::set<std::string>{"ADA", "AVAX", "ENA", "UNI", "XRP"});
  CHECK(halted.size() == 17);
  CHECK(halted.count("XAUT") == 0);
  CHECK(open_again.size() == 18);
}

TEST_CASE("of that evening's lows one is not believed: SUI at less than a fifth of its average", "[data][plausibility]") {
  const auto path = shared("data/prices/perp_hourly_ohlc_20251009_20251012.csv");
  if (!path) return;
  constexpr ExponentialAverage hourly{.time_constant = 1h};
  const Plausibility against_average;
  std::set<std::string> implausible;
  for (const auto& [symbol, hours] : candles(Csv{*path})) {
    AveragedPrice average = hourly.from(hours.front().open, hours.front().at);
    for (const Candle& c : hours) {
      average = hourly.updated(average, c.open, c.at);
      if (against_average.trust(c.low, hourly.at(average, c.at + 19min)) != Trust::trusted) {
        CHECK(c.at == crash);
        implausible.insert(symbol);
      }
      average = hourly.updated(average, c.close, c.at + 57min);
    }
  }
  CHECK(implausible == std::set<std::string>{"SUI"});
}
