#pragma once

#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Between two margin rules, of any kind, while one gives way to the other: so much of the new requirement and the rest of the old. What
/// opens may obey the new rule before what is liquidated does (Euler v2 does so with its ramps); the initial requirement is never below
/// the maintenance. Each rule sees its own scenarios. At 0 and 1 exactly the one rule; in between, within one rounding of the line.
template <MarginPolicy Old, MarginPolicy New>
struct BlendedMargin {
  Old before;
  New after;
  double initial_share;      ///< of the new rule in the initial requirement, in [0, 1]
  double maintenance_share;  ///< the same in the maintenance requirement

  static constexpr Index scenario_sets = bulwark::scenario_sets<Old>() + bulwark::scenario_sets<New>();

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const {
    bulwark::ask(before, market, sets);
    bulwark::ask(after, market, sets);
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    const Requirement was = before.requirement(account, profits), is = after.requirement(account, profits.after(first_of_new));
    const double maintenance = blend(was.maintenance, is.maintenance, maintenance_share);
    return {.initial = greatest(maintenance, blend(was.initial, is.initial, initial_share)),
            .maintenance = maintenance,
            .binding = maintenance_share < 0.5 ? was.binding : is.binding};
  }

  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept
      requires(HasSlope<Old>&& HasSlope<New>) {
    const Profits after_old = profits.after(first_of_new);
    const Requirement was = before.requirement(account, profits), is = after.requirement(account, after_old);
    const Slope from = before.slope(account, profits, row, first_block);
    const Slope to = after.slope(account, after_old, row, first_block + first_of_new);
    const double maintenance = blend(from.maintenance, to.maintenance, maintenance_share);
    const bool is_kept_up = blend(was.initial, is.initial, initial_share) < blend(was.maintenance, is.maintenance, maintenance_share);
    return {is_kept_up ? maintenance : blend(from.initial, to.initial, initial_share), maintenance};
  }

  Faults faults() const {
    Faults found = faults_of(before);
    append(found, faults_of(after));
    const auto check = [&](double share, const char* field) {
      if (!(share >= 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, field, {}, share);
    };
    check(initial_share, "blended_margin.initial_share"), check(maintenance_share, "blended_margin.maintenance_share");
    return found;
  }

 private:
  static constexpr Index first_of_new = bulwark::scenario_sets<Old>();

  static double blend(double was, double is, double share) noexcept {
    const double line = fma(share, pinned(is) - pinned(was), was);
    return share == 1.0 ? is + product(0.0, was) : least(greatest(line, least(was, is)), greatest(was, is));
  }
};
template <MarginPolicy Old, MarginPolicy New>
BlendedMargin(Old, New, double, double) -> BlendedMargin<Old, New>;

}  // namespace bulwark::BULWARK_TARGET
