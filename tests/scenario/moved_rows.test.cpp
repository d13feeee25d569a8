#include "bulwark/scenario/moved_rows.hpp"

#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

MovedRows moved_rows(const MarketState& before, const MarketState& now, const std::vector<ScenarioSet>& sets) {
  const InScenarios still;
  Faults faults;
  const AssetPrices prices_before(before, still, faults), prices(now, still, faults);
  const PricedMarket table = price_market(listing, before, Black{}, sets, still).table;
  const PricedFrom from{before, sets, still}, to{now, sets, still};
  return FindMoved<Black>(listing, from, prices_before, to, prices, table).find();
}

}  // namespace

TEST_CASE("rows come in listing order, with their units", "[scenario][moved_rows]") {
  const MarketState before = three_assets();
  MarketState now = before;
  now.assets[1].forwards[0].forward *= 1.01;
  now.assets[0].volatility = FlatVolatility{0.6};
  const MovedRows moved = moved_rows(before, now, {grid().scenarios(3)});
  CHECK(moved.rows.size() == 24 + 13);
  for (std::size_t i = 1; i < moved.rows.size(); ++i)
    CHECK(listing.rank(static_cast<Index>(moved.rows[i - 1])) < listing.rank(static_cast<Index>(moved.rows[i])));
  for (const std::uint32_t row : moved.rows) CHECK(moved.units[listing.unit(static_cast<Index>(row))] == 1u);
  for (std::uint32_t u = 0; u < listing.units().size(); ++u)
    if (listing.units()[u].asset == sol) CHECK(moved.units[u] == 0u);
}

TEST_CASE("where nothing moved there are neither rows nor units", "[scenario][moved_rows]") {
  const MovedRows moved = moved_rows(three_assets(), three_assets(), {grid().scenarios(3)});
  CHECK(moved.rows.empty());
  CHECK(moved.units.empty());
}

TEST_CASE("a spot whose forwards stand where they were moves its unit's own numbers", "[scenario][moved_rows]") {
  const MarketState before = three_assets();
  MarketState now = before;
  now.assets[0].spot *= 1.01;
  const MovedRows moved = moved_rows(before, now, {grid().scenarios(3)});
  const auto unit = [](AssetId settlement) {
    return static_cast<std::size_t>(std::find(listing.units().begin(), listing.units().end(), RiskUnit{btc, settlement}) -
                                    listing.units().begin());
  };
  CHECK(moved.units[unit(AssetId::quote)] == 1u);
  CHECK(moved.units[unit(btc)] == 1u);
  CHECK(moved.rows.size() == 1 + 15);  // the perpetual; all that settles in the coin
}

TEST_CASE("rows of an asset that is and was at fault have not moved; where it comes or goes all have", "[scenario][moved_rows]") {
  MarketState bad = three_assets(), worse = bad;
  bad.assets[0].spot = -1.0, worse.assets[0].spot = -2.0;
  CHECK(moved_rows(bad, worse, {}).rows.empty());
  CHECK(moved_rows(three_assets(), bad, {}).rows.size() == 29);
  CHECK(moved_rows(bad, three_assets(), {}).rows.size() == 29);
}

TEST_CASE("sets of one shape differ in moves and weights alone", "[scenario][moved_rows]") {
  const ScenarioSet set = grid().scenarios(3);
  ScenarioSet other = set;
  other.price_move[set.at(2, eth)] = 0.25, other.weight[set.at(2, eth)] = 0.5;
  CHECK(same_shape(set, other));
  CHECK_FALSE(same_moves(set, other, eth));
  CHECK(same_moves(set, other, btc));
  CHECK(same_moves(set, other, AssetId::quote));
  other.term.is_in_whole_days = true;
  CHECK_FALSE(same_shape(set, other));
  other = set, other.by_expiry = ExpiryDiscount{};
  CHECK_FALSE(same_shape(set, other));
  ScenarioSet third = other;
  third.by_expiry->is_loss_capped = true;
  CHECK_FALSE(same_shape(other, third));
}
