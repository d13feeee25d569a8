// How fast is history revalued? 2,000 instruments under 1,000 joint historical scenarios of price and volatility, in full and by the
// pricer, as value at risk as margin asks for every tick; a cell is one instrument in one scenario. Against a table of values alone by the
// textbook formula and std::erfc. Then what one account of 20 positions costs from a table that is there.

#include <cmath>

#include "bulwark/margin/tail_margin.hpp"
#include "support/paired.hpp"
#include "support/textbook_table.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr Index days = 1'000;

/// Moves of two coins, fat enough, and volatilities that rise when prices fall.
History made_up_history() {
  Words words(9);
  History history{.assets = 2, .log_return = {}, .vol_move = {}};
  for (Index day = 0; day < days; ++day) {
    const double wild = words.below(20) == 0 ? 3.0 : 1.0, common = wild * words.between(-0.05, 0.05);
    for (const double own : {0.0, words.between(-0.03, 0.03)}) {
      history.log_return.push_back(common + own);
      history.vol_move.push_back(-1.5 * (common + own));
    }
  }
  return history;
}

void table_of_history(benchmark::State& state) {
  const Listing listing = made_up_listing();
  const MarketState market = made_up_market();
  const auto venue = venue_with(expected_shortfall_margin(made_up_history(), 0.01));
  const ScenarioSet set = venue.margin.scenarios(market);
  std::vector<double> table(static_cast<std::size_t>(listing.rows() * days));
  paired(
      state, double(listing.rows() * days), [&] { benchmark::DoNotOptimize(*venue.price(listing, market)); },
      [&] {
        textbook_table(listing, market, set, table);
        benchmark::DoNotOptimize(table.data());
      });
}
BENCHMARK(table_of_history)->UseManualTime();

/// Items are accounts.
void account_from_the_table(benchmark::State& state) {
  const Listing listing = made_up_listing();
  const auto priced = *venue_with(expected_shortfall_margin(made_up_history(), 0.01)).price(listing, made_up_market());
  const AccountRows rows = made_up_accounts(listing, 256, 20, 2);
  Workspace workspace = priced.workspace();
  std::vector<RiskReport> reports(256);
  alone(state, 256.0, [&] {
    priced.evaluate(rows, workspace, reports);
    benchmark::DoNotOptimize(reports.data());
  });
}
BENCHMARK(account_from_the_table)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench
