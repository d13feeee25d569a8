#include "bulwark/margin/sum_of.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a sum is its parts in any order, and the binding scenario is of the larger", "[margin][sum_of][B09]") {
  const ScenarioMargin wide{.grid = {.price_range = 0.25}}, narrow{.grid = {.price_range = 0.125}};
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1.0}}};
  const auto one = sum_of(narrow, wide), other = sum_of(wide, narrow);
  CHECK(required(one, account).maintenance == 39'000.0);
  CHECK(required(other, account).maintenance == 39'000.0);
  CHECK(required(one, account).binding->loss == 26'000.0);
  CHECK(required(other, account).binding->loss == 26'000.0);
  CHECK(sum_of(ShortOptionFloor{-1.0}, ScenarioMargin{.grid = {.price_range = 2.0}}).faults().size() == 2);
  static_assert(!HasSlope<SumOf<ShortOptionMargin>> && HasSlope<SumOf<DebtMargin, RollCharge>>);
}
