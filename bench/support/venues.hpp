#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/short_option_floor.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "support/made_up_venue.hpp"

namespace bulwark::bench {

template <class Margin>
auto venue_with(Margin margin) {
  return RiskEvaluator{Haircut{.otherwise = {.initial = 0.1, .maintenance = 0.05}}, margin, Black{}, NoVar{}, HealthThreshold{}};
}

/// The worst of 64 scenarios, and nothing else.
inline auto worst_of_64() { return venue_with(ScenarioMargin{.grid = sixty_four(), .initial_factor = 1.3}); }

/// The same and what portfolio margins add to it: a charge on notional, a floor on short options, the basis between expiries.
inline auto worst_and_charges() {
  return venue_with(sum_of(ScenarioMargin{.grid = sixty_four(), .initial_factor = 1.3}, NotionalMargin{{0.006, 0.005}},
                           ShortOptionFloor{0.001}, RollCharge{0.005, 0.02}));
}

/// The larger of scenarios and notional.
inline auto worst_or_notional() {
  return venue_with(largest_of(ScenarioMargin{.grid = sixty_four(), .initial_factor = 1.3}, NotionalMargin{{0.02, 0.01}}));
}

/// A real venue: Deribit's portfolio margin with all its charges, under its own 35 scenarios.
inline auto deribit() { return venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()); }

/// The same rules with price steps as fine as make 64 scenarios.
inline auto deribit_of_64() {
  auto venue = deribit();
  std::get<ScenarioMargin>(venue.margin.parts).grid.steps_per_side = 10;
  std::get<ScenarioMargin>(venue.margin.parts).grid.far_moves = {-0.5};
  return venue;
}

}  // namespace bulwark::bench
