#include "bulwark/scenario/asset_prices.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const InScenarios nowhere{};

/// One scenario: bitcoin up a quarter, ether down a half, counted in part.
ScenarioSet one_move(bool joint = false, Numeraire numeraire = Numeraire::quote) {
  return {.scenarios = 1,
          .assets = 3,
          .price_move = {0.25, -0.5, 0.0},
          .vol_move = {0.0, 0.0, 0.0},
          .weight = {0.5, 1.0, 1.0},
          .coin_weight = {0.75, 1.0, 1.0},
          .numeraire = numeraire,
          .joint = joint};
}

}  // namespace

TEST_CASE("coins are worth more of a quote that has lost its peg, the quote is worth itself", "[scenario][asset_prices]") {
  MarketState market = three_assets();
  Faults found;
  CHECK(AssetPrices(market, nowhere, found).price(btc) == 104'000.0);
  market.quote_price = 0.5;
  const AssetPrices cheap(market, nowhere, found);
  CHECK(cheap.price(btc) == 208'000.0);
  CHECK(cheap.price(AssetId::quote) == 1.0);
  CHECK(found.empty());
}

TEST_CASE("a held coin gains where it moves with the scenarios and nowhere else", "[scenario][asset_prices]") {
  const MarketState market = three_assets();
  Faults found;
  const AssetPrices still(market, nowhere, found);
  const InScenarios both{1, 1};
  const AssetPrices moving(market, both, found);
  CHECK(still.holding_profit(one_move(), 0, btc, btc) == 0.0);
  CHECK(moving.holding_profit(one_move(), 0, btc, btc) == 0.75 * 0.25 * 104'000.0);
  CHECK(moving.holding_profit(one_move(), 0, eth, eth) == -0.5 * 2'560.0);
  CHECK(moving.holding_profit(one_move(), 0, btc, AssetId::quote) == 0.0);
  CHECK(moving.holding_profit(one_move(false, Numeraire::settlement), 0, btc, btc) == 0.0);  // a coin is a coin
}

TEST_CASE("what settles in another asset moves with it only in a joint world", "[scenario][asset_prices]") {
  const MarketState market = three_assets();
  Faults found;
  const InScenarios both{1, 1};
  const AssetPrices moving(market, both, found);
  CHECK(moving.holding_profit(one_move(), 0, btc, eth) == 0.0);
  CHECK(moving.holding_profit(one_move(true), 0, btc, eth) == 0.5 * -0.5 * 2'560.0);
}

/// 2 settlement units gained and 8 that were there before, counted under the first scenario.
double counted(const AssetPrices& prices, const ScenarioSet& set, AssetId settlement, double price) {
  const auto moved = Lanes<1>(settlement_move(set, 0, btc, settlement)), weight = Lanes<1>(row_weight(set, 0, btc, settlement));
  CountedIn in = prices.counted_in(set, settlement);
  in.price = price;
  return bulwark::counted(in, moved, weight, 8.0, Lanes<1>(2.0)).lane(0);
}

TEST_CASE("a gain is converted at the moved price, and what was there before moves with its settlement", "[scenario][asset_prices]") {
  const MarketState market = three_assets();
  Faults found;
  const InScenarios both{1, 1};
  const AssetPrices still(market, nowhere, found), moving(market, both, found);
  CHECK(counted(still, one_move(), AssetId::quote, 1.0) == 0.5 * 2.0);
  CHECK(counted(still, one_move(), btc, 100.0) == 0.75 * 2.0 * 125.0);
  CHECK(counted(moving, one_move(), btc, 100.0) == 0.75 * (2.0 * 125.0 + 8.0 * 25.0));
  CHECK(counted(moving, one_move(false, Numeraire::settlement), btc, 100.0) == 0.75 * 2.0 * 100.0);
}

TEST_CASE("rows of a set by expiry are not weighted: what an account's sums come to is", "[scenario][asset_prices]") {
  const MarketState market = three_assets();
  Faults found;
  const InScenarios both{1, 1};
  const AssetPrices moving(market, both, found);
  ScenarioSet set = one_move();
  set.by_expiry = ExpiryDiscount{};
  CHECK(moving.holding_profit(set, 0, btc, btc) == 0.25 * 104'000.0);
  CHECK(counted(moving, set, AssetId::quote, 1.0) == 2.0);
  set.is_folded = false;
  CHECK(counted(moving, set, AssetId::quote, 1.0) == 1.0);
}

TEST_CASE("an asset behind a fault is not good, and no other asset hears of it", "[scenario][asset_prices][faults]") {
  MarketState market = three_assets();
  market.assets[1].spot = unknown;
  market.assets[2].volatility = GridVolatility{.expiries = {july}, .log_moneyness = {0.0}, .volatility = {-1.0}};
  Faults found;
  const AssetPrices prices(market, nowhere, found);
  CHECK(prices.is_good(btc));
  CHECK_FALSE(prices.is_good(eth));
  CHECK_FALSE(prices.is_good(sol));
  CHECK_FALSE(prices.is_good(AssetId{3}));  // there is none
  CHECK(prices.is_good(AssetId::quote));
  CHECK(said(found) ==
        std::vector<std::string>{"market.spot[1] must be finite, got nan", "volatility.volatility[2,0] must be positive, got -1"});
}

TEST_CASE("where the quote's own price is unknown, so is every coin's", "[scenario][asset_prices][faults]") {
  for (const double bad : {unknown, 0.0, -1.0, std::numeric_limits<double>::infinity()}) {
    MarketState market = three_assets();
    market.quote_price = bad;
    Faults found;
    const AssetPrices prices(market, nowhere, found);
    for (const AssetId asset : {btc, eth, sol}) CHECK_FALSE(prices.is_good(asset));
    REQUIRE(found.size() == 1);
    CHECK(std::string(found[0].field) == "market.quote_price");
  }
}
