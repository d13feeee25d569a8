#include "bulwark/protection/volatility_trigger.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr VolatilityTrigger trigger{.time_constant = 1h, .most = 3.0};
}  // namespace

TEST_CASE("returns of one size, however often, come to their volatility", "[protection][volatility_trigger]") {
  for (const auto gap : {1s, 10s, 60s}) {
    RealisedVariance state = trigger.from(100.0, 0.2, start);
    const double years = years_between(Timestamp{}, Timestamp{gap}), step = 0.8 * std::sqrt(years);
    const auto prints = 8h / gap;
    for (long i = 1; i <= prints; ++i) state = trigger.updated(state, state.price * std::exp(i % 2 == 0 ? step : -step), start + i * gap);
    CHECK_THAT(trigger.volatility(state), WithinRel(0.8, 1e-3));
  }
}

TEST_CASE("without moves the volatility decays by its time constant", "[protection][volatility_trigger]") {
  const RealisedVariance state = trigger.updated(trigger.from(100.0, 0.8, start), 100.0, start + 1h);
  CHECK_THAT(state.variance, WithinRel(0.64 * std::exp(-1.0), 1e-14));
}

TEST_CASE("a wilder market trips whatever a calmer one trips (F14)", "[protection][volatility_trigger]") {
  bool before = false;
  for (double price = 100.0; price < 120.0; price += 0.1) {
    const bool is_breached = trigger.is_breached(trigger.updated(trigger.from(100.0, 0.8, start), price, start + 1s));
    CHECK(is_breached >= before);
    before = is_breached;
  }
  CHECK(before);
}

TEST_CASE("prints at one moment count in full, as the shortest time does", "[protection][volatility_trigger]") {
  const RealisedVariance from = trigger.from(100.0, 0.8, start);
  CHECK_THAT(trigger.updated(from, 101.0, start).variance, WithinRel(trigger.updated(from, 101.0, start + 1ms).variance, 1e-5));
  const RealisedVariance older = trigger.updated(from, 101.0, start - 1h);
  CHECK((older.at == start && older.variance == trigger.updated(from, 101.0, start).variance));
}

TEST_CASE("an unknown price trips, until the trigger starts anew", "[protection][volatility_trigger]") {
  RealisedVariance state = trigger.updated(trigger.from(100.0, 0.8, start), std::nan(""), start + 1s);
  CHECK(trigger.is_breached(state));
  state = trigger.updated(state, 100.0, start + 2h);
  CHECK(trigger.is_breached(state));
  CHECK_FALSE(trigger.is_breached(trigger.from(100.0, 0.8, start)));
}

TEST_CASE("every fault of a volatility trigger is named", "[protection][volatility_trigger][faults]") {
  CHECK(trigger.faults().empty());
  CHECK(VolatilityTrigger{0s, 0.0}.faults().size() == 2);
}
