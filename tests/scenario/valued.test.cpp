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

TEST_CASE("an asset's first unit is the home of its others, without leaders and with everyone leading itself", "[scenario][valued]") {
  const HeldUnit held[] = {
      {.asset = btc, .settlement = btc}, {.asset = btc, .settlement = eth}, {.asset = btc}, {.asset = eth}, {.asset = sol}};
  for (const ScenarioBlock& block : {ScenarioBlock{}, ScenarioBlock{.leader = {btc, eth, sol}}}) {
    for (const std::size_t u : {0u, 1u, 2u}) CHECK(Profits::home(block, held, u) == 0);
    CHECK(Profits::home(block, held, 3) == 3);
    CHECK(Profits::home(block, held, 4) == 4);
  }
  for (const std::size_t u : {0u, 1u, 2u, 3u, 4u}) {
    CHECK(Profits::home({.netting = Netting::pair}, held, u) == u);
    CHECK(Profits::home({.netting = Netting::world}, held, u) == 0);
  }
}

TEST_CASE("profits show the blocks that are left, and no unit of a block that accounts are not summed over", "[scenario][valued]") {
  const ScenarioBlock blocks[] = {{.first = 8, .count = 2}, {.first = 16, .count = 3, .is_folded = false}};
  const HeldUnit held[] = {{.asset = btc}, {.asset = eth}};
  std::vector<double> sums(48);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = static_cast<double>(i);
  const Profits profits(blocks, held, sums.data(), 3);
  CHECK(profits.blocks() == 2);
  CHECK(profits.block().first == 8);
  std::vector<double> seen;
  profits.each([&](const HeldUnit&, std::span<const double> profit) { seen.insert(seen.end(), profit.begin(), profit.end()); });
  CHECK(seen == std::vector<double>{8.0, 9.0, 32.0, 33.0});
  CHECK(profits.after(1).blocks() == 1);
  CHECK(profits.after(1).block().first == 16);
  profits.after(1).each([](const HeldUnit&, std::span<const double>) { FAIL("nothing was summed"); });
}
