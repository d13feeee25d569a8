#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bulwark/venue/binance.hpp"
#include "support/csv.hpp"
#include "support/liquidation.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

struct Brackets {
  MarginTiers tiers;
  std::vector<double> published;  ///< maintenance amounts
  double cap = 0.0;               ///< of the last
};

std::map<std::string, Brackets> brackets_of(const std::filesystem::path& path) {
  std::map<std::string, Brackets> of_symbol;
  const test::Csv rows{path};
  for (Index i = 0; i < rows.rows(); ++i) {
    Brackets& b = of_symbol[rows.text(i, "symbol")];
    const double floor = *rows.number(i, "notional_floor");
    CHECK(floor == b.cap);
    b.tiers.push_back({.floor = floor, .initial = 1.0 / *rows.number(i, "max_leverage"), .maintenance = *rows.number(i, "mmr")});
    b.published.push_back(*rows.number(i, "cum"));
    b.cap = *rows.number(i, "notional_cap");
  }
  return of_symbol;
}

}  // namespace

TEST_CASE("every maintenance amount that Binance publishes is the deduction of its bracket", "[data][binance]") {
  const auto path = test::shared("data/margin/binance_usdm_tiers_20241024.csv");
  if (!path) return;
  std::size_t checked = 0;
  for (const auto& [symbol, b] : brackets_of(*path)) {
    INFO(symbol);
    CHECK(TieredMargin{.tables = {b.tiers}, .table_of_asset = {}}.faults().empty());
    for (std::size_t n = 0; n < b.tiers.size(); ++n, ++checked)
      CHECK_THAT(deduction(std::span{b.tiers}, &MarginTier::maintenance, static_cast<Index>(n)), WithinRel(b.published[n], 1e-12));
    if (symbol != "BTCUSDT") continue;
    const MarginTiers named = venue::binance_btcusdt_october_2024();
    REQUIRE(named.size() == b.tiers.size());
    for (std::size_t n = 0; n < named.size(); ++n) {
      CHECK(named[n].floor == b.tiers[n].floor);
      CHECK(named[n].initial == b.tiers[n].initial);
      CHECK(named[n].maintenance == b.tiers[n].maintenance);
    }
  }
  CHECK(checked == 2'805);
  std::printf("binance: %zu maintenance amounts\n", checked);
}

TEST_CASE("in every market the closed form is where the evaluator's verdict changes", "[data][binance]") {
  const auto path = test::shared("data/margin/binance_usdm_tiers_20241024.csv");
  if (!path) return;
  test::Random random{24};
  for (const auto& [symbol, b] : brackets_of(*path)) {
    const auto venue = venue::binance_usdm({.brackets = {.tables = {b.tiers}, .table_of_asset = {}}});
    // Half-way into a bracket, with twice what must be kept at entry.
    const std::size_t n = static_cast<std::size_t>(random.below(std::ssize(b.tiers)));
    const double top = n + 1 < b.tiers.size() ? b.tiers[n + 1].floor : b.cap, worth = 0.5 * (b.tiers[n].floor + top), entry = 100.0;
    const double side = random.next() & 1 ? 1.0 : -1.0, wallet = 2.0 * TieredMargin::charge(b.tiers, worth).maintenance;
    const LinearLeg leg{side * worth / entry, entry};
    const LiquidationPrices closed = venue::binance_usdm_liquidation_prices(wallet, {&leg, 1}, b.tiers);
    const LiquidationPrices found =
        test::searched(venue, {.positions = {{LinearFuture{AssetId{0}}, leg.quantity, entry}}, .cash = wallet}, entry);
    INFO(symbol << " bracket " << n);
    test::check_same_price(closed.below, found.below, worth + wallet, leg.quantity);
    test::check_same_price(closed.above, found.above, worth + wallet, leg.quantity);
  }
}
