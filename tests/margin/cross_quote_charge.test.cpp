#include "bulwark/margin/cross_quote_charge.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const CrossQuoteCharge charge{
    .pegs = {{0.995, {{0.0, 0.005, 0.005}, {1e5, 0.01, 0.01}}}, {0.9, {{0.0, 0.02, 0.02}}}, {0.0, {{0.0, 0.4, 0.4}}}}};

/// Long so many coins settled in a stable coin at this price, short so many in the quote.
double needed(double in_stable, double in_quote, double stable_price = 1.0) {
  MarketState market = three_assets();
  market.assets[2].spot = stable_price;
  const Listing listing = *Listing::from({{{.id = "stable", .instrument = LinearFuture{btc}, .settlement = sol},
                                           {.id = "quote", .instrument = LinearFuture{btc, july}, .settlement = AssetId::quote},
                                           {.id = "coin", .instrument = InverseFuture{btc}}}});
  market.marks = {104'000.0, 104'000.0, 104'000.0};
  const PricedMarket table = price_market(listing, market, Black{}, {}, InScenarios{}).table;
  Account account;
  if (in_stable != 0.0) account.positions.push_back({LinearFuture{btc}, in_stable, 1.0});
  if (in_quote != 0.0) account.positions.push_back({LinearFuture{btc, july}, in_quote / 2.0, 1.0});
  if (in_quote != 0.0) account.positions.push_back({InverseFuture{btc}, in_quote / 2.0 * 104'000.0, 104'000.0});
  return on_valued(listing, table, account,
                   [](const ValuedAccount& valued, const Profits& profits) { return charge.requirement(valued, profits).maintenance; });
}

}  // namespace

TEST_CASE("the documented hedge is charged progressively", "[margin][cross_quote_charge]") {
  const CrossQuoteCharge okx{.pegs = {{0.0, {{0.0, 0.0075, 0.0075}, {1e6, 0.0175, 0.0175}, {5e6, 0.025, 0.025}}}}};
  CHECK_THAT(okx.charge(1e7, 1.0), WithinRel(202'500.0, 1e-14));
}

TEST_CASE("only what one money hedges of another is charged", "[margin][cross_quote_charge]") {
  CHECK(needed(1.0, 0.0) == 0.0);
  CHECK(needed(1.0, 3.0) == 0.0);
  CHECK_THAT(needed(1.0, -1.0), WithinRel(500.0 + 40.0, 1e-12));
  CHECK_THAT(needed(-1.0, 3.0), WithinRel(540.0, 1e-12));  // coin-settled and quote-settled are one
}

TEST_CASE("the further from its peg, the dearer", "[margin][cross_quote_charge]") {
  CHECK_THAT(needed(1.0, -1.0, 0.99), WithinRel(0.02 * 0.99 * 104'000.0, 1e-12));
  CHECK_THAT(needed(1.0, -1.0, 0.5), WithinRel(0.4 * 0.5 * 104'000.0, 1e-12));
  CHECK(&charge.table(0.995) == &charge.pegs[0].rates);
  CHECK(&charge.table(0.9949) == &charge.pegs[1].rates);
}

TEST_CASE("a charge across quotes keeps the laws of margin", "[margin][cross_quote_charge][laws]") { CHECK(broken_by(charge).empty()); }

TEST_CASE("pegs out of order are refused", "[margin][cross_quote_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(CrossQuoteCharge{}.faults().empty());
  CHECK(CrossQuoteCharge{.pegs = {{0.9, {{0.0, 0.1, 0.1}}}, {0.95, {{0.0, 0.1, 0.2}}}}}.faults().size() == 2);
}
