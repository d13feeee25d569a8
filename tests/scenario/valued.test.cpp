#include "bulwark/scenario/valued.hpp"

#include "bulwark/laws/specimens.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("positions add up to the equity, and read in listing order", "[scenario][valued]") {
  const Listing listing = *Listing::from(chain());
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  Random random{141};
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 10);
    on_valued(listing, table, account, [&](const ValuedAccount& valued, const Profits& profits) {
      double sum = valued.cash, scale = std::abs(sum);
      std::uint32_t before = 0;
      for (const ValuedPosition& p : valued.positions()) {
        sum += p.value, scale += std::abs(p.value);
        CHECK(p.notional >= 0.0);
        CHECK(p.terms.rank >= before);
        before = p.terms.rank;
      }
      for (const HeldUnit& unit : valued.units)
        sum += valued.rows().segments[static_cast<std::size_t>(&unit - valued.units.data())].coins * unit.price;
      CHECK(std::abs(sum - valued.equity) <= 1e-12 * scale + 1e-9);
      CHECK(profits.blocks() == 0);
      profits.each([](const HeldUnit&, std::span<const double>) { FAIL("there are no scenarios"); });
      return 0;
    });
  }
}

TEST_CASE("units net in a joint world, per asset in quote and not at all in coins", "[scenario][valued]") {
  const HeldUnit btc_coin{.asset = btc, .settlement = btc}, btc_quote{.asset = btc}, eth_quote{.asset = eth};
  CHECK(Profits::nets({.netting = Netting::world}, btc_quote, eth_quote));
  CHECK(Profits::nets({}, btc_coin, btc_quote));
  CHECK_FALSE(Profits::nets({}, btc_quote, eth_quote));
  CHECK_FALSE(Profits::nets({.netting = Netting::pair}, btc_coin, btc_quote));
}

TEST_CASE("an asset that follows another is one risk with it, wherever it stands in the account", "[scenario][valued]") {
  const AssetId sol{2};
  const HeldUnit held[] = {{.asset = btc}, {.asset = eth}, {.asset = sol}};
  const ScenarioBlock block{.leader = {btc, eth, btc}};
  CHECK(Profits::home(block, held, 1) == 1);
  CHECK(Profits::home(block, held, 2) == 0);
  CHECK(Profits::home({}, held, 2) == 2);
}
