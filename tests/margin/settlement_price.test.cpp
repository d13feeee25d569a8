#include "bulwark/margin/settlement_price.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a settlement asset is worth its price to who holds something settled in it", "[margin][settlement_price]") {
  const Listing listing = *Listing::from(chain());
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  const auto price = [&](const Account& account, AssetId settlement) {
    return on_valued(listing, table, account,
                     [&](const ValuedAccount& valued, const Profits&) { return settlement_price(valued, settlement); });
  };
  const Account inverse{.positions = {{InverseFuture{btc}, 1.0, 104'000.0}}};
  CHECK(price(inverse, btc) == 104'000.0);
  CHECK(price(inverse, eth) == std::nullopt);
  CHECK(price(inverse, AssetId::quote) == 1.0);
  CHECK(price({}, AssetId::quote) == std::nullopt);
}
