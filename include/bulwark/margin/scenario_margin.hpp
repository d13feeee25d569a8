#pragma once

#include "bulwark/margin/far_relief.hpp"
#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/math/nearest_multiple.hpp"
#include "bulwark/scenario/bought_row.hpp"
#include "bulwark/scenario/shock_grid.hpp"

namespace bulwark::BULWARK_TARGET {

/// The worst loss on a grid of price and volatility moves, for each risk unit by itself; the units' losses add, because their
/// moves are independent. Source of the form: Deribit portfolio margin (2024); with its defaults switched off, any scan risk.
struct ScenarioMargin {
  ShockGrid grid;
  double initial_factor = 1.0;      ///< on the loss
  double maintenance_factor = 1.0;  ///< on the loss, <= initial_factor
  double far_relief = 0.0;          ///< quote; what `FarRelief` takes off far losses (0: they count in full)
  double rounding = 0.0;            ///< settlement units; a unit's loss is rounded to a multiple of it (0: not)

  static constexpr bool reads_positions = false, follows_market = false;

  ScenarioSet scenarios(const MarketState& market) const { return grid.scenarios(std::ssize(market.assets)); }

  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    return sum_of_worst(
        profits, initial_factor, maintenance_factor,
        [&](const HeldUnit& unit, std::span<const double> profit) { return worst_on(unit, profit); },
        [&](const HeldUnit& unit, double loss) { return nearest_multiple(loss, rounding, unit.price); }, far_relief == 0.0);
  }

  /// A risk unit's worst scenario after the relief on far losses, and the runner-up.
  Worst worst_on(const HeldUnit& unit, std::span<const double> profit) const noexcept {
    return far_relief == 0.0 ? worst_of(profit) : relieved_worst(unit, profit);
  }

  /// The binding column of the instrument's own risk unit; a unit that is empty starts from its own worst column.
  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept {
    const PricedMarket& market = account.market();
    const ScenarioBlock& block = market.blocks()[static_cast<std::size_t>(first_block)];
    const BoughtRow gain(market, row, first_block);
    // Relief absorbs the far losses of a position that has just been opened.
    const Index charged = far_relief == 0.0 ? block.count : grid.near_size();
    double fall = 0.0;
    for (Index s = 0; s < charged; ++s) fall = least(fall, gain(s));
    profits.each([&](const HeldUnit& unit, std::span<const double> profit) {
      if (!would_join(market, row, block, unit)) return;
      const Worst worst = worst_on(unit, profit);
      // Ties: the requirement rises with the worst of the tied columns.
      fall = worst.lowest < 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
      for (Index s = 0; s < std::ssize(profit); ++s)
        if (relieved(unit, profit, s) == worst.lowest) fall = least(fall, gain(s));
    });
    return {-product(initial_factor, fall), -product(maintenance_factor, fall)};
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index first_block) const noexcept {
    const ScenarioBlock& block = market.blocks()[static_cast<std::size_t>(first_block)];
    const Index unit = static_cast<Index>(market.terms(bought.row).unit);
    const RiskUnit own = market.units()[static_cast<std::size_t>(unit)];
    // A unit's loss is rounded in the settlement of the first that nets with it, and relieved by that one's asset.
    double step = 0.0;
    for (Index u = 0; u < std::ssize(market.units()); ++u) {
      const RiskUnit other = market.units()[static_cast<std::size_t>(u)];
      if (would_join(market, bought.row, block, HeldUnit{.asset = other.asset, .settlement = other.settlement}))
        step = greatest(step, product(rounding, market.settlement_price(u)));
      else
        continue;
      if (far_relief != 0.0 && (other.asset != own.asset || is_in_coins(other) != is_in_coins(own))) return unknown_steepness;
    }
    const std::span<const double> gains = market.profits(bought.row, first_block);
    const double* leg_row = market.leg_row(unit) + block.first;
    double most = 0.0;
    for (Index s = 0; s < block.count; ++s)
      most = greatest(most, magnitude(fma(bought.outright, leg_row[s], gains[static_cast<std::size_t>(s)])));
    return {.per_contract = product(initial_factor, most),
            .per_quote = initial_factor,
            .jump = product(initial_factor, step),
            .is_convex = true};
  }

  Faults faults() const {
    Faults found = grid.faults();
    check_factors(found, "scenario_margin.initial_factor", initial_factor, "scenario_margin.maintenance_factor", maintenance_factor);
    if (!(far_relief >= 0.0 && is_finite(far_relief))) report(found, FaultCode::out_of_range, "scenario_margin.far_relief", {}, far_relief);
    if (!(rounding >= 0.0 && is_finite(rounding))) report(found, FaultCode::out_of_range, "scenario_margin.rounding", {}, rounding);
    return found;
  }

 private:
  bool is_in_coins(const RiskUnit& unit) const noexcept { return grid.numeraire == Numeraire::settlement && unit.settlement == unit.asset; }

  [[gnu::noinline]] Worst relieved_worst(const HeldUnit& unit, std::span<const double> profit) const noexcept {
    Worst worst = worst_of(profit.first(static_cast<std::size_t>(grid.near_size())));
    for (Index s = grid.near_size(); s < grid.size(); ++s) add_case(worst, relieved(unit, profit, s), s);
    return worst;
  }

  /// A scenario's profit after the relief on far losses.
  double relieved(const HeldUnit& unit, std::span<const double> profit, Index s) const noexcept {
    const double p = profit[static_cast<std::size_t>(s)];
    if (far_relief == 0.0 || s < grid.near_size() || !(p < 0.0)) return p;
    const double move = grid.far_moves[static_cast<std::size_t>(s - grid.near_size())];
    return FarRelief{far_relief}.relieved(p, move, grid.edge(row(unit.asset), move), is_in_coins({unit.asset, unit.settlement}));
  }
};
static_assert(HasSlope<ScenarioMargin> && AsksForScenarios<ScenarioMargin>);

}  // namespace bulwark::BULWARK_TARGET
