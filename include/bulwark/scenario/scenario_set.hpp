#pragma once

#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// What profits are counted in while a rule compares scenarios.
enum class Numeraire {
  quote,       ///< converted at the moved price; positions on one asset net whatever they settle in
  settlement,  ///< settlement units at today's price (venues that margin each coin by itself)
};

/// How a volatility move depends on the time left: relative move x (reference / days)^power.
/// Source: Deribit portfolio margin (2024), "short/long term vega power".
struct VolatilityTerm {
  double reference_days = 30.0;
  double short_power = 0.0;    ///< for days < reference_days
  double long_power = 0.0;     ///< for the rest
  double least_days = 1.0;     ///< shorter terms count as this
  double floor_when_up = 0.0;  ///< a volatility moved up ends at least here, if it is below; per sqrt(year)
};

/// Moves of every asset under every scenario. Tables are scenario x asset, row by row.
struct ScenarioSet {
  Index scenarios = 0;
  Index assets = 0;
  std::vector<double> price_move;  ///< relative, > -1: price becomes price x (1 + move)
  std::vector<double> vol_move;    ///< relative, before the term scale
  std::vector<double> weight;      ///< share of the profit that counts (damped far tails), 1 ordinarily
  VolatilityTerm term{};
  Numeraire numeraire = Numeraire::quote;
  bool joint = false;  ///< one state of the world for all assets; otherwise each asset's moves stand alone

  std::size_t at(Index scenario, AssetId asset) const noexcept { return static_cast<std::size_t>(scenario * assets + row(asset)); }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The factor on a relative volatility move for an option with `years` left.
inline double term_scale(const VolatilityTerm& term, double years) noexcept {
  const double days = greatest(years * 365.0, term.least_days);
  const double power = days < term.reference_days ? term.short_power : term.long_power;
  return power == 0.0 ? 1.0 : exp(product(power, log(term.reference_days / days)));
}

}  // namespace bulwark::BULWARK_TARGET
