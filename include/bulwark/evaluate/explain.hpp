#pragma once

#include <tuple>

#include "bulwark/core/rulebook.hpp"
#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/tick.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/worst.hpp"

namespace bulwark::inline v1 {

/// What one position adds to the profit of a scenario. Quote.
struct Contribution {
  Index row;        ///< of the listing; -1: coins and entry prices, which move with their settlement asset
  double quantity;  ///< contracts, or settlement units
  double profit;    ///< quote
};

/// One risk unit under one set of scenarios.
struct UnitExplanation {
  Index block;  ///< which of the sets that the margin policy asked for
  AssetId asset;
  Worst worst;                      ///< the binding scenario and the runner-up as the rule counts them (after its reliefs), quote
  double profit;                    ///< of the binding scenario before reliefs and the discounts of expiries, quote
  std::vector<Contribution> parts;  ///< under the binding scenario; they sum to `profit`
};

/// What one more contract would cost.
struct InstrumentSlope {
  Index row;           ///< of the listing
  double initial;      ///< quote of requirement per contract bought; a fall is negative
  double maintenance;  ///< the same
};

/// Why a report says what it says.
struct Explanation {
  RiskReport report{};
  const Rulebook* rulebook = nullptr;       ///< whose rules spoke and what of them is assumed; none for a composition of one's own
  std::vector<Requirement> rules{};         ///< of each rule of the composition, in its order; what is scaled is one rule
  std::vector<UnitExplanation> units{};     ///< of each rule that sums accounts over scenarios, each risk unit
  std::vector<InstrumentSlope> gradient{};  ///< every listed instrument
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// One risk unit's binding scenario in block `b`, with the positions that make it.
inline UnitExplanation explain_unit(const ValuedAccount& account, Index b, const HeldUnit& unit, std::span<const double> profit,
                                    const Worst& worst) {
  const PricedMarket& market = account.market();
  const ScenarioBlock& block = market.blocks()[static_cast<std::size_t>(b)];
  UnitExplanation one{.block = b, .asset = unit.asset, .worst = worst, .profit = 0.0, .parts = {}};
  if (worst.index < 0) return one;
  const auto s = static_cast<std::size_t>(worst.index);
  const bool is_discounted = block.by_expiry >= 0;
  if (!is_discounted) one.profit = profit[s];
  for (const Segment& segment : account.rows().segments) {
    const RiskUnit held = market.units()[segment.unit];
    const HeldUnit other{.asset = held.asset, .settlement = held.settlement};
    if (!(held == RiskUnit{unit.asset, unit.settlement}) && !Profits::nets(block, unit, other)) continue;
    const double outright = segment.legs + segment.coins;
    const Index column = block.first + worst.index;
    const double weight = is_discounted ? market.weight_row(static_cast<Index>(segment.unit))[column] : 1.0;
    if (outright != 0.0)
      one.parts.push_back({-1, outright, product(product(outright, weight), market.leg_row(static_cast<Index>(segment.unit))[column])});
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
      const Index row = static_cast<Index>(account.rows().row[k]);
      const double quantity = account.rows().quantity[k];
      one.parts.push_back(
          {row, quantity,
           product(product(quantity, weight),
                   market.profits(row, b)[s] - (is_discounted ? product(market.at(row, Column::option_value),
                                                                        market.settlement_price(static_cast<Index>(segment.unit)))
                                                              : 0.0))});
    }
  }
  if (is_discounted)
    for (const Contribution& part : one.parts) one.profit += part.profit;
  return one;
}

/// Calls visit(part, profits, first_block) for each part of a composition, with what that part is shown.
template <MarginPolicy Margin, class Visit>
void each_part(const Margin& margin, const Profits& profits, Index first_block, Visit visit) {
  Index first = 0;
  const auto each = [&]<class Part>(const Part& part) {
    visit(part, profits.after(first), first_block + first);
    first += bulwark::scenario_sets<Part>();
  };
  std::apply([&](const auto&... part) { (each(part), ...); }, margin.parts);
}

/// The binding scenarios of a rule and of the rules inside it; `first_block` is the rule's.
template <MarginPolicy Margin>
void explain_units(const Margin& margin, const ValuedAccount& account, const Profits& profits, Index first_block, Explanation& result) {
  if constexpr (requires { margin.parts; }) {
    each_part(margin, profits, first_block,
              [&](const auto& part, const Profits& shown, Index block) { explain_units(part, account, shown, block, result); });
  } else if constexpr (requires { margin.part; }) {
    explain_units(margin.part, account, profits, first_block, result);
  } else if constexpr (AsksForScenarios<Margin>) {
    profits.each([&](const HeldUnit& unit, std::span<const double> profit) {
      Worst worst;
      if constexpr (requires { margin.worst_on(unit, profit); })
        worst = margin.worst_on(unit, profit);
      else
        worst = worst_of(profit);
      result.units.push_back(explain_unit(account, first_block, unit, profit, worst));
    });
  }
}

/// The rules of a composition, each by itself, and the binding scenarios of those that have any.
template <MarginPolicy Margin>
void explain_rules(const Margin& margin, const ValuedAccount& account, const Profits& profits, Index first_block, Explanation& result) {
  if constexpr (requires { margin.parts; }) {
    each_part(margin, profits, first_block,
              [&](const auto& part, const Profits& shown, Index block) { explain_rules(part, account, shown, block, result); });
  } else {
    result.rules.push_back(margin.requirement(account, profits));
    explain_units(margin, account, profits, first_block, result);
  }
}

/// Everything behind a report. Cold path: allocates. The gradient is exact where every rule knows its slope; for a composition with a rule
/// that does not, it is the difference that one further 2^-20 of a contract makes.
template <class Evaluator>
Explanation explain(const Tick<Evaluator>& tick, const AccountRow& account) {
  Explanation result{.rulebook = tick.venue().rulebook};
  Workspace workspace = tick.workspace();
  const PricedMarket& market = tick.table();
  const auto& margin = tick.venue().margin;
  result.report = tick.on_folded(account, workspace, [&](const RiskReport& report, const ValuedAccount& valued, const Profits& profits) {
    explain_rules(margin, valued, profits, 0, result);
    if constexpr (HasSlope<std::remove_cvref_t<decltype(margin)>>) {
      for (Index row = 0; row < market.rows(); ++row) {
        if (market.terms(row).listed == 0) continue;
        const Slope slope = margin.slope(valued, profits, row, 0);
        result.gradient.push_back({row, slope.initial, slope.maintenance});
      }
    }
    return report;
  });
  if constexpr (!HasSlope<std::remove_cvref_t<decltype(margin)>>) {
    if (!tick.is_current(account)) return result;
    ChangedAccount scratch;
    for (Index row = 0; row < market.rows(); ++row) {
      const ContractTerms& terms = market.terms(row);
      if (terms.listed == 0) continue;
      constexpr double step = 0x1p-20;
      const Order order{{static_cast<std::uint32_t>(row), terms.listed},
                        step,
                        terms.kind == InstrumentKind::option || terms.kind == InstrumentKind::spot ? 0.0 : terms.underlying};
      const RiskReport moved = tick.evaluate(scratch.apply(market, account, {.orders = {&order, 1}}), workspace);
      result.gradient.push_back({row, (moved.requirement.initial - result.report.requirement.initial) / step,
                                 (moved.requirement.maintenance - result.report.requirement.maintenance) / step});
    }
  }
  return result;
}

}  // namespace bulwark::BULWARK_TARGET
