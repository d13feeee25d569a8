#include "bulwark/scenario/float_table.hpp"

#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

double head(const FloatTable& table, Index row, Index column) { return reinterpret_cast<const double*>(table.row(row)->bytes)[column]; }
float profit(const FloatTable& table, Index row, Index scenario) {
  return reinterpret_cast<const float*>(table.row(row)[1].bytes)[scenario];
}

}  // namespace

TEST_CASE("profits are the nearest floats, the rest is what it was, and the head says how far off they are", "[scenario][float_table]") {
  const auto tick = *portfolio_venue().price(listing, three_assets());
  const PricedMarket& market = tick.table();
  const FloatTable table = *FloatTable::from(market);
  const Index profits = (market.summed() - 1) * PricedMarket::lanes;
  CHECK(table.groups() * FloatTable::group >= profits);
  for (Index row = 0; row < market.rows(); ++row) {
    double largest = 0.0, off = 0.0;
    for (Index s = 0; s < profits; ++s) {
      const double exact = market.row(row)[column_count + s];
      CHECK(profit(table, row, s) == static_cast<float>(exact));
      largest = std::max(largest, std::abs(exact));
      off = std::max(off, std::abs(exact - static_cast<double>(static_cast<float>(exact))));
    }
    CHECK(head(table, row, FloatTable::largest) == largest);
    CHECK(head(table, row, FloatTable::off) == off);
    CHECK(off <= largest * 0x1p-24);
    for (const Column c : {Column::coins, Column::option_value, Column::future_value, Column::delta, Column::vega})
      CHECK(head(table, row, static_cast<Index>(c)) == market.at(row, c));
    for (const Column c : {Column::notional, Column::gamma, Column::theta})
      CHECK(head(table, row, FloatTable::not_summed) >= std::abs(market.at(row, c)));
  }
}

TEST_CASE("a row with a number that is none is none at all, and one beyond the floats is infinitely far off", "[scenario][float_table]") {
  auto tick = *portfolio_venue().price(listing, three_assets());
  tick.change([](PricedMarket& table, Faults&) {
    table.row(4)[2] = std::numeric_limits<double>::infinity();
    table.row(5)[column_count + 3] = std::numeric_limits<double>::quiet_NaN();
    table.row(6)[column_count] = 1e39;
    table.row(7)[column_count] = -1e300;
  });
  const FloatTable table = *FloatTable::from(tick.table());
  for (Index c = 0; c < column_count; ++c) {
    CHECK(std::isnan(head(table, 4, c)));
    CHECK(std::isnan(head(table, 5, c)));
    CHECK(std::isfinite(head(table, 3, c)));
  }
  CHECK(std::isinf(head(table, 6, FloatTable::off)));
  CHECK(std::isinf(head(table, 7, FloatTable::off)));
  CHECK(profit(table, 7, 0) == -std::numeric_limits<float>::infinity());
}

TEST_CASE("a table whose profits are summed expiry by expiry is refused", "[scenario][float_table][faults]") {
  const std::vector<RiskUnit> units{{btc, AssetId::quote}};
  const PricedMarket market(1, units, {ScenarioBlock{.count = 4}, ScenarioBlock{.count = 4, .by_expiry = 0}}, 1);
  const Faults faults = FloatTable::from(market).faults();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == FaultCode::out_of_range);
  CHECK(faults[0].where.outer == 1);
  CHECK(FloatTable::from(PricedMarket(1, units, {}, 1)));  // no profits at all
}
