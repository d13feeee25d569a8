#pragma once

#include <array>
#include <optional>

#include "bulwark/margin/far_relief.hpp"
#include "bulwark/margin/pnl_offset.hpp"
#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/math/nearest_multiple.hpp"
#include "bulwark/scenario/shock_grid.hpp"

namespace bulwark::BULWARK_TARGET {

/// One asset of an `OffsetMargin`.
struct OffsetMatrix {
  ShockGrid grid;                ///< counted in quote; of one shape with the other assets' grids
  double far_relief = 0.0;       ///< quote; what `FarRelief` takes off far losses of its pairs together
  PnlOffset offset{};            ///< what a gain is worth to the other units of its set
  std::optional<AssetId> set{};  ///< assets of one set move together, scenario by scenario; none: by itself
};

/// The worst loss of a grid for each set of risk units that may offset each other in part: under each scenario losses add in full and gains
/// at their share, and the sets' worst losses add, because sets move by themselves. A unit is an asset or, with `are_pairs_apart`, an asset
/// in one settlement. Source of the form: Deribit cross portfolio margin (API answers of 2024 and 2026).
/// A pair of units that offset exactly is still charged the share of its gain that does not count.
struct OffsetMargin {
  std::vector<OffsetMatrix> of_asset;  ///< row AssetId; a market with more assets is refused
  bool are_pairs_apart = false;
  double initial_factor = 1.0;      ///< on the loss
  double maintenance_factor = 1.0;  ///< on the loss, <= initial_factor
  double rounding = 0.0;            ///< quote; a set's loss is rounded to a multiple of it (0: not)

  ScenarioSet scenarios(const MarketState& market) const {
    const Index assets = std::ssize(market.assets);
    ScenarioSet set = of_asset.front().grid.scenarios(assets);
    set.pairs_apart = are_pairs_apart;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    for (Index a = 0; a < assets; ++a) {
      const bool is_known = a < std::ssize(of_asset);
      const ScenarioSet own = is_known ? of_asset[static_cast<std::size_t>(a)].grid.scenarios(assets) : ScenarioSet{};
      for (Index s = 0; s < set.scenarios; ++s) {
        const std::size_t cell = set.at(s, static_cast<AssetId>(a));
        set.price_move[cell] = is_known ? own.price_move[cell] : unknown;
        set.vol_move[cell] = is_known ? own.vol_move[cell] : unknown;
        set.weight[cell] = is_known ? own.weight[cell] : unknown;
      }
    }
    return set;
  }

  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    return sum_of_worst(
        profits, initial_factor, maintenance_factor,
        [&](const HeldUnit& unit, std::span<const double>) { return worst_of_set(unit, profits); },
        [&](const HeldUnit&, double loss) { return nearest_multiple(loss, rounding); });
  }

  /// A unit's worst scenario by itself.
  Worst worst_on(const HeldUnit& unit, std::span<const double> profit) const noexcept {
    Worst worst = none();
    for (Index s = 0; s < std::ssize(profit); ++s)
      add_case(worst, relieved(unit.asset, counted(unit.asset, profit[static_cast<std::size_t>(s)]), s), s);
    return worst;
  }

  Faults faults() const {
    Faults found;
    if (of_asset.empty()) report(found, FaultCode::empty, "offset_margin.of_asset");
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const OffsetMatrix &one = of_asset[static_cast<std::size_t>(a)], &first = of_asset.front();
      for (Fault fault : one.grid.faults())
        found.push_back({fault.code, fault.field, {.outer = a, .inner = fault.where.outer}, fault.value});
      for (Fault fault : one.offset.faults()) found.push_back({fault.code, fault.field, {.outer = a}, fault.value});
      const auto check = [&](bool good, const char* field, double value) {
        if (!good) report(found, FaultCode::out_of_range, field, {.outer = a}, value);
      };
      check(one.far_relief >= 0.0 && is_finite(one.far_relief), "offset_margin.far_relief", one.far_relief);
      check(one.grid.numeraire == Numeraire::quote, "offset_margin.numeraire", static_cast<double>(one.grid.numeraire));
      check(
          one.grid.size() == first.grid.size() && one.grid.near_size() == first.grid.near_size() && is_same(one.grid.term, first.grid.term),
          "offset_margin.shape", static_cast<double>(one.grid.size()));
      check(!one.set || row(*one.set) < std::ssize(of_asset), "offset_margin.set", one.set ? static_cast<double>(*one.set) : -1.0);
    }
    check_factors(found, "offset_margin.initial_factor", initial_factor, "offset_margin.maintenance_factor", maintenance_factor);
    if (!(rounding >= 0.0 && is_finite(rounding))) report(found, FaultCode::out_of_range, "offset_margin.rounding", {}, rounding);
    return found;
  }

 private:
  static bool is_same(const VolatilityTerm& a, const VolatilityTerm& b) noexcept {
    return a.reference_days == b.reference_days && a.short_power == b.short_power && a.long_power == b.long_power &&
           a.least_days == b.least_days && a.floor_when_up == b.floor_when_up;
  }

  static Worst none() noexcept { return {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(), -1}; }

  const OffsetMatrix& matrix(AssetId asset) const noexcept { return of_asset[static_cast<std::size_t>(row(asset))]; }
  AssetId set_of(AssetId asset) const noexcept { return matrix(asset).set.value_or(asset); }

  /// What a unit's profit is to the others of its set.
  double counted(AssetId asset, double profit) const noexcept { return matrix(asset).offset.counted(profit); }

  /// What an asset's profit, over its pairs, is to its set.
  double relieved(AssetId asset, double profit, Index s) const noexcept {
    const ShockGrid& grid = matrix(asset).grid;
    if (s < grid.near_size()) return profit;
    const double move = grid.far_moves[static_cast<std::size_t>(s - grid.near_size())];
    return FarRelief{matrix(asset).far_relief}.relieved(profit, move, grid.edge(row(asset), move), false);
  }

  /// The worst scenario of the set that `unit` is the first of; nothing for the set's other units, which are in it.
  Worst worst_of_set(const HeldUnit& unit, const Profits& profits) const noexcept {
    const AssetId own = set_of(unit.asset);
    bool is_first = true;
    Index scenarios = 0;
    profits.each([&](const HeldUnit& other, std::span<const double> profit) {
      is_first = is_first && !(&other < &unit && set_of(other.asset) == own);
      scenarios = std::ssize(profit);
    });
    if (!is_first) return {};
    Worst worst = none();
    using Eight = std::array<double, 8>;  // scenarios at a time, so that nothing is allocated
    const auto at = [](Index i) { return static_cast<std::size_t>(i); };
    for (Index first = 0; first < scenarios; first += 8) {
      const Index count = scenarios - first < 8 ? scenarios - first : 8;
      Eight sum{}, of_pairs{};
      const HeldUnit* last = nullptr;
      const auto close = [&] {
        for (Index i = 0; i < count && last; ++i) sum[at(i)] += relieved(last->asset, of_pairs[at(i)], first + i);
        of_pairs = {};
      };
      profits.each([&](const HeldUnit& other, std::span<const double> profit) {
        if (set_of(other.asset) != own) return;
        if (last && last->asset != other.asset) close();
        for (Index i = 0; i < count; ++i) of_pairs[at(i)] += counted(other.asset, profit[at(first + i)]);
        last = &other;
      });
      close();
      for (Index i = 0; i < count; ++i) add_case(worst, sum[at(i)], first + i);
    }
    return worst;
  }
};
static_assert(MarginPolicy<OffsetMargin> && AsksForScenarios<OffsetMargin>);

}  // namespace bulwark::BULWARK_TARGET
