#include "bulwark/protection/velocity_trigger.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr VelocityTrigger trigger{.window = 5min, .most = 0.1};
}  // namespace

TEST_CASE("a price that stays does not move", "[protection][velocity_trigger]") {
  VelocityTrigger::State state = trigger.from(100.0, start);
  CHECK(trigger.move(state) == 0.0);
  state = trigger.updated(state, 100.0, start + 1h);
  CHECK(trigger.move(state) == 0.0);
  CHECK_FALSE(trigger.is_breached(state));
}

TEST_CASE("a rise and a fall by the same ratio are the same move, and trip alike", "[protection][velocity_trigger]") {
  const auto after = [&](double price) { return trigger.updated(trigger.from(100.0, start), price, start + 10s); };
  CHECK_THAT(trigger.move(after(120.0)), WithinRel(0.2, 1e-12));
  CHECK_THAT(trigger.move(after(100.0 / 1.2)), WithinRel(0.2, 1e-12));
  CHECK_FALSE(trigger.is_breached(after(109.9)));
  CHECK(trigger.is_breached(after(110.1)));
  CHECK(trigger.is_breached(after(90.9)));
}

TEST_CASE("a faster market trips whatever a slower one trips (F14)", "[protection][velocity_trigger]") {
  bool before = false;
  for (double price = 100.0; price < 200.0; price += 0.25) {
    const bool is_breached = trigger.is_breached(trigger.updated(trigger.from(100.0, start), price, start + 1s));
    CHECK(is_breached >= before);
    before = is_breached;
  }
  CHECK(before);
}

TEST_CASE("the same way taken slowly does not trip", "[protection][velocity_trigger]") {
  VelocityTrigger::State state = trigger.from(100.0, start);
  for (int minute = 1; minute <= 60; ++minute) {
    state = trigger.updated(state, 100.0 + minute, start + std::chrono::minutes(minute));
    CHECK_FALSE(trigger.is_breached(state));
  }
}

TEST_CASE("the move covers the window, and at most a slot more", "[protection][velocity_trigger]") {
  Random random{9};
  struct Print {
    Timestamp at;
    double price;
  };
  std::vector<Print> prints{{start, 100.0}};
  VelocityTrigger::State state = trigger.from(100.0, start);
  for (int i = 0; i < 1'000; ++i) {
    prints.push_back({prints.back().at + std::chrono::milliseconds(random.below(60'000)), random.between(80.0, 120.0)});
    const Print& last = prints.back();
    state = trigger.updated(state, last.price, last.at);
    const auto move_over = [&](std::chrono::milliseconds window) {
      double low = last.price, high = last.price;
      for (std::size_t k = 0; k + 1 < prints.size(); ++k)
        if (prints[k + 1].at > last.at - window) low = std::min(low, prints[k].price), high = std::max(high, prints[k].price);
      return std::max(last.price / low, high / last.price) - 1.0;
    };
    CHECK(trigger.move(state) >= move_over(5min));
    CHECK(trigger.move(state) <= move_over(5min + 25s + 1ms));
  }
}

TEST_CASE("an unknown price trips", "[protection][velocity_trigger]") {
  CHECK(trigger.is_breached(trigger.updated(trigger.from(100.0, start), std::nan(""), start + 1s)));
  CHECK(trigger.is_breached(trigger.from(std::nan(""), start)));
}

TEST_CASE("every fault of a velocity trigger is named", "[protection][velocity_trigger][faults]") {
  CHECK(trigger.faults().empty());
  CHECK(VelocityTrigger{0s, 0.0}.faults().size() == 2);
}
