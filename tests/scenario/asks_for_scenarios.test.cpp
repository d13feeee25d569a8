#include "bulwark/scenario/asks_for_scenarios.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

struct Number {
  int scenarios(const MarketState&) const { return 0; }
};
static_assert(!AsksForScenarios<int> && !AsksForScenarios<Number> && !AsksForScenarios<ShortOptionFloor>);
static_assert(AsksForScenarios<ScenarioMargin> && !AsksForParts<ScenarioMargin>);
static_assert(scenario_sets<ScenarioMargin>() == 1 && scenario_sets<DebtMargin>() == 0);

}  // namespace

TEST_CASE("a composition asks once for each part that wants scenarios, in its order", "[scenario][asks_for_scenarios]") {
  const ScenarioMargin a{.grid = {.price_range = 0.1}}, b{.grid = {.price_range = 0.2}}, c{.grid = {.price_range = 0.3}};
  const auto rule = sum_of(a, DebtMargin{}, largest_of(ShortOptionFloor{0.01}, b, sum_of(c)));
  static_assert(scenario_sets<std::remove_const_t<decltype(rule)>>() == 3);
  std::vector<ScenarioSet> sets;
  ask(rule, test::three_assets(), sets);
  REQUIRE(sets.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(sets[i].price_move.front() == Catch::Approx(-0.1 * static_cast<double>(i + 1)));
  ask(DebtMargin{}, test::three_assets(), sets);
  CHECK(sets.size() == 3);
  CHECK(faults_of(0).empty());
  CHECK(faults_of(ShortOptionFloor{-1.0}).size() == 1);
}
