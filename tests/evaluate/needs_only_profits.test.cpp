#include "bulwark/evaluate/needs_only_profits.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a venue needs only profits where neither margin nor collateral reads positions", "[evaluate][needs_only_profits]") {
  const auto alone = RiskEvaluator{Haircut{}, ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const auto reading = RiskEvaluator{Haircut{}, ShortOptionFloor{0.01}, Black{}, NoVar{}, HealthThreshold{}};
  STATIC_REQUIRE(needs_only_profits<std::remove_cvref_t<decltype(alone)>>);
  STATIC_REQUIRE_FALSE(needs_only_profits<std::remove_cvref_t<decltype(reading)>>);
}
