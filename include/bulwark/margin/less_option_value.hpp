#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A risk less what the options are worth net, quote: bought options pay for it, the mark of sold ones is asked for on top.
inline double less_option_value(double risk, double net_option_value) noexcept { return greatest(0.0, risk - net_option_value); }

/// A margin policy less the net value of all options held, not below 0. With a collateral policy that leaves option values aside
/// (`OptionsAside`): counted in both, they would count twice.
/// Source: CME SPAN, total requirement; one commodity's excess of option value serves the others ("limits on available net option value",
/// PC-SPAN reports, standard setting: none).
template <MarginPolicy Part>
struct LessOptionValue {
  Part part;

  static constexpr Index scenario_sets = bulwark::scenario_sets<Part>();

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const { bulwark::ask(part, market, sets); }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double value = 0.0;
    for (const HeldUnit& unit : account.units) value = fma(unit.option_value, unit.price, value);
    Requirement left = part.requirement(account, profits);
    left.initial = less_option_value(pinned(left.initial), value);
    left.maintenance = less_option_value(pinned(left.maintenance), value);
    return left;
  }

  Faults faults() const { return faults_of(part); }
};
template <MarginPolicy Part>
LessOptionValue(Part) -> LessOptionValue<Part>;

}  // namespace bulwark::BULWARK_TARGET
