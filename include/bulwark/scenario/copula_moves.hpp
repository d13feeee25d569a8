#pragma once

#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/scenario/copula_sampler.hpp"
#include "bulwark/scenario/simulated_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Simulated moves of laws joined by a copula, all of the same probability. The same seed gives the same ones on any machine.
struct CopulaMoves {
  Copula copula;
  Index count = 10'000;  ///< scenarios
  std::uint64_t seed = 0;
  bool is_paired = false;  ///< antithetic scores: only pairs are independent of each other
  double vol_power = 0.0;  ///< *assumed*: volatility moves as the price to this power

  Index size() const noexcept { return count; }

  /// Assets that the copula does not have do not move.
  ScenarioSet scenarios(const MarketState& market) const {
    return simulated_set(CopulaSampler(copula, seed, is_paired), market, count, vol_power);
  }

  Faults faults() const {
    Faults found = copula.faults();
    if (count < 1) report(found, FaultCode::not_positive, "copula_moves.count", {}, static_cast<double>(count));
    if (is_paired && count % 2 != 0) report(found, FaultCode::out_of_range, "copula_moves.count", {}, static_cast<double>(count));
    if (!(magnitude(vol_power) <= 10.0)) report(found, FaultCode::out_of_range, "copula_moves.vol_power", {}, vol_power);
    return found;
  }
};
static_assert(AsksForScenarios<CopulaMoves>);

}  // namespace bulwark::BULWARK_TARGET
