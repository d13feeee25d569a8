#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Calls visit(account, profits) with what an account holds on each asset, whatever it settles in, in listing order; the cash belongs to
/// none. Domain: scenarios under which assets move alone and follow no other.
template <class Visit>
void on_each_asset(const ValuedAccount& account, const Profits& profits, Visit visit) noexcept {
  const std::span<const HeldUnit> units = account.units;
  for (std::size_t first = 0, end = 0; first < units.size(); first = end) {
    while (end < units.size() && units[end].asset == units[first].asset) ++end;
    visit(account.part(first, end - first), profits.part(first, end - first));
  }
}

/// A margin policy for each asset by itself; the requirements add. Where a rulebook takes the larger of two rules per risk unit,
/// `EachAsset{largest_of(a, b)}` says so. Domain: as `on_each_asset`; no part that reads the account's cash.
template <MarginPolicy Part>
struct EachAsset {
  Part part;

  static constexpr Index scenario_sets = bulwark::scenario_sets<Part>();

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const { bulwark::ask(part, market, sets); }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement sum;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits& of_own) {
      const Requirement one = part.requirement(own, of_own);
      sum.initial += pinned(one.initial);
      sum.maintenance += pinned(one.maintenance);
      if (one.binding && (!sum.binding || one.binding->loss > sum.binding->loss)) sum.binding = one.binding;
    });
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept requires(HasSlope<Part>) {
    const AssetId asset = account.market().terms(row).asset;
    Slope own = part.slope(account.part(0, 0), profits.part(0, 0), row, first_block);
    on_each_asset(account, profits, [&](const ValuedAccount& held, const Profits& of_held) {
      if (held.units.front().asset == asset) own = part.slope(held, of_held, row, first_block);
    });
    return own;
  }

  Faults faults() const { return faults_of(part); }
};
template <MarginPolicy Part>
EachAsset(Part) -> EachAsset<Part>;

}  // namespace bulwark::BULWARK_TARGET
