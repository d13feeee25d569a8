#pragma once

#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/scenario/bought_row.hpp"
#include "bulwark/scenario/history.hpp"
#include "bulwark/var/tail_scenarios.hpp"

namespace bulwark::inline v1 {

/// What of a tail an account must be able to lose.
enum class TailMeasure {
  value_at_risk,       ///< the loss of rank ceil(scenarios x tail): not coherent, two books may need more together than apart
  expected_shortfall,  ///< the mean of the scenarios x tail worst (Rockafellar and Uryasev, 2000)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Value at risk, or expected shortfall, as margin. Under joint moves (history, Monte Carlo) an account is one risk and nets across assets;
/// otherwise each risk unit's measure is by itself, and they add. Never negative. `moves` says what may happen: `History`, a simulation, a
/// grid. Limits: fewer scenarios than the tail needs, or more than `most_in_tail` of them in it, make the requirement unknown.
/// The horizon is that of the moves: over more days take moves of as many days, because jumps do not grow with the root of time.
template <AsksForScenarios Moves>
struct TailMargin {
  Moves moves;
  double tail = 0.01;  ///< share of scenarios, in (0, 1); 0.01 is 99 %
  TailMeasure measure = TailMeasure::expected_shortfall;
  double initial_factor = 1.0;      ///< on the measure
  double maintenance_factor = 1.0;  ///< on the measure, <= initial_factor

  ScenarioSet scenarios(const MarketState& market) const { return moves.scenarios(market); }

  /// The binding scenario is that of the rank, or the worst of the tail.
  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    Requirement sum;
    double total = 0.0;
    profits.each([&](const HeldUnit& unit, std::span<const double> profit) {
      const TailScenarios in_tail(profit, tail);
      const double loss = greatest(0.0, -worth(in_tail));
      total += loss;
      if (!(loss > 0.0) || (sum.binding && !(loss > sum.binding->loss))) return;
      const std::span<const Placed> worst = in_tail.worst();
      const std::size_t at = measure == TailMeasure::value_at_risk ? worst.size() - 1 : 0;
      const double next = at + 1 < worst.size() ? worst[at + 1].value : std::numeric_limits<double>::infinity();
      sum.binding = Binding{.scenario = worst[at].place, .asset = unit.asset, .loss = loss, .gap = next - worst[at].value};
    });
    sum.initial = product(initial_factor, total);
    sum.maintenance = product(maintenance_factor, total);
    return sum;
  }

  /// The Euler contribution of one more contract: its mean loss in the tail of the account's risk unit, or its loss where the quantile is.
  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept {
    const PricedMarket& market = account.market();
    const ScenarioBlock& block = market.blocks()[static_cast<std::size_t>(first_block)];
    const BoughtRow gain(market, row, first_block);
    bool is_held = false;
    double rise = 0.0;
    profits.each([&](const HeldUnit& unit, std::span<const double> profit) {
      if (!would_join(market, row, block, unit)) return;
      is_held = true;
      const TailScenarios in_tail(profit, tail);
      const double loss = -worth(in_tail);
      if (loss < 0.0) return;  // a little more of anything leaves nothing to require
      rise = is_shortfall() ? -in_tail.mean_slope(profit, gain) : -in_tail.quantile_slope(profit, gain);
      if (loss == 0.0) rise = greatest(0.0, rise);
    });
    if (!is_held) {  // a risk of its own, from nothing: all its scenarios are tied
      SmallestFew<most_in_tail> fewest(TailScenarios::wanted(gain.size(), tail));
      for (Index s = 0; s < gain.size(); ++s) fewest.add(gain(s), s);
      rise = greatest(0.0, -worth(TailScenarios(fewest, gain.size(), tail)));
    }
    return {product(initial_factor, rise), product(maintenance_factor, rise)};
  }

  Faults faults() const {
    Faults found = faults_of(moves);
    if (!(tail > 0.0 && tail < 1.0)) report(found, FaultCode::out_of_range, "tail_margin.tail", {}, tail);
    check_factors(found, "tail_margin.initial_factor", initial_factor, "tail_margin.maintenance_factor", maintenance_factor);
    if constexpr (requires { moves.size(); })
      if (tail > 0.0 && tail < 1.0 && TailScenarios::wanted(moves.size(), tail) == 0)
        report(found, FaultCode::out_of_range, "tail_margin.scenarios", {}, static_cast<double>(moves.size()));
    return found;
  }

 private:
  bool is_shortfall() const noexcept { return measure == TailMeasure::expected_shortfall; }
  double worth(const TailScenarios& in_tail) const noexcept { return is_shortfall() ? in_tail.mean() : in_tail.quantile(); }
};
static_assert(HasSlope<TailMargin<History>> && AsksForScenarios<TailMargin<History>>);

/// Margin by value at risk over `moves`, `tail` in (0, 1).
template <AsksForScenarios Moves>
TailMargin<Moves> value_at_risk_margin(Moves moves, double tail) {
  return {.moves = std::move(moves), .tail = tail, .measure = TailMeasure::value_at_risk};
}

/// Margin by expected shortfall over `moves`, `tail` in (0, 1).
template <AsksForScenarios Moves>
TailMargin<Moves> expected_shortfall_margin(Moves moves, double tail) {
  return {.moves = std::move(moves), .tail = tail, .measure = TailMeasure::expected_shortfall};
}

}  // namespace bulwark::BULWARK_TARGET
