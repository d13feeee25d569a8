#include "bulwark/scenario/only.hpp"

#include "bulwark/scenario/shock_grid.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("some scenarios of a set keep their moves, in the order in which they are named", "[scenario][only]") {
  const ShockGrid grid{.price_range = 0.16, .vol_up = 0.3, .far_moves = {-0.5}, .numeraire = Numeraire::settlement};
  ScenarioSet set = grid.scenarios(2);
  set.skew.assign(static_cast<std::size_t>(set.scenarios), Skew::none);
  const std::vector<Index> chosen{set.scenarios - 1, 0, 7};
  const ScenarioSet some = only(set, chosen);
  REQUIRE(some.scenarios == 3);
  CHECK(faults(some, 2).empty());
  CHECK((some.numeraire == set.numeraire && some.assets == set.assets));
  for (Index i = 0; i < 3; ++i)
    for (const AssetId asset : {AssetId{0}, AssetId{1}}) {
      const std::size_t to = some.at(i, asset), from = set.at(chosen[static_cast<std::size_t>(i)], asset);
      CHECK(some.price_move[to] == set.price_move[from]);
      CHECK(some.vol_move[to] == set.vol_move[from]);
      CHECK(some.weight[to] == set.weight[from]);
      CHECK(some.coin_weight[to] == set.coin_weight[from]);
    }
  CHECK(some.skew.size() == 3);
  CHECK(some.vol_shift.empty());
  CHECK(only(set, {}).scenarios == 0);
}
