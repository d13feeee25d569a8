// How long does a tick take? 2,000 instruments priced under 64 scenarios with their Greeks, and then one account of 20 positions: what
// passes between a market that moved and the first answer. Against a table of values alone by the textbook formula and std::erfc.

#include <cmath>

#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

double textbook_value(double forward, double strike, double deviation, double side) {
  const double d1 = std::log(forward / strike) / deviation + 0.5 * deviation, d2 = d1 - deviation;
  const auto cdf = [](double x) { return 0.5 * std::erfc(-x * 0.70710678118654752440); };
  return side * (forward * cdf(side * d1) - strike * cdf(side * d2));
}

// Profits only: no Greeks, no checks, flat volatility, no terms.
void textbook_table(const Listing& listing, const MarketState& market, const ScenarioSet& set, std::vector<double>& table) {
  std::size_t cell = 0;
  for (Index row = 0; row < listing.rows(); ++row) {
    const Instrument& instrument = listing[row].instrument;
    const AssetMarket& asset = market[asset_of(instrument)];
    const auto* option = std::get_if<VanillaOption>(&instrument);
    const Timestamp expiry = expiry_of(instrument);
    const double forward = expiry == perpetual ? asset.spot : forward_at(asset, market.now, expiry).forward;
    const double root_years = option ? std::sqrt(years_between(market.now, expiry)) : 0.0;
    const double volatility = std::get<FlatVolatility>(asset.volatility).volatility;
    const double base = option ? textbook_value(forward, option->strike, volatility * root_years, sign(option->side)) : forward;
    for (Index s = 0; s < set.scenarios; ++s) {
      const std::size_t at = set.at(s, asset_of(instrument));
      const double moved = forward * (1.0 + set.price_move[at]), moved_volatility = volatility * (1.0 + set.vol_move[at]);
      const double value = option ? textbook_value(moved, option->strike, moved_volatility * root_years, sign(option->side)) : moved;
      table[cell++] = (value - base) * set.weight[at];
    }
  }
}

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
