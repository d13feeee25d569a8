#include "bulwark/evaluate/depth_costs.hpp"

#include <vector>

#include "bulwark/evaluate/restoring_trades.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// What a row trades at: per coin, options per option; quote, also where they settle in coins.
double quote_per_coin(const PricedMarket& market, Index row) {
  const ContractTerms& terms = market.terms(row);
  if (terms.kind != InstrumentKind::option) return terms.underlying;
  return market.at(row, Column::option_value) / terms.multiplier * market.settlement_price(static_cast<Index>(terms.unit));
}

}  // namespace

static_assert(TradeCost<DepthCosts<LinearImpact>> && TradeCost<DepthCosts<OrderBookDepth>>);

TEST_CASE("on a book that gives way in a straight line the cost is half the move times the coins", "[evaluate][depth_costs]") {
  const auto tick = portfolio_venue().price(listing, three_assets());
  const PricedMarket& market = tick->table();
  std::vector<LinearImpact> books;
  for (Index row = 0; row < market.rows(); ++row) books.push_back({.start = quote_per_coin(market, row), .depth = 5'000.0});
  const DepthCosts<LinearImpact> costs{.of_row = books};
  for (Index row = 0; row < market.rows(); ++row) {
    const ContractTerms& terms = market.terms(row);
    const double mark = quote_per_coin(market, row);
    for (const double quantity : {-20.0, -1.0, 0.0, 1.0, 20.0}) {
      const double units = quantity * terms.multiplier, coins = terms.kind == InstrumentKind::inverse_future ? units / mark : units;
      CHECK(costs.cost(market, row, quantity) == Catch::Approx(0.5 * coins * coins * mark / 5'000.0).margin(1e-9 * mark));
    }
    CHECK_FALSE(costs.cost(market, row, -6'000.0 * (terms.kind == InstrumentKind::inverse_future ? mark : 10.0)) >=
                0.0);  // beyond the book
  }
  CHECK_FALSE(DepthCosts<LinearImpact>{.of_row = {}}.cost(market, 0, 1.0) >= 0.0);
  CHECK(DepthCosts<LinearImpact>{.of_row = {}}.cost(market, 0, 0.0) == 0.0);
}

TEST_CASE("a book better than the mark is free, and a fee comes on top", "[evaluate][depth_costs]") {
  const auto tick = portfolio_venue().price(listing, three_assets());
  const Index row = static_cast<Index>(listing.find(LinearFuture{btc}).front().row);
  const std::vector<LinearImpact> dear(static_cast<std::size_t>(row) + 1, LinearImpact{.start = 105'000.0, .depth = 1e9});
  const DepthCosts<LinearImpact> costs{.of_row = dear, .fee = 0.001};
  CHECK(costs.cost(tick->table(), row, -2.0) == Catch::Approx(210.0).epsilon(1e-6));           // sold above the mark
  CHECK(costs.cost(tick->table(), row, 2.0) == Catch::Approx(2'000.0 + 210.0).epsilon(1e-6));  // bought above it
}

TEST_CASE("a plan goes where the depth is, and never beyond the end of a book", "[evaluate][depth_costs]") {
  // Long both perpetuals alike; the bitcoin book holds fifty coins at the touch, ether's three coins.
  const auto venue = RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}, {LinearFuture{eth}, 400.0, 2'560.0}}, .cash = 150'000.0},
                      0.01);
  const BookLevel bitcoin_bids[] = {{103'990.0, 50.0}}, bitcoin_asks[] = {{104'010.0, 50.0}};
  const BookLevel ether_bids[] = {{2'559.0, 3.0}, {2'000.0, 10.0}}, ether_asks[] = {{2'561.0, 3.0}};
  const OrderBookDepth empty{.bids = {}, .asks = {}};
  std::vector<OrderBookDepth> books(static_cast<std::size_t>(book.listing.rows()), empty);
  const RowId bitcoin = book.listing.find(LinearFuture{btc}).front(), ether = book.listing.find(LinearFuture{eth}).front();
  books[bitcoin.row] = {.bids = bitcoin_bids, .asks = bitcoin_asks};
  books[ether.row] = {.bids = ether_bids, .asks = ether_asks};
  const DepthCosts<OrderBookDepth> costs{.of_row = books};
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  std::vector<Order> orders(4);
  const auto plan = restoring_trades(book.tick, book.account(), {}, book.held(), costs, {}, workspace, scratch, orders);
  REQUIRE(plan);
  CHECK(plan->is_restored);
  CHECK(plan->orders == 1);
  CHECK(orders[0].row == bitcoin);
  // Without the bitcoin book nothing restores: thirteen ether are all that can be sold.
  books[bitcoin.row] = empty;
  const auto stuck = restoring_trades(book.tick, book.account(), {}, book.held(), costs, {}, workspace, scratch, orders);
  CHECK_FALSE(stuck->is_restored);
  for (Index i = 0; i < stuck->orders; ++i) CHECK(std::abs(orders[static_cast<std::size_t>(i)].quantity) <= 13.0);
}

TEST_CASE("a fee below zero and faults of books are said", "[evaluate][depth_costs][faults]") {
  const LinearImpact wrong[] = {{.start = 1.0, .depth = 1.0}, {.start = -1.0, .depth = 0.0}};
  CHECK(DepthCosts<LinearImpact>{.of_row = wrong, .fee = -0.1}.faults().size() == 3);
}
