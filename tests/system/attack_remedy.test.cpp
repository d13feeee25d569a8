#include "bulwark/system/attack_remedy.hpp"

#include <cmath>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr AttackSearch quick{.most_multiple = 64.0, .targets = 120, .holds = 12};

AttackedVenue random_venue(Random& random, Loot loot) {
  return {.loot = loot,
          .most_position = random.between(1.0, 1e6),
          .liquidity = random.between(1e3, 1e6),
          .weight = 0.9,
          .initial = random.between(0.01, 0.2),
          .fee = 0.002,
          .window = 60.0,
          .block = 12.0,
          .most_ratio = random.between(1.5, 100.0)};
}

}  // namespace

TEST_CASE("the smallest change that makes an attack pointless: safe there, no longer shown so a double further",
          "[system][attack_remedy]") {
  Random random{163};
  int caps = 0, weights = 0, ratios = 0;
  for (int draw = 0; draw < 60; ++draw) {
    const AttackedVenue venue = random_venue(random, static_cast<Loot>(draw % 3));
    const ConstantProductDepth pool{random.between(1e3, 1e5), random.between(1e3, 1e5), 0.003};
    const AttackGrid grid = attack_grid(std::span{&pool, 1}, 1, venue, {.restoring = 0.001, .resold = 0.3}, quick);
    if (best_attack(grid, venue).verdict == AttackVerdict::safe) continue;
    const auto verdict = [&](const AttackedVenue& v) { return best_attack(grid, v).verdict; };
    const auto next = [](double x) { return std::nextafter(x, 1e300); };
    if (const auto cap = safe_position(grid, venue)) {
      AttackedVenue at = venue;
      at.most_position = *cap;
      CHECK(verdict(at) == AttackVerdict::safe);
      at.most_position = next(*cap);
      CHECK(verdict(at) != AttackVerdict::safe);
      ++caps;
    }
    if (const auto weight = safe_weight(grid, venue)) {
      AttackedVenue at = venue;
      at.weight = *weight;
      CHECK(verdict(at) == AttackVerdict::safe);
      at.weight = next(*weight);
      CHECK(verdict(at) != AttackVerdict::safe);
      ++weights;
    }
    if (const auto ratio = safe_ratio(grid, venue)) {
      AttackedVenue at = venue;
      at.most_ratio = *ratio;
      CHECK(verdict(at) == AttackVerdict::safe);
      at.most_ratio = next(*ratio);
      CHECK(verdict(at) != AttackVerdict::safe);
      ++ratios;
    }
  }
  CHECK((caps > 10 && weights > 10 && ratios > 10));
}

TEST_CASE("an average that is long enough makes an attack pointless, one second less does not", "[system][attack_remedy]") {
  const ConstantProductDepth pool{1e5, 1e5, 0.003};
  const AttackedVenue venue{.loot = Loot::collateral_borrowed, .most_position = 3e5, .liquidity = 1e6, .weight = 0.5, .window = 0.0};
  const PushResistance resistance{.restoring = 0.002, .resold = 0.0};
  const AttackSearch search{.most_multiple = 16.0, .targets = 100, .holds = 16};
  REQUIRE(best_attack(pool, venue, resistance, search).verdict == AttackVerdict::unsafe);
  const auto window = safe_window(std::span{&pool, 1}, 1, venue, resistance, search);
  REQUIRE(window);
  AttackedVenue averaged = venue;
  averaged.window = *window;
  CHECK(best_attack(pool, averaged, resistance, search).verdict == AttackVerdict::safe);
  averaged.window = *window - 1.0;
  CHECK(best_attack(pool, averaged, resistance, search).verdict != AttackVerdict::safe);
}

TEST_CASE("a venue that is safe keeps what it has, and nothing helps one whose oracle is free to print", "[system][attack_remedy]") {
  const ConstantProductDepth pool{1e5, 1e5, 0.003};
  AttackedVenue venue{.loot = Loot::profit_withdrawn, .most_position = 10.0, .liquidity = 1e6, .weight = 0.1, .initial = 0.1};
  const AttackGrid grid = attack_grid(std::span{&pool, 1}, 1, venue, {.restoring = 0.001, .resold = 0.0}, quick);
  CHECK(safe_position(grid, venue) == venue.most_position);
  CHECK(safe_weight(grid, venue) == venue.weight);
  CHECK(safe_ratio(grid, venue) == venue.most_ratio);
  // No fee, nobody restoring, all of it traded back: any position gains something.
  const ConstantProductDepth gift{1e5, 1e5};
  venue.loot = Loot::pool_closed;
  const AttackGrid free = attack_grid(std::span{&gift, 1}, 1, venue, {}, quick);
  CHECK(safe_weight(free, venue).value_or(0.0) < 1e-6);
  CHECK_FALSE(safe_window(std::span{&gift, 1}, 1, venue, {}, quick).has_value());
}
