#include "bulwark/liquidation/inverse_liquidation_price.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
const MarginTiers tiers{{0.0, 0.02, 0.01}, {10.0, 0.04, 0.02}, {20.0, 0.06, 0.03}, {30.0, 0.08, 0.04}, {40.0, 0.1, 0.05}};
}

TEST_CASE("one tier is the published formula of both sides", "[liquidation][inverse]") {
  test::Random random{11};
  for (int i = 0; i < 1'000; ++i) {
    const double face = std::abs(random.quantity()) * 1e3, entry = 10'000.0 + 100.0 * static_cast<double>(random.below(900));
    const double rate = static_cast<double>(1 + random.below(100)) / 2'000.0,
                 balance = face / entry * static_cast<double>(random.below(512)) / 512.0;
    const double cum = balance * static_cast<double>(random.below(16)) / 64.0;
    const auto held = inverse_liquidation_price(balance, {face, entry}, {rate, cum});
    CHECK_THAT(held.value(), WithinRel(face * (1.0 + rate) / (balance + cum + face / entry), 1e-14));
    const auto sold = inverse_liquidation_price(balance, {-face, entry}, {rate, cum});
    const double left = face / entry - balance - cum;
    if (left > 1e-9 * face / entry) CHECK_THAT(sold.value(), WithinRel(face * (1.0 - rate) / left, 1e-10));
    if (left < 0.0) CHECK_FALSE(sold);
  }
}

TEST_CASE("an isolated inverse position is liquidated where Bybit says, by either of its rules", "[liquidation][inverse]") {
  // bybit.json, "bybit-inverse-isolated-terms": 60,000 at 50,000, 10 times, 0.5 %.
  const double worth = 60'000.0 / 50'000.0, margin = worth / 10.0;
  CHECK_THAT(inverse_liquidation_price(margin, {60'000.0, 50'000.0}, {0.005}).value(), WithinRel(45681.81818181818, 1e-14));
  CHECK_THAT(inverse_liquidation_price(margin, {-60'000.0, 50'000.0}, {0.005}).value(), WithinRel(55277.777777777774, 1e-14));
  CHECK_THAT(inverse_liquidation_price(margin - 0.005 * worth, {60'000.0, 50'000.0}, {0.0}).value(), WithinRel(45662.10045662101, 1e-14));
  CHECK_THAT(inverse_liquidation_price(margin - 0.005 * worth, {-60'000.0, 50'000.0}, {0.0}).value(), WithinRel(55248.618784530394, 1e-14));
}

TEST_CASE("the tier is found at the liquidation price, by coins that grow as the price falls", "[liquidation][inverse]") {
  // 10,000 at 400 is 25 coins, in the third tier; at the price it is liquidated at, 30 coins are passed.
  const InverseLeg held{10'000.0, 400.0};
  const auto found = inverse_liquidation_prices(8.0, {&held, 1}, tiers);
  REQUIRE(found.below);
  CHECK_FALSE(found.above);
  const double price = *found.below, coins = 10'000.0 / price;
  CHECK(coins > 30.0);
  CHECK(8.0 + 25.0 - coins == Catch::Approx(coins * 0.04 - 0.6).epsilon(1e-12));
}

TEST_CASE("a short backed by its own coins is never liquidated, half backed it is, above", "[liquidation][inverse]") {
  const InverseLeg sold{-10'000.0, 400.0};
  const auto backed = inverse_liquidation_prices(25.0, {&sold, 1}, tiers);
  CHECK_FALSE((backed.below || backed.above));
  CHECK(backed.is_ever_safe);
  const auto half = inverse_liquidation_prices(12.5, {&sold, 1}, tiers);
  CHECK_FALSE(half.below);
  REQUIRE(half.above);
  CHECK(*half.above > 700.0);
  const auto unknown = inverse_liquidation_prices(NAN, {&sold, 1}, tiers);
  CHECK((unknown.above && !(*unknown.above == *unknown.above) && !unknown.is_ever_safe));
}
