#include "bulwark/liquidation/linear_liquidation_price.hpp"

#include <array>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

const MarginTiers tiers{{0.0, 0.02, 0.01}, {10'000.0, 0.05, 0.025}, {50'000.0, 0.2, 0.1}, {200'000.0, 1.0, 0.5}};

LiquidationPrices prices(double balance, std::vector<LinearLeg> legs, double fee = 0.0) {
  return linear_liquidation_prices(balance, legs, tiers, fee);
}

double surplus(double balance, const std::vector<LinearLeg>& legs, double price, double fee = 0.0) {
  double sum = balance;
  for (const LinearLeg& leg : legs) {
    const double notional = std::abs(leg.quantity) * price;
    sum += leg.quantity * (price - leg.entry_price) - graduated(std::span{tiers}, &MarginTier::maintenance, notional) - fee * notional;
  }
  return sum;
}

}  // namespace

TEST_CASE("at the liquidation price equity is maintenance, beyond it less and before it more", "[liquidation][linear]") {
  test::Random random{7};
  int below = 0, above = 0, both = 0, neither = 0;
  for (int i = 0; i < 4'000; ++i) {
    std::vector<LinearLeg> legs{{random.quantity(), 80.0 + static_cast<double>(random.below(40))}};
    if (i % 3 == 0) legs.push_back({-legs[0].quantity * static_cast<double>(random.below(64)) / 32.0, 100.0});
    for (LinearLeg& leg : legs) leg.quantity *= static_cast<double>(1 + random.below(100));
    const double gross = 100.0 * (std::abs(legs[0].quantity) + (legs.size() > 1 ? std::abs(legs[1].quantity) : 0.0));
    const double balance = gross * static_cast<double>(random.below(1024)) / 1024.0, fee = i % 2 == 0 ? 0.0 : 0.0006;
    const LiquidationPrices found = prices(balance, legs, fee);
    const double slack = 1e-12 * (gross + balance);
    for (const auto& price : {found.below, found.above}) {
      if (!price) continue;
      const double exposed = std::abs(surplus(balance, legs, *price, fee));
      CHECK(exposed <= slack * (1.0 + *price / 100.0));
    }
    if (found.below) CHECK(surplus(balance, legs, *found.below * 0.999, fee) < slack);
    if (found.above) CHECK(surplus(balance, legs, *found.above * 1.001, fee) < slack);
    if (found.is_ever_safe) {
      const double low = found.below.value_or(0.0), high = found.above.value_or(low + 1e6);
      CHECK(surplus(balance, legs, 0.5 * (low + high), fee) >= -slack);
    }
    (found.below ? found.above ? both : below : found.above ? above : neither) += 1;
  }
  CHECK((below > 100 && above > 100 && both > 10 && neither > 10));
}

TEST_CASE("the tier is the one that holds at the liquidation price, not at entry", "[liquidation][linear]") {
  // Entered at 80,000 of notional, in the third tier; liquidated in the second.
  const double balance = 45'000.0;
  const auto found = prices(balance, {{800.0, 100.0}});
  REQUIRE(found.below);
  const double second = (80'000.0 - balance - 150.0) / (800.0 * (1.0 - 0.025));
  CHECK_THAT(*found.below, WithinRel(second, 1e-14));
  CHECK(800.0 * *found.below < 50'000.0);
  CHECK(800.0 * *found.below > 10'000.0);
}

TEST_CASE("one tier is the published formula, with the fee in the denominator", "[liquidation][linear]") {
  // okx_gate.json, "gate-long-5x-10-1" and "okx-short-3x-10-1".
  const MarginTiers one{{0.0, 0.02, 0.01}};
  const LinearLeg held{1.0, 10.0}, sold{-1.0, 10.0};
  CHECK_THAT(*linear_liquidation_prices(2.0, {&held, 1}, one, 0.0006).below, WithinRel(8.085708510208207, 1e-14));
  CHECK_THAT(*linear_liquidation_prices(10.0 / 3.0, {&sold, 1}, one, 0.0006).above, WithinRel(13.193482419684678, 1e-14));
}

TEST_CASE("a hedged market can be liquidated on both sides, on none, or everywhere", "[liquidation][linear]") {
  const auto both = prices(8'000.0, {{1'000.0, 100.0}, {-900.0, 100.0}});
  REQUIRE((both.below && both.above));
  CHECK(*both.below < *both.above);
  CHECK(both.is_ever_safe);
  // Long as much as short: only what must be kept grows with the price.
  const auto hedged = prices(1'000.0, {{100.0, 100.0}, {-100.0, 100.0}});
  CHECK_FALSE(hedged.below);
  CHECK(hedged.above);
  const auto covered = prices(100'001.0, {{1'000.0, 100.0}});
  CHECK_FALSE(covered.below);
  CHECK_FALSE(covered.above);
  CHECK(covered.is_ever_safe);
  const auto lost = prices(-1.0, {{100.0, 100.0}, {-100.0, 100.0}});
  CHECK_FALSE((lost.below || lost.above || lost.is_ever_safe));
  const auto empty = prices(1.0, {});
  CHECK_FALSE((empty.below || empty.above));
  CHECK(empty.is_ever_safe);
}

TEST_CASE("more balance moves no price nearer, and a higher fee none further", "[liquidation][linear]") {
  double before_below = 1e9, before_above = 0.0;
  for (double balance = 0.0; balance < 100'000.0; balance += 997.0) {
    const double below = prices(balance, {{1'000.0, 100.0}}).below.value_or(0.0), above = *prices(balance, {{-1'000.0, 100.0}}).above;
    CHECK(below <= before_below);
    CHECK(above >= before_above);
    before_below = below, before_above = above;
    CHECK(prices(balance, {{1'000.0, 100.0}}, 0.001).below.value_or(0.0) >= below);
    CHECK(*prices(balance, {{-1'000.0, 100.0}}, 0.001).above <= above);
  }
}

TEST_CASE("a number that is none makes the price none that reads as safety", "[liquidation][linear]") {
  for (const double bad : {double(NAN), double(INFINITY)}) {
    for (const auto& found :
         {prices(bad, {{1.0, 100.0}}), prices(1.0, {{bad, 100.0}}), prices(1.0, {{1.0, bad}}), prices(1.0, {{1.0, 100.0}}, bad)}) {
      REQUIRE((found.below && found.above));
      CHECK_FALSE((*found.below == *found.below || *found.above == *found.above || found.is_ever_safe));
    }
  }
}
