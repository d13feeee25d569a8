// Attacks that happened, asked of the venue as it was and of the defaults.

#include <cmath>

#include "bulwark/collateral/unrealised_weight.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/protection/misconduct_bond.hpp"
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

TEST_CASE("INC09: a squeeze takes from the vault what the short loses, and a cap by supply an eighth of it",
          "[incidents][cost_of_attack]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const IncidentCase squeeze = (*incidents)["INC09a"], cap = (*incidents)["INC09b"];
  const double entry = squeeze.given("entry"), mark = squeeze.given("mark"), units = squeeze.given("units");
  // The attacker's short is the vault's once it is liquidated; the long beside it is paid by the vault.
  const AttackedVenue as_was{.loot = Loot::pool_closed, .most_position = units, .liquidity = 230e6, .weight = 1.0};
  CHECK(squeeze.expects("loss", as_was.haul(entry, mark).extracted));
  CHECK(squeeze.expects("loss_at_0.50", as_was.haul(entry, 0.5).extracted));
  AttackedVenue house = as_was;
  house.most_position =
      OpenInterestCap{.share_of_supply = cap.given("cap_fraction")}.most({.supply = cap.given("supply"), .depth = 1e300, .earlier = 1e300});
  CHECK(8.0 * house.haul(entry, mark).extracted <= 1.01 * as_was.haul(entry, mark).extracted);
}

TEST_CASE("INC03: what the attack brings is what four of seven reporters need to be bonded against", "[incidents][misconduct_bond]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const double gain = (*incidents)["INC03c"].given("borrow");
  // Reporters could have said 0.91 without buying a coin. Found out for certain within a day, bonds locked for a week.
  const Misconduct lie{.gain = gain, .detection = 1.0, .delay = 1.0 / 365.0};
  BondTerms terms{.bond = 0.0, .locked = 7.0 / 365.0, .interest = 0.05};
  terms.bond = least_bond_of_coalitions(lie, terms, 4, 7);
  CHECK_THAT(terms.bond, WithinRel(gain / 4.0, 1e-3));
  for (Index members = 4; members <= 7; ++members) CHECK(expected_profit(lie, terms, members) <= 1e-9 * gain);
  CHECK(expected_profit(lie, terms, 3) > 0.0);  // three would gain, and cannot move a median of seven
}
