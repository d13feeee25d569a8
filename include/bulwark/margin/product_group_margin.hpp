#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "bulwark/margin/contract_minimum.hpp"
#include "bulwark/margin/pnl_offset.hpp"
#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/scenario/scenario_list.hpp"

namespace bulwark::BULWARK_TARGET {

/// The worst of a list of scenarios where assets of one product group offset each other in part: at each point of the list losses count in
/// full, gains of other assets with the group's share. At least the minimum of the group's contracts; groups add.
/// Source: OCC TIMS, product group offsets (customer portfolio margin guide). The points of two assets are the same places of their own
/// ranges, not the same moves. Domain: at most `most_scenarios`; assets that follow no other.
struct ProductGroupMargin {
  ScenarioList list;
  std::vector<Index> group_of_asset{};       ///< row AssetId; -1, and assets beyond it: a group by itself
  std::vector<PnlOffset> offset_of_group{};  ///< row group; what an asset's gain is worth to the others
  ContractMinimum minimum{0.0};

  static constexpr std::size_t most_scenarios = 64;

  ScenarioSet scenarios(const MarketState& market) const { return list.set(std::ssize(market.assets)); }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement sum;
    const std::size_t points = list.scenarios.size();
    std::size_t before = 0;
    profits.each([&](const HeldUnit& first, std::span<const double> own) {
      const Index group = group_of(first.asset);
      bool is_done = false;
      for (std::size_t u = 0; u < before; ++u) is_done = is_done || (group >= 0 && group_of(account.units[u].asset) == group);
      while (before < account.units.size() && account.units[before].asset == first.asset) ++before;
      if (is_done) return;
      std::array<double, most_scenarios> total{};
      if (group < 0) {
        std::copy(own.begin(), own.end(), total.begin());
      } else {
        const PnlOffset& offset = offset_of_group[static_cast<std::size_t>(group)];
        profits.each([&](const HeldUnit& other, std::span<const double> profit) {
          if (group_of(other.asset) != group) return;
          for (std::size_t s = 0; s < points; ++s) total[s] += offset.counted(profit[s]);
        });
      }
      double least_amount = 0.0;
      for (const ValuedPosition& p : account.positions())
        if (p.terms.asset == first.asset || (group >= 0 && group_of(p.terms.asset) == group)) least_amount += minimum.charge(p);
      const Worst worst = worst_of(std::span{total}.first(points));
      const double loss = greatest(0.0, -worst.lowest), charged = greatest(loss, least_amount);
      sum.initial += charged;
      if (worst.lowest < 0.0 && loss == charged && (!sum.binding || loss > sum.binding->loss))
        sum.binding = Binding{.scenario = worst.index, .asset = first.asset, .loss = loss, .gap = worst.runner_up - worst.lowest};
    });
    sum.maintenance = sum.initial;
    return sum;
  }

  Faults faults() const {
    Faults found = list.faults();
    append(found, minimum.faults());
    if (list.scenarios.size() > most_scenarios)
      report(found, FaultCode::out_of_range, "product_group_margin.list", {}, static_cast<double>(list.scenarios.size()));
    for (const PnlOffset& offset : offset_of_group) append(found, offset.faults());
    for (Index a = 0; a < std::ssize(group_of_asset); ++a)
      if (const Index group = group_of(static_cast<AssetId>(a)); group < -1 || group >= std::ssize(offset_of_group))
        report(found, FaultCode::out_of_range, "product_group_margin.group_of_asset", {.outer = a}, static_cast<double>(group));
    return found;
  }

 private:
  Index group_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(group_of_asset) ? group_of_asset[static_cast<std::size_t>(asset)] : -1;
  }
};
static_assert(MarginPolicy<ProductGroupMargin> && AsksForScenarios<ProductGroupMargin>);

}  // namespace bulwark::BULWARK_TARGET
