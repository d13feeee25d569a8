// Bands and breakers: what stops a market, and what is still open while it is stopped.

#include <cmath>
#include <limits>

#include "bulwark/protection/circuit_breaker.hpp"
#include "bulwark/protection/volatility_band.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp noon{1'700'000'000s};

CircuitBreaker breaker() {
  return {.settlement_band = {.width = 0.15},
          .following_band = {.band = {.width = 0.05}, .step = 0.01, .shortest = 30s},
          .at_band = {.grace = 15s},
          .velocity = {.window = 300s, .most = 0.1},
          .volatility = {.time_constant = 3'600s, .most = 4.0},
          .liquidations = {.window = 600s, .most = 1e7},
          .halt = {.pause = 300s, .reduce_only = 600s, .most_trips = 3}};
}

MarketPrint print_at(double price, double liquidated = 0.0) {
  return {.price = price, .settlement = 100.0, .average = 100.0, .liquidated = liquidated};
}

}  // namespace

TEST_CASE("F13: a band holds its reference, is as wide either way, widens with its tolerance, and what is in it stays",
          "[properties][protection]") {
  Random random{613};
  for (int i = 0; i < 20'000; ++i) {
    const double reference = random.between(1e-3, 1e5), width = random.between(0.001, 0.9), price = reference * random.between(0.0, 3.0);
    const PriceRange range = PriceBand{width}.range(reference), wider = PriceBand{width + 0.05}.range(reference);
    CHECK(range.contains(reference));
    CHECK(std::abs((range.high - reference) - (reference - range.low)) <= 4e-16 * reference);
    CHECK((wider.low <= range.low && range.high <= wider.high));
    const double capped = range.nearest(price);
    CHECK(range.contains(capped));
    CHECK(range.nearest(capped) == capped);
    if (range.contains(price)) CHECK(capped == price);
    // A band from a model is symmetric in the logarithm, and wider for more volatility, a longer horizon and a rarer breach.
    const VolatilityBand model{.horizon = 1h, .probability = random.between(0.91, 0.99)};
    const double volatility = random.between(0.1, 2.0);
    const PriceRange by_model = model.range(reference, volatility);
    CHECK(by_model.low * by_model.high / (reference * reference) == Catch::Approx(1.0).epsilon(1e-12));
    CHECK(by_model.contains(reference));
    const auto holds = [&](const PriceRange& outer) { CHECK((outer.low <= by_model.low && by_model.high <= outer.high)); };
    holds(model.range(reference, 1.1 * volatility));
    holds(VolatilityBand{2h, model.probability}.range(reference, volatility));
    holds(VolatilityBand{1h, 0.5 * (1.0 + model.probability)}.range(reference, volatility));
  }
}

TEST_CASE("F14: a larger shock trips whatever a smaller one does, and a tripped breaker stays so until its rule lets it",
          "[properties][protection]") {
  const CircuitBreaker rule = breaker();
  REQUIRE(rule.faults().empty());
  Random random{614};
  int tripped = 0, quiet = 0;
  for (int i = 0; i < 4'000; ++i) {
    const auto start = rule.from(100.0, 0.5, noon);
    const double up = random.below(2) == 0 ? 1.0 : -1.0, size = random.below(2) == 0 ? 0.02 : 0.2;
    const double shock = random.between(0.0, size), larger = shock + random.between(0.0, size);
    const double liquidated = random.between(0.0, 1.2e7);
    const Timestamp then = noon + std::chrono::seconds{1 + random.below(120)};
    const auto small = rule.updated(start, print_at(100.0 * (1.0 + up * shock), liquidated), then);
    const auto large = rule.updated(start, print_at(100.0 * (1.0 + up * larger), liquidated * 1.5), then);
    const auto implies = [](bool a, bool b) { CHECK((!a || b)); };
    implies(small.trips.static_band, large.trips.static_band);
    implies(small.trips.following_band, large.trips.following_band);
    implies(small.trips.velocity, large.trips.velocity);
    implies(small.trips.volatility, large.trips.volatility);
    implies(small.trips.liquidations, large.trips.liquidations);
    CHECK(small.halt.state <= large.halt.state);
    if (!large.trips.any()) {
      ++quiet;
      CHECK(large.halt.state == TradingState::open);
      continue;
    }
    ++tripped;
    CHECK(large.halt.state == TradingState::paused);
    // The price is back and nothing else happens. It comes back no sooner than its stages say, and never from paused to open at once.
    auto state = large;
    Timestamp at = then, last_trip = then;
    TradingState before = state.halt.state;
    while (at < then + 24h && state.halt.state != TradingState::open) {
      at += std::chrono::seconds{5 + random.below(120)};
      state = rule.updated(state, print_at(100.0), at);
      if (state.trips.any()) last_trip = at;
      CHECK_FALSE((before == TradingState::paused && state.halt.state == TradingState::open));
      if (state.halt.state == TradingState::reduce_only) {
        CHECK(at - last_trip >= 300s);
        CHECK((permits(state.halt.state, MarketAction::reduce) && permits(state.halt.state, MarketAction::top_up)));
        CHECK_FALSE(permits(state.halt.state, MarketAction::open));
      }
      if (state.halt.state == TradingState::open) CHECK(at - last_trip >= 900s);
      before = state.halt.state;
    }
    CHECK(state.halt.state == TradingState::open);
  }
  CHECK((tripped > 500 && quiet > 100));
}

TEST_CASE("F14: nothing that is permitted in a stricter state is refused in a milder one", "[properties][protection]") {
  for (int action = 0; action <= static_cast<int>(MarketAction::open); ++action) {
    const auto what = static_cast<MarketAction>(action);
    if (permits(TradingState::paused, what)) CHECK(permits(TradingState::reduce_only, what));
    if (permits(TradingState::reduce_only, what)) CHECK(permits(TradingState::open, what));
    CHECK(permits(TradingState::open, what));
  }
}

TEST_CASE("F15: a horizon that is none and a probability outside (0.9, 1) are refused", "[properties][protection]") {
  Random random{615};
  for (int i = 0; i < 10'000; ++i) {
    const std::chrono::milliseconds horizon{random.below(7) - 3};
    const double probability = std::array{0.9,
                                          1.0,
                                          random.between(0.0, 1.2),
                                          std::numeric_limits<double>::quiet_NaN(),
                                          std::nextafter(0.9, 1.0),
                                          std::nextafter(1.0, 0.0)}[static_cast<std::size_t>(random.below(6))];
    const VolatilityBand band{horizon, probability};
    const bool is_horizon = horizon.count() > 0, is_probability = probability > 0.9 && probability < 1.0;
    CHECK(band.faults().size() == static_cast<std::size_t>(!is_horizon) + static_cast<std::size_t>(!is_probability));
  }
}
