#include "bulwark/protection/flow_limit.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr FlowLimit hourly{.window = 1h, .most = 100.0};
}  // namespace

TEST_CASE("no window of any hour ever passes more than is allowed", "[protection][flow_limit]") {
  Random random{8};
  struct Passed {
    Timestamp at;
    double amount;
  };
  std::vector<Passed> passed;
  FlowLimit::State state;
  Timestamp now = start;
  double all = 0.0;
  for (int i = 0; i < 3'000; ++i) {
    now += std::chrono::milliseconds(random.below(200'000));
    const double amount = hourly.allowed(state, random.between(0.0, 30.0), now);
    state = hourly.updated(state, amount, now);
    passed.push_back({now, amount});
    all += amount;
    double within = 0.0, within_and_slot = 0.0;
    for (const Passed& p : passed) {
      if (p.at > now - 1h) within += p.amount;
      if (p.at > now - 61min) within_and_slot += p.amount;
    }
    CHECK(within <= 100.0 + 1e-9);
    CHECK(hourly.total(state, now) >= within - 1e-9);
    CHECK(hourly.total(state, now) <= within_and_slot + 1e-9);
  }
  CHECK(all > 100.0 * 70.0);  // 83 hours at about nine tenths
}

TEST_CASE("what has passed is forgotten after the window", "[protection][flow_limit]") {
  const FlowLimit::State state = hourly.updated({}, 100.0, start);
  CHECK(hourly.allowed(state, 50.0, start + 59min) == 0.0);
  CHECK(hourly.allowed(state, 50.0, start + 61min) == 50.0);
  CHECK(hourly.allowed(hourly.updated({}, 70.0, start), 50.0, start) == 30.0);
}

TEST_CASE("a limit is breached when it is passed, not when it is reached", "[protection][flow_limit]") {
  CHECK_FALSE(hourly.is_breached(hourly.updated({}, 100.0, start), start));
  CHECK(hourly.is_breached(hourly.updated({}, 100.5, start), start));
}

TEST_CASE("an unknown flow lets nothing pass until it is past", "[protection][flow_limit]") {
  const FlowLimit::State negative = hourly.updated(hourly.updated({}, 99.0, start), -50.0, start);
  CHECK((hourly.is_breached(negative, start) && hourly.allowed(negative, 50.0, start) == 0.0));
  const FlowLimit::State state = hourly.updated({}, std::numeric_limits<double>::quiet_NaN(), start);
  CHECK(hourly.is_breached(state, start));
  CHECK(hourly.allowed(state, 50.0, start) == 0.0);
  CHECK(hourly.allowed(state, 50.0, start + 2h) == 50.0);
}

TEST_CASE("every fault of a flow limit is named", "[protection][flow_limit][faults]") {
  CHECK(hourly.faults().empty());
  CHECK(FlowLimit{0s, -1.0}.faults().size() == 2);
}
