#include "bulwark/scenario/unknown_row.hpp"

#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a row is known whole or not at all", "[scenario][unknown_row]") {
  const Listing listing = *Listing::from(chain());
  PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  CHECK(first_unknown(table, 0) == -1);
  table.row(0)[3] = std::numeric_limits<double>::infinity();
  table.row(0)[5] = std::numeric_limits<double>::quiet_NaN();
  CHECK(first_unknown(table, 0) == 3);
  wipe(table, 0);
  CHECK(first_unknown(table, 0) == 0);
  CHECK_FALSE(is_finite(table.at(0, Column::notional)));
}
