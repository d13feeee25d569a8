#include "bulwark/protection/lasting_breach.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr LastingBreach quarter_minute;
}  // namespace

TEST_CASE("a breach that lasts trips, one that ends does not", "[protection][lasting_breach]") {
  LastingBreach::State state = quarter_minute.updated({}, true, start);
  CHECK_FALSE(quarter_minute.is_lasting(state, start + 14'999ms));
  CHECK(quarter_minute.is_lasting(state, start + 15s));
  state = quarter_minute.updated(state, false, start + 14s);
  state = quarter_minute.updated(state, true, start + 15s);
  CHECK_FALSE(quarter_minute.is_lasting(state, start + 29s));
  CHECK(quarter_minute.is_lasting(quarter_minute.updated(state, true, start + 30s), start + 30s));
}

TEST_CASE("without grace a breach trips at once, and no breach never", "[protection][lasting_breach]") {
  constexpr LastingBreach at_once{.grace = 0s};
  CHECK(at_once.is_lasting(at_once.updated({}, true, start), start));
  CHECK_FALSE(at_once.is_lasting({}, start));
}

TEST_CASE("a negative grace is a fault", "[protection][lasting_breach][faults]") {
  CHECK(quarter_minute.faults().empty());
  CHECK(LastingBreach{-1s}.faults().size() == 1);
}
