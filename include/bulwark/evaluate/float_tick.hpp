#pragma once

#include <limits>

#include "bulwark/evaluate/tick.hpp"
#include "bulwark/margin/falls_with_profit.hpp"
#include "bulwark/scenario/float_fold.hpp"

namespace bulwark::BULWARK_TARGET {

/// A report that may rest on floats.
struct CertifiedReport {
  RiskReport report{};
  double excess = 0.0;    ///< quote, >= 0; the most that a profit under a scenario was taken to be too low; 0 where it is exact
  bool is_exact = false;  ///< it has the bits of `Tick::evaluate`
};

/// A tick whose accounts are evaluated over a table of floats first, and in doubles where that leaves the verdict open. The verdict is
/// always that of the tick: over floats profits are never taken higher than in doubles (`FloatFold`), so that less is never required
/// (`falls_with_profit`) and no verdict is milder (law of liquidation policies); an account that is healthy all the same is healthy.
/// Every other account, unknown ones too, is evaluated in doubles. Equity and resources have the tick's bits; what is required of a healthy
/// account may be too much by what its profits were lowered. Const and reentrant as the tick, which must outlive it.
template <class Evaluator>
class FloatTick {
 public:
  static_assert(falls_with_profit<decltype(Evaluator::margin)>,
                "a margin policy of which it is not known that lower profits never need less");

  /// Refused for a table that floats cannot hold the sums of (`FloatTable`). Of a tick that is refreshed later floats say nothing more:
  /// then every account is evaluated in doubles, until this is made anew.
  static Checked<FloatTick> from(const Tick<Evaluator>& tick, FloatSums sums) {
    Checked<FloatTable> table = FloatTable::from(tick.table());
    if (!table) return table.faults();
    return FloatTick(tick, *std::move(table), sums);
  }
  static Checked<FloatTick> from(const Tick<Evaluator>&& tick, FloatSums sums) = delete;

  /// Whether the floats are those of the tick's table as it stands.
  bool is_current() const noexcept { return table_.revision() == tick_->table().revision(); }

  Workspace workspace() const { return tick_->workspace(); }

  /// One account: its verdict, and whether it needed doubles.
  CertifiedReport certify(const AccountRow& account, Workspace& workspace) const noexcept {
    CertifiedReport said = at_worst(account, workspace);
    if (said.report.verdict.standing != Standing::healthy) said = {tick_->evaluate(account, workspace), 0.0, true};
    return said;
  }

  /// The report of `certify`.
  RiskReport evaluate(const AccountRow& account, Workspace& workspace) const noexcept {
    double excess = 0.0;
    RiskReport report = judged_at_worst(account, workspace, excess);
    if (report.verdict.standing != Standing::healthy) report = tick_->evaluate(account, workspace);
    return report;
  }

  /// What floats alone say: a verdict that may be too severe and is never too mild, or unknown where floats do not reach
  /// or are not current.
  CertifiedReport at_worst(const AccountRow& account, Workspace& workspace) const noexcept {
    double excess = std::numeric_limits<double>::quiet_NaN();
    return {judged_at_worst(account, workspace, excess), excess, false};  // in this order
  }

 private:
  FloatTick(const Tick<Evaluator>& tick, FloatTable table, FloatSums sums) : tick_(&tick), table_(std::move(table)), sums_(sums) {}

  RiskReport judged_at_worst(const AccountRow& account, Workspace& workspace, double& excess) const noexcept {
    const PricedMarket& market = tick_->table();
    if (!is_current() || !tick_->is_current(account) || !workspace.fits(market)) return unknown_report();
    const Folded folded = fold(market, table_, sums_, account, workspace, excess);
    const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
    const ValuedAccount valued(market, account, units, folded.equity);
    const Profits profits(market.blocks(), units, workspace.sums(0), market.stride());
    return tick_->venue().judge(valued, profits, folded.is_known);
  }

  const Tick<Evaluator>* tick_;
  FloatTable table_;
  FloatSums sums_;
};

}  // namespace bulwark::BULWARK_TARGET
