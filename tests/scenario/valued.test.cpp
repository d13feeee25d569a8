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

TEST_CASE("a part of an account is what is held in some of its units", "[scenario][valued]") {
  Random random{7};
  const std::vector<ListedInstrument> listed = chain();
  const MarketState market = three_assets();
  const Listing listing = *Listing::from(listed);
  const PricedMarket table = price_market(listing, market, Black{}, {}, InScenarios{}).table;
  const Account book = random_book(random, listed, 20);
  on_valued(listing, table, book, [&](const ValuedAccount& whole, const Profits& profits) {
    double worth = whole.cash;
    std::size_t seen = 0;
    for (std::size_t u = 0; u < whole.units.size(); ++u) {
      const ValuedAccount part = whole.part(u, 1);
      CHECK(profits.part(u, 1).blocks() == profits.blocks());
      CHECK(part.cash == 0.0);
      worth += part.equity;
      for (const ValuedPosition& p : part.positions()) {
        CHECK(p.terms.asset == whole.units[u].asset);
        CHECK(p.terms.settlement == whole.units[u].settlement);
        ++seen;
      }
    }
    CHECK(worth == Catch::Approx(whole.equity).epsilon(1e-12));
    std::size_t all = 0;
    for ([[maybe_unused]] const ValuedPosition& p : whole.positions()) ++all;
    CHECK(seen == all);
    CHECK(whole.part(0, 0).units.empty());
    return 0;
  });
}
