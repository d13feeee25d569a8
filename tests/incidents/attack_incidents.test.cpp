// Attacks that happened, asked of the venue as it was and of the defaults.

#include <cmath>

#include "bulwark/collateral/unrealised_weight.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/protection/open_interest_cap.hpp"
#include "bulwark/system/attack_remedy.hpp"
#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("INC03: Mango was worth attacking, and is not under the defaults", "[incidents][cost_of_attack]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase perp = (*incidents)["INC03a"], loan = (*incidents)["INC03c"], depth = (*incidents)["INC03d"];
  const double entry = perp.given("entry"), multiple = perp.given("mark") / entry;
  // A pool that what was spent moves from the one price to the other.
  const double money = depth.given("depth_usd") / (std::sqrt(multiple) - 1.0);
  const ConstantProductDepth spot{.coins = money / entry, .quote = money};
  const PushResistance asleep{.resold = 0.0};
  const PushCost push = push_cost(spot, perp.given("mark"), 0.0, asleep);
  CHECK_THAT(push.capital, WithinRel(depth.given("depth_usd"), 1e-9));

  const AttackedVenue as_was{.loot = Loot::profit_withdrawn,
                             .most_position = perp.given("units"),
                             .liquidity = loan.given("borrow"),
                             .weight = 1.0,
                             .initial = 0.1};
  const AttackReport attack = best_attack(spot, as_was, asleep);
  CHECK((attack.verdict == AttackVerdict::unsafe && attack.haul.extracted == loan.given("borrow")));
  CHECK(attack.push.cost <= push.cost);  // it was not even the cheapest

  AttackedVenue house = as_was;
  house.weight = UnrealisedWeight{}.initial;
  CHECK(best_attack(spot, house, asleep).verdict == AttackVerdict::safe);
  // The other two defaults without the first: neither is enough, both are.
  AttackedVenue capped = as_was, banded = as_was;
  capped.most_position = OpenInterestCap{}.multiple_of_depth * coins_to_reach(spot, 0.9 * entry);
  banded.most_ratio = Plausibility{}.implausible_ratio;
  CHECK(best_attack(spot, capped, asleep).verdict == AttackVerdict::unsafe);
  CHECK(best_attack(spot, banded, asleep).verdict == AttackVerdict::unsafe);
  capped.most_ratio = banded.most_ratio;
  CHECK(best_attack(spot, capped, asleep).verdict == AttackVerdict::safe);
}
