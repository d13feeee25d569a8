#include "bulwark/evaluate/safe_prices.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("what lies below and above is the end of the interval around today's price", "[evaluate][safe_prices]") {
  const SafePrices two{.intervals = {{.low = 1.0, .high = 2.0, .is_open_below = true}, {.low = 3.0, .high = 5.0}}, .spot = 4.0};
  CHECK((two.is_safe_now() && two.below() == 3.0 && two.above() == 5.0));
  const SafePrices open{.intervals = two.intervals, .spot = 1.5};
  CHECK((open.is_safe_now() && !open.below() && open.above() == 2.0));
}

TEST_CASE("an account that is not safe now has no price below or above", "[evaluate][safe_prices]") {
  const SafePrices lost{.intervals = {{.low = 3.0, .high = 5.0}}, .spot = 2.5};
  CHECK_FALSE(lost.is_safe_now());
  CHECK((!lost.below() && !lost.above()));
}
