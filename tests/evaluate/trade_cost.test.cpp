#include "bulwark/evaluate/trade_cost.hpp"

#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

struct ThrowingCost {
  double cost(const PricedMarket&, Index, double) const { return 0.0; }
};
static_assert(!TradeCost<ThrowingCost>);

}  // namespace

TEST_CASE("costs are nothing for nothing, the same either way, never negative and grow with the quantity", "[evaluate][trade_cost]") {
  const Listing listing = *Listing::from(chain());
  const auto tick = portfolio_venue().price(listing, three_assets());
  const PricedMarket& market = tick->table();
  Random random{3};
  std::vector<RowCost> of_row;
  for (Index r = 0; r < listing.rows() / 2; ++r) of_row.push_back({random.between(0.0, 9.0), random.between(0.0, 2.0)});
  const RowCosts costs{.fee = 0.0004, .penalty = 0.001, .of_row = of_row, .otherwise = {.half_spread = 3.0}};
  for (Index row = 0; row < listing.rows(); ++row) {
    CHECK(costs.cost(market, row, 0.0) == 0.0);
    double before = 0.0;
    for (double q = 0.125; q < 1e4; q *= 1.7) {
      const double one = costs.cost(market, row, q);
      CHECK(one == costs.cost(market, row, -q));
      CHECK(one > before);
      before = one;
    }
  }
  // Two coins of the perpetual: 0.14 % of 208,000 and the spread.
  const Index perpetual_row = static_cast<Index>(listing.find(LinearFuture{btc}).front().row);
  const RowCosts flat{.fee = 0.0004, .penalty = 0.001, .otherwise = {.half_spread = 3.0, .impact = 0.5}};
  CHECK(flat.cost(market, perpetual_row, -2.0) == Catch::Approx(291.2 + 6.0 + 2.0));
  CHECK(NoTradeCost{}.cost(market, perpetual_row, 5.0) == 0.0);
}

TEST_CASE("every cost below zero is said", "[evaluate][trade_cost][faults]") {
  const RowCost wrong[] = {{.half_spread = 1.0}, {.half_spread = -1.0, .impact = std::numeric_limits<double>::infinity()}};
  const RowCosts costs{.fee = -0.1, .penalty = std::numeric_limits<double>::quiet_NaN(), .of_row = wrong, .otherwise = {.impact = -2.0}};
  std::vector<std::string> said;
  for (const Fault& fault : costs.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{
                    "row_costs.fee must not be negative, got -0.10000000000000001", "row_costs.penalty must not be negative, got nan",
                    "row_costs.half_spread[1] must not be negative, got -1", "row_costs.impact[1] must not be negative, got inf",
                    "row_costs.otherwise.impact must not be negative, got -2"});
  CHECK(RowCosts{}.faults().empty());
}
