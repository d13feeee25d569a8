#include "bulwark/system/cost_of_attack.hpp"

#include <array>
#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr AttackSearch quick{.most_multiple = 64.0, .targets = 120, .holds = 12};

AttackedVenue random_venue(Random& random, Loot loot) {
  return {.loot = loot,
          .most_position = random.between(1.0, 1e6),
          .liquidity = random.between(1e3, 1e6),
          .weight = random.between(0.3, 1.0),
          .initial = random.between(0.01, 0.2),
          .fee = random.between(0.0, 0.01),
          .window = std::pow(random.between(0.0, 1.0), 4.0) * 3'600.0,
          .block = 12.0,
          .most_ratio = random.between(1.5, 100.0)};
}

/// What an attacker is left with, account by account, who holds `position` and pushes to `target` for `seconds`. Written from the story,
/// not from the rule: what the accounts own when everybody has walked away.
double walked_away(const ConstantProductDepth& pool, const AttackedVenue& venue, const PushResistance& resistance, double target,
                   double seconds, double position) {
  const double price = pool.price(), share = venue.window > 0.0 ? std::min(1.0, seconds / venue.window) : 1.0;
  const double oracle = price + share * (target - price);
  if (oracle > price * venue.most_ratio || oracle * venue.most_ratio < price) return -1e300;
  const PushCost push = push_cost(pool, target, seconds, resistance);
  const double fee = venue.fee * position * price, moved = std::abs(oracle - price);
  if (venue.loot == Loot::profit_withdrawn) {
    const double deposit = venue.initial * position * price;
    const double winner = std::min(venue.liquidity, deposit + venue.weight * position * moved - venue.initial * position * oracle);
    const double loser = std::max(0.0, deposit - position * moved);
    return std::max(0.0, winner) + loser - 2.0 * deposit - fee - push.cost;
  }
  if (venue.loot == Loot::collateral_borrowed)
    return std::min(venue.liquidity, venue.weight * position * oracle) - position * price - fee - push.cost;
  return std::min(venue.liquidity, venue.weight * position * moved) - fee - push.cost;
}

}  // namespace

TEST_CASE("no attack that is drawn at random beats the bound, and the reported one is an attack", "[system][cost_of_attack]") {
  Random random{161};
  int unsafe = 0, safe = 0;
  for (int draw = 0; draw < 120; ++draw) {
    const Loot loot = static_cast<Loot>(draw % 3);
    const AttackedVenue venue = random_venue(random, loot);
    const ConstantProductDepth pool{random.between(1e3, 1e6), random.between(1e3, 1e6), 0.003};
    const PushResistance resistance{std::pow(random.between(0.0, 0.3), 4.0), random.between(0.0, 1.0)};
    AttackSearch search = quick;
    search.is_downwards = draw % 2 == 1 && loot != Loot::collateral_borrowed;
    if (search.is_downwards) search.most_multiple = 4.0;
    const AttackReport report = best_attack(pool, venue, resistance, search);
    CHECK(report.profit <= report.profit_bound);
    for (int attack = 0; attack < 200; ++attack) {
      const double multiple = std::pow(search.most_multiple, random.between(0.0, 1.0));
      const double target = search.is_downwards ? pool.price() / multiple : pool.price() * multiple;
      const double seconds = std::max(venue.block, venue.window * random.between(0.0, 1.2));
      const double position = venue.most_position * std::pow(random.between(0.0, 1.0), 3.0);
      CHECK(walked_away(pool, venue, resistance, target, seconds, position) <= report.profit_bound + 1e-6 * venue.liquidity * 1e-3);
    }
    unsafe += report.verdict == AttackVerdict::unsafe, safe += report.verdict == AttackVerdict::safe;
    if (report.verdict != AttackVerdict::unsafe) continue;
    const double again = walked_away(pool, venue, resistance, report.target, report.seconds, report.haul.position);
    if (loot == Loot::collateral_borrowed)  // deposits what the push leaves over, which the story above sells
      CHECK(again <= report.profit + 1e-6 * venue.liquidity);
    else
      CHECK_THAT(again, WithinRel(report.profit, 1e-6));
  }
  INFO(unsafe << " unsafe, " << safe << " safe");
  CHECK((unsafe > 15 && safe > 15));
}

TEST_CASE("a larger cap or weight never makes an attack worse for the attacker, nor a longer window better", "[system][cost_of_attack]") {
  Random random{162};
  for (int draw = 0; draw < 150; ++draw) {
    const AttackedVenue venue = random_venue(random, static_cast<Loot>(draw % 3));
    const LinearImpact market{.start = random.between(0.1, 10.0), .depth = random.between(1e3, 1e6)};
    const PushResistance resistance{random.between(0.0, 0.01), random.between(0.0, 1.0)};
    const AttackGrid grid = attack_grid(std::span{&market, 1}, 1, venue, resistance, quick);
    const AttackReport report = best_attack(grid, venue);
    AttackedVenue more = venue;
    more.most_position *= random.between(1.0, 3.0);
    CHECK(best_attack(grid, more).profit >= report.profit);
    more = venue, more.weight = random.between(venue.weight, 1.0);
    CHECK(best_attack(grid, more).profit >= report.profit);
    more = venue, more.liquidity *= random.between(1.0, 3.0);
    CHECK(best_attack(grid, more).profit >= report.profit);
    AttackedVenue longer = venue;
    longer.window *= random.between(1.5, 4.0);
    CHECK(best_attack(market, longer, resistance, quick).profit <= report.profit_bound + 1e-9 * venue.liquidity);
  }
}

TEST_CASE("a median of five is pushed by its three cheapest markets", "[system][cost_of_attack]") {
  std::array<ConstantProductDepth, 5> markets{{{1e3, 1e3}, {5e3, 5e3}, {2e3, 2e3}, {9e3, 9e3}, {4e3, 4e3}}};
  const AttackedVenue venue{.loot = Loot::pool_closed, .most_position = 1e4, .liquidity = 1e6, .weight = 1.0, .fee = 0.001};
  const PushResistance resistance{.resold = 0.0};
  const AttackGrid three = attack_grid(std::span<const ConstantProductDepth>{markets}, 3, venue, resistance, quick);
  double by_hand = 0.0;
  for (const std::size_t m : {0u, 2u, 4u}) by_hand += push_cost(markets[m], three.target.back(), three.seconds.back(), resistance).cost;
  CHECK_THAT(three.cost.back().cost, WithinRel(by_hand, 1e-12));
  const AttackGrid one = attack_grid(std::span<const ConstantProductDepth>{markets}, 1, venue, resistance, quick);
  CHECK(best_attack(three, venue).profit < best_attack(one, venue).profit);
}

TEST_CASE("more markets than there are, or one that is not known, leave the verdict unknown", "[system][cost_of_attack][faults]") {
  const AttackedVenue venue{.loot = Loot::pool_closed, .most_position = 1e4, .liquidity = 1e6, .weight = 1.0, .fee = 0.001};
  const std::array<ConstantProductDepth, 3> markets{{{1e3, 1e3}, {std::nan(""), 1e3}, {2e3, 2e3}}};
  const auto verdict = [&](std::span<const ConstantProductDepth> of, Index needed, const AttackSearch& search) {
    return best_attack(attack_grid(of, needed, venue, {.resold = 0.0}, search), venue).verdict;
  };
  CHECK(verdict(std::span{markets}.first(1), 1, quick) != AttackVerdict::unknown);
  for (const Index needed : {0, 1, 2, 4}) CHECK(verdict(markets, needed, quick) == AttackVerdict::unknown);
  CHECK(verdict({}, 1, quick) == AttackVerdict::unknown);
  CHECK(verdict(std::span{markets}.first(1), 1, {.most_multiple = 1.0, .targets = 0, .holds = 0}) == AttackVerdict::unknown);
  CHECK(said(faults(AttackSearch{.most_multiple = 1.0, .targets = 0, .holds = 0})).size() == 3);
}

TEST_CASE("an attack on what is not known is unknown, and every fault is said", "[system][cost_of_attack][faults]") {
  const AttackedVenue venue{.loot = Loot::profit_withdrawn, .most_position = 1.0, .liquidity = 1.0, .weight = 1.0};
  const double none = std::nan("");
  CHECK(best_attack(ConstantProductDepth{none, 1.0}, venue, {}, quick).verdict == AttackVerdict::unknown);
  for (const auto field : {&AttackedVenue::most_position, &AttackedVenue::liquidity, &AttackedVenue::weight, &AttackedVenue::most_ratio}) {
    AttackedVenue broken = venue;
    broken.*field = none;
    const AttackReport report = best_attack(ConstantProductDepth{1.0, 1.0}, broken, {}, quick);
    CHECK((report.verdict == AttackVerdict::unknown && std::isnan(report.profit)));
  }
  CHECK(said(AttackedVenue{Loot::pool_closed, -1.0, none, 2.0, -1.0, -1.0, -1.0, -1.0, 0.5}.faults()).size() == 8);
  CHECK(venue.faults().empty());
}
