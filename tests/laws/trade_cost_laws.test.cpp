#include "bulwark/laws/trade_cost_laws.hpp"

#include <algorithm>
#include <limits>

#include "bulwark/evaluate/depth_costs.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

const PricedMarket& table() {
  static const auto tick = portfolio_venue().price(listing, three_assets());
  return tick->table();
}

template <class Cost>
struct Costs {
  Cost of;
  double cost(const PricedMarket&, Index, double quantity) const noexcept { return of(quantity); }
};

template <class Cost>
bool is_broken(Cost cost, const char* law) {
  const BrokenLaws broken = broken_by(Costs<Cost>{cost}, table());
  return std::find(broken.begin(), broken.end(), law) != broken.end();
}

}  // namespace

TEST_CASE("spreads, impacts and books break no law of a trade's cost", "[laws][trade_cost]") {
  CHECK(broken_by(NoTradeCost{}, table()) == BrokenLaws{});
  CHECK(broken_by(RowCosts{.fee = 0.001, .penalty = 0.01, .otherwise = {.half_spread = 1.0, .impact = 0.1}}, table()) == BrokenLaws{});
  std::vector<LinearImpact> lines;
  for (Index row = 0; row < listing.rows(); ++row) lines.push_back({.start = 1'000.0, .depth = 700.0});
  CHECK(broken_by(DepthCosts<LinearImpact>{.of_row = lines, .fee = 0.001}, table()) == BrokenLaws{});
  const BookLevel bids[] = {{990.0, 3.0}, {900.0, 50.0}}, asks[] = {{1'010.0, 1.0}, {1'300.0, 900.0}};
  const std::vector<OrderBookDepth> books(static_cast<std::size_t>(listing.rows()), OrderBookDepth{.bids = bids, .asks = asks});
  CHECK(broken_by(DepthCosts<OrderBookDepth>{.of_row = books}, table()) == BrokenLaws{});
}

TEST_CASE("every law of a trade's cost can be broken", "[laws][trade_cost]") {
  static int calls = 0;
  CHECK(is_broken([](double) noexcept { return 1.0; }, "nothing traded costs nothing"));
  CHECK(is_broken([](double) noexcept { return static_cast<double>(++calls); }, "the same trade costs the same each time"));
  CHECK(is_broken([](double q) noexcept { return q; }, "no trade brings more than the mark"));
  CHECK(is_broken([](double q) noexcept { return q > 100.0 ? 1.0 : 2.0 * magnitude(q); }, "more costs no less"));
  CHECK(is_broken([](double q) noexcept { return q > 10.0 && q < 20.0 ? std::numeric_limits<double>::quiet_NaN() : magnitude(q); },
                  "what cannot be traded cannot be as part of more"));
}
