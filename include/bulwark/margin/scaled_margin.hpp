#pragma once

#include "bulwark/margin/depeg_charge.hpp"
#include "bulwark/margin/worst_cases.hpp"

namespace bulwark::BULWARK_TARGET {

/// A margin policy times a factor. The initial factor grows while the quote is below its peg.
/// Source: Derive v2, "im factor" and "pegLoss" of the portfolio margin managers (v2-core at 7736900, 2026).
template <MarginPolicy Part>
struct ScaledMargin {
  Part part;
  double initial_factor;      ///< >= maintenance_factor
  double maintenance_factor;  ///< > 0
  Depeg depeg{};              ///< added to the initial factor

  static constexpr Index scenario_sets = bulwark::scenario_sets<Part>();

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const { bulwark::ask(part, market, sets); }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement scaled = part.requirement(account, profits);
    scaled.initial = product(pinned(scaled.initial), initial_factor + depeg.loss(account.market().quote_price));
    scaled.maintenance = product(pinned(scaled.maintenance), maintenance_factor);
    return scaled;
  }

  Faults faults() const {
    Faults found = faults_of(part);
    check_factors(found, "scaled_margin.initial_factor", initial_factor, "scaled_margin.maintenance_factor", maintenance_factor);
    append(found, depeg.faults());
    return found;
  }
};
template <MarginPolicy Part>
ScaledMargin(Part, double, double) -> ScaledMargin<Part>;
template <MarginPolicy Part>
ScaledMargin(Part, double, double, Depeg) -> ScaledMargin<Part>;

}  // namespace bulwark::BULWARK_TARGET
