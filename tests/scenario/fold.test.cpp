#include "bulwark/scenario/fold.hpp"

#include <cmath>

#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a fold is the fused sum of rows in listing order, legs first", "[scenario][fold][bits]") {
  const Listing listing = *Listing::from(chain());
  const std::vector<ScenarioSet> sets{grid().scenarios(3)};
  const PricedMarket table = price_market(listing, three_assets(), Black{}, sets, InScenarios{true}).table;
  Workspace workspace(table);
  Random random{131};
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 15);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const AccountRow row = rows.at(0);
    const Folded folded = fold(table, row, workspace);
    CHECK(folded.is_known);
    REQUIRE(folded.units == std::ssize(row.segments));
    double equity = account.cash;
    for (Index u = 0; u < folded.units; ++u) {
      const Segment& segment = row.segments[static_cast<std::size_t>(u)];
      double coins = 0.0, options = 0.0, futures = 0.0;
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const double* columns = table.row(static_cast<Index>(row.row[k]));
        coins = std::fma(row.quantity[k], columns[0], coins);
        options = std::fma(row.quantity[k], columns[1], options);
        futures = std::fma(row.quantity[k], columns[2], futures);
      }
      const HeldUnit& held = workspace.units()[static_cast<std::size_t>(u)];
      CHECK(held.coins == coins + segment.coins);
      CHECK(held.option_value == options);
      CHECK(held.unrealised == futures + segment.legs);
      equity = std::fma(held.coins + held.option_value + held.unrealised, held.price, equity);
    }
    CHECK(folded.equity == equity);
  }
}

TEST_CASE("a workspace fits tables of its own shape", "[scenario][fold]") {
  const std::vector<RiskUnit> units{{btc, btc}, {btc, AssetId::quote}};
  const auto table = [&](Index scenarios, std::size_t count) {
    return PricedMarket(3, std::span{units}.first(count), {{.count = scenarios}}, 1);
  };
  const Workspace workspace(table(16, 2));
  CHECK(workspace.fits(table(9, 1)));
  CHECK_FALSE(workspace.fits(table(17, 1)));
  CHECK_FALSE(Workspace(table(16, 1)).fits(table(16, 2)));
}
