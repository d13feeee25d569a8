// How long does a tick take? 2,000 instruments priced under 64 scenarios with their Greeks, and then one account of 20 positions: what
// passes between a market that moved and the first answer. Against a table of values alone by the textbook formula and std::erfc.

#include <cmath>

#include "support/paired.hpp"
#include "support/textbook_table.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

template <class Pricing>
void tick(benchmark::State& state, Pricing pricer) {
  const Listing listing = made_up_listing();
  const MarketState market = made_up_market();
  const AccountRows rows = made_up_accounts(listing, 1, 20, 2);
  const ScenarioMargin margin{.grid = sixty_four(), .initial_factor = 1.3};
  const RiskEvaluator venue{no_haircut(), margin, pricer, NoVar{}, HealthThreshold{}};
  std::vector<double> table(static_cast<std::size_t>(listing.rows()) * 64);
  paired(
      state, double(listing.rows()) * 64.0,
      [&] {
        const auto priced = *venue.price(listing, market);
        Workspace workspace = priced.workspace();
        benchmark::DoNotOptimize(priced.evaluate(rows.at(0), workspace));
      },
      [&] {
        textbook_table(listing, market, margin.scenarios(market), table);
        benchmark::DoNotOptimize(table.data());
      });
}

BENCHMARK_CAPTURE(tick, black, Black{})->UseManualTime();
BENCHMARK_CAPTURE(tick, jump_diffusion, JumpDiffusion{})->UseManualTime();

}  // namespace
}  // namespace bulwark::bench
