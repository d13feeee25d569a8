#include "bulwark/collateral/each_balance.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;

TEST_CASE("each asset that is settled in is visited once, with everything that settles in it", "[collateral][each_balance]") {
  const AssetId usdc{5}, btc{0}, eth{1};
  const std::vector<HeldUnit> units{
      {.asset = btc, .settlement = AssetId::quote, .unrealised = 9.0},
      {.asset = btc, .settlement = btc, .price = 100.0, .coins = 1.0, .option_value = -0.25, .unrealised = 0.5},
      {.asset = btc, .settlement = usdc, .price = 0.5, .unrealised = 3.0},
      {.asset = eth, .settlement = usdc, .price = 0.5, .coins = 1.0, .unrealised = -8.0}};
  const PricedMarket market(0, {}, {}, 1);
  const ValuedAccount account(market, {}, units, 0.0);
  std::vector<std::tuple<AssetId, double, double>> seen;
  each_balance(account, [&](AssetId asset, double balance, double price) { seen.push_back({asset, balance, price}); });
  CHECK(seen == std::vector<std::tuple<AssetId, double, double>>{{btc, 1.25, 100.0}, {usdc, -4.0, 0.5}});
}
