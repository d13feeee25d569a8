#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// How far a set's scenarios go for one asset, sizes: a scenario whose profits count in part goes only that part of its way. What a
/// declared stress is held against (`CoverageRule`).
struct ScenarioReach {
  double fall = 0.0;             ///< relative
  double rise = 0.0;             ///< relative
  double volatility_fall = 0.0;  ///< relative, before the term's scale
  double volatility_rise = 0.0;  ///< relative, before the term's scale
};

/// NaN where a scenario's move is. An asset that follows another is reached where its own column is.
inline ScenarioReach scenario_reach(const ScenarioSet& set, AssetId asset) noexcept {
  ScenarioReach reach;
  for (Index s = 0; s < set.scenarios; ++s) {
    const std::size_t cell = set.at(s, asset);
    const double price = product(set.price_move[cell], set.weight[cell]), volatility = product(set.vol_move[cell], set.weight[cell]);
    reach.fall = greatest(reach.fall, -price);
    reach.rise = greatest(reach.rise, price);
    reach.volatility_fall = greatest(reach.volatility_fall, -volatility);
    reach.volatility_rise = greatest(reach.volatility_rise, volatility);
  }
  return reach;
}

}  // namespace bulwark::BULWARK_TARGET
