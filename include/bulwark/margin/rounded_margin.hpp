#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/settlement_price.hpp"
#include "bulwark/math/nearest_multiple.hpp"

namespace bulwark::BULWARK_TARGET {

/// A margin policy whose initial requirement is rounded, at the end, to a multiple of a step of one settlement asset; never below what it
/// asks for maintenance. Source: Deribit's API prints initial margins of coins and of USD so (9 decimals), maintenance margins not (2024,
/// 2026).
template <MarginPolicy Part>
struct RoundedMargin {
  Part part;
  AssetId settlement;  ///< what is counted; an account that holds nothing settled in it is not rounded
  double step = 1e-9;  ///< settlement units

  static constexpr Index scenario_sets = bulwark::scenario_sets<Part>();

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const { bulwark::ask(part, market, sets); }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement rounded = part.requirement(account, profits);
    const std::optional<double> price = settlement_price(account, settlement);
    if (price) rounded.initial = greatest(nearest_multiple(rounded.initial, step, *price), rounded.maintenance);
    return rounded;
  }

  Faults faults() const {
    Faults found = faults_of(part);
    if (!(step >= 0.0 && is_finite(step))) report(found, FaultCode::out_of_range, "rounded_margin.step", {}, step);
    return found;
  }
};
template <MarginPolicy Part>
RoundedMargin(Part, AssetId) -> RoundedMargin<Part>;
template <MarginPolicy Part>
RoundedMargin(Part, AssetId, double) -> RoundedMargin<Part>;

}  // namespace bulwark::BULWARK_TARGET
