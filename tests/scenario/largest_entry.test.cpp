#include "bulwark/scenario/largest_entry.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("no entry of a row or of legs is above the largest", "[scenario][largest_entry]") {
  const Listing listing = *Listing::from(chain());
  on_every_venue([&](const auto& venue) {
    const auto tick = *venue.price(listing, three_assets());
    const PricedMarket& market = tick.table();
    for (Index row = 0; row < market.rows(); ++row) {
      const double most = largest_entry(market, row), price = market.settlement_price(static_cast<Index>(market.terms(row).unit));
      bool is_reached = false;
      const auto check = [&](double x) {
        CHECK(std::fabs(x) <= most);
        is_reached = is_reached || std::fabs(x) == most;
      };
      for (Index b = 0; b < std::ssize(market.blocks()); ++b)
        for (const double profit : market.profits(row, b)) check(profit);
      for (const Column c : {Column::coins, Column::option_value, Column::future_value}) check(market.at(row, c) * price);
      CHECK(is_reached);
    }
    for (Index unit = 0; unit < std::ssize(market.units()); ++unit) {
      const double most = largest_leg_entry(market, unit);
      CHECK(most >= market.settlement_price(unit));
      for (const ScenarioBlock& block : market.blocks())
        for (Index c = block.first; c < block.first + block.count; ++c) CHECK(std::fabs(market.leg_row(unit)[c]) <= most);
    }
  });
}

TEST_CASE("legs that move by five times their price have an entry of five times their price", "[scenario][largest_entry]") {
  const ListedInstrument future{.id = "f", .instrument = InverseFuture{btc}, .settlement = btc};
  const Listing listing = *Listing::from(std::span{&future, 1});
  ShockGrid wide = grid();
  wide.far_moves = {5.0}, wide.far_factor = 5.0 / wide.price_range;  // counted in full
  const auto venue =
      RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}}}, ScenarioMargin{.grid = wide}, Black{}, NoVar{}, HealthThreshold{}};
  CHECK(largest_leg_entry(venue.price(listing, three_assets())->table(), 0) == 5.0 * 104'000.0);
}

TEST_CASE("the largest is found in any column, and what is not known in any column is not known", "[scenario][largest_entry]") {
  const std::vector<RiskUnit> units{{btc, AssetId::quote}};
  for (const Index count : {1, 7, 8, 9, 16, 23, 64}) {
    PricedMarket market(1, units, {{.count = count}, {.count = 3}}, 1);
    for (const ScenarioBlock& block : market.blocks())
      for (Index c = block.first; c < block.first + block.count; ++c) {
        double& entry = market.row(0)[c];
        entry = -7.5;
        CHECK(largest_entries(market, 0).of_row == 7.5);
        entry = std::numeric_limits<double>::quiet_NaN();
        CHECK(std::isnan(largest_entries(market, 0).of_row));
        CHECK(largest_entries(market, 0).of_leg == market.settlement_price(0));
        entry = 0.25;
      }
  }
}
