#include "bulwark/margin/cash_delta.hpp"

#include "bulwark/laws/specimens.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
double cash_delta_of(const Instrument& instrument, double quantity, AssetId settlement, std::optional<double> mark = {}) {
  MarketState market = three_assets();
  market.assets[2].spot = 0.9995;  // a stable coin
  market.marks = {mark};
  const Listing listing = *Listing::from({{{.id = "one", .instrument = instrument, .settlement = settlement}}});
  const PricedMarket table = price_market(listing, market, Black{}, {}, InScenarios{}).table;
  return on_valued(listing, table, {.positions = {{instrument, quantity, 1.0}}}, [](const ValuedAccount& account, const Profits&) {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) sum += cash_delta(p);
    return sum;
  });
}
}  // namespace

TEST_CASE("a future's cash delta is its worth at its own price", "[margin][cash_delta]") {
  CHECK(cash_delta_of(LinearFuture{btc}, -2.0, AssetId::quote, 100'000.0) == -200'000.0);
  CHECK_THAT(cash_delta_of(LinearFuture{btc}, -2.0, sol, 100'000.0), WithinRel(-200'000.0 * 0.9995, 1e-14));
  CHECK_THAT(cash_delta_of(InverseFuture{btc}, 5'000.0, btc, 90'000.0), WithinRel(5'000.0, 1e-14));
}

TEST_CASE("an option's cash delta is a share of its forward", "[margin][cash_delta]") {
  const ForwardPoint point = three_assets()[btc].forwards[0];
  const double delta = black_greeks(Claim<double>{point.forward, 104'000.0, 0.5, 30.0 / 365.0, 1.0}).delta;
  const VanillaOption call{btc, OptionSide::call, 104'000.0, july};
  CHECK_THAT(cash_delta_of(call, 3.0, AssetId::quote), WithinRel(3.0 * point.discount * delta * point.forward, 1e-12));
  CHECK_THAT(cash_delta_of(call, 3.0, sol), WithinRel(3.0 * 0.9995 * point.discount * delta * point.forward, 1e-12));
}
