#include "bulwark/liquidation/entry_liquidation_price.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
const MarginTiers tiers{{0.0, 0.02, 0.01}, {1'000.0, 0.04, 0.02}};
}

TEST_CASE("a requirement fixed at entry moves the price by itself and no more", "[liquidation][entry]") {
  // bybit.json, "bybit-isolated-long-3x" and "-short-10x"; the second tier keeps 0.01 x 1000 + 0.02 x 1000 of 2000.
  CHECK_THAT(entry_liquidation_price(10.0 / 3.0, LinearLeg{1.0, 10.0}, tiers).value(), WithinRel(6.7666666666666675, 1e-14));
  CHECK_THAT(entry_liquidation_price(1.0, LinearLeg{-1.0, 10.0}, tiers).value(), WithinRel(10.9, 1e-14));
  CHECK_THAT(entry_liquidation_price(200.0, LinearLeg{2.0, 1'000.0}, tiers).value(), WithinRel(1'000.0 - (200.0 - 30.0) / 2.0, 1e-14));
}

TEST_CASE("on the value at the mark a long is liquidated earlier on entry and a short later", "[liquidation][entry]") {
  for (const double margin : {20.0, 100.0, 600.0}) {
    const LinearLeg held{1.0, 1'000.0}, sold{-1.0, 1'000.0};
    CHECK(*entry_liquidation_price(margin, held, tiers) > *linear_liquidation_prices(margin, {&held, 1}, tiers).below);
    CHECK(*entry_liquidation_price(margin, sold, tiers) > *linear_liquidation_prices(margin, {&sold, 1}, tiers).above);
  }
}

TEST_CASE("an inverse requirement fixed at entry is one of coins", "[liquidation][entry]") {
  // bybit.json, "bybit-inverse-isolated-terms".
  const MarginTiers one{{0.0, 0.1, 0.005}};
  CHECK_THAT(entry_liquidation_price(0.12, InverseLeg{60'000.0, 50'000.0}, one).value(), WithinRel(45662.10045662101, 1e-14));
  CHECK_THAT(entry_liquidation_price(0.12, InverseLeg{-60'000.0, 50'000.0}, one).value(), WithinRel(55248.618784530394, 1e-14));
  CHECK_FALSE(entry_liquidation_price(1.206, InverseLeg{-60'000.0, 50'000.0}, one));  // backed by its coins
}
