#pragma once

#include "bulwark/collateral/policy.hpp"
#include "bulwark/core/rulebook.hpp"
#include "bulwark/evaluate/tick.hpp"
#include "bulwark/evaluate/var_tick.hpp"
#include "bulwark/liquidation/policy.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/refresh_market.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Five policies and no state: the same account in the same market always gets the same report.
template <CollateralPolicy Collateral, MarginPolicy Margin, Pricer Pricing, VarPolicy Var, LiquidationPolicy Liquidation>
struct RiskEvaluator {
  [[no_unique_address]] Collateral collateral;
  [[no_unique_address]] Margin margin;
  [[no_unique_address]] Pricing pricer;
  [[no_unique_address]] Var var;
  [[no_unique_address]] Liquidation liquidation;

  const Rulebook* rulebook = nullptr;  ///< whose rules these are, where they are a venue's; static storage. Changes no number
  Faults unread{};                     ///< of parameters that came with the others and that no policy here reads; refused as theirs are

  /// Every fault of every policy's parameters, and of those that no policy reads.
  Faults faults() const {
    Faults found = unread;
    const auto add = [&](const Faults& more) { append(found, more); };
    add(faults_of(collateral)), add(faults_of(margin)), add(faults_of(pricer)), add(faults_of(var)), add(faults_of(liquidation));
    return found;
  }

  /// Prices every instrument under every scenario that the margin policy asked for. Refused only for faults of the policies;
  /// what is wrong with the market stays with the rows that depend on it, and in `faults()` of the tick.
  Checked<Tick<RiskEvaluator>> price(const Listing& listing, const MarketState& market) const {
    std::vector<ScenarioSet> sets;
    const InScenarios moving = in_scenarios(market);
    if (Faults found = ask_margin(market, moving, sets); !found.empty()) return found;
    Priced priced = price_market(listing, market, pricer, sets, moving);
    return Tick<RiskEvaluator>(*this, std::move(priced.table), std::move(priced.faults));
  }

  /// Brings a tick of this evaluator and listing up to a market, from `before`, which it was priced or brought up to: what it then holds
  /// has the bits of a new one, and only what rests on something that moved is priced again (`refresh_market` says what that is). Refused
  /// as `price` is, and then the tick is what it was.
  Checked<Refreshed> refresh(Tick<RiskEvaluator>& tick, const Listing& listing, const MarketState& before,
                             const MarketState& market) const {
    std::vector<ScenarioSet> sets_before, sets;
    const InScenarios moving_before = in_scenarios(before), moving = in_scenarios(market);
    if (Faults found = ask_margin(market, moving, sets); !found.empty()) return found;
    ask(margin, before, sets_before);
    return tick.change([&](PricedMarket& table, Faults& faults) {
      return refresh_market(table, faults, listing, {before, sets_before, moving_before}, {market, sets, moving}, pricer);
    });
  }

  /// As `price` for the value-at-risk policy, whose scenarios move everything that is owned. Not there with `NoVar`.
  Checked<VarTick<Var>> price_var(const Listing& listing, const MarketState& market) const requires(scenario_sets<Var>() == 1) {
    if (Faults found = faults(); !found.empty()) return found;
    std::vector<ScenarioSet> sets;
    ask(var, market, sets);
    Faults found = faults_of_sets(sets, market);
    for (const ScenarioSet& set : sets)
      if (!set.joint) report(found, FaultCode::out_of_range, "scenario_set.joint");  // one number per scenario, of the whole account
    if (!found.empty()) return found;
    Priced priced = price_market(listing, market, pricer, sets, InScenarios(market.assets.size(), 1u));
    return VarTick<Var>(var, std::move(priced.table), std::move(priced.faults));
  }

  /// Everything at once, for a script: lists what the account holds (what the market gives by row goes by position), prices and
  /// evaluates it. The market's faults come back where they leave the account unknown.
  Checked<RiskReport> evaluate(const Account& account, const MarketState& market) const {
    const Checked<Listing> listing = listing_of(account, market.has_rows());
    if (!listing) return listing.faults();
    const AccountRows rows = listing->admit(std::span{&account, 1});
    if (!rows.faults().empty()) return rows.faults();
    const Checked<Tick<RiskEvaluator>> tick = price(*listing, market);
    if (!tick) return tick.faults();
    Workspace workspace = tick->workspace();
    const RiskReport judged = tick->evaluate(rows.at(0), workspace);
    if (!judged.verdict.is_known() && !tick->faults().empty()) return tick->faults();
    return judged;
  }

  /// The order of judgement: what counts, what is required, what to do.
  RiskReport judge(const ValuedAccount& account, const Profits& profits, bool is_known) const noexcept {
    RiskReport report{
        .equity = account.equity, .resources = collateral.resources(account), .requirement = margin.requirement(account, profits)};
    const Resources& has = report.resources;
    const Requirement& needs = report.requirement;
    for (const double x : {report.equity, has.initial, has.maintenance, needs.initial, needs.maintenance}) is_known &= is_finite(x);
    if (!is_known) return report;
    if (needs.maintenance > 0.0) report.health = has.maintenance / needs.maintenance;
    report.verdict = liquidation.verdict(report);
    return report;
  }

  /// Which assets of a market move with the margin policy's scenarios.
  InScenarios in_scenarios(const MarketState& market) const {
    InScenarios moves(market.assets.size(), 0u);
    if constexpr (MovesCollateral<Collateral>)
      for (std::size_t a = 0; a < moves.size(); ++a) moves[a] = collateral.is_in_scenarios(static_cast<AssetId>(a)) ? 1u : 0u;
    return moves;
  }

 private:
  /// The margin policy's sets for a market, and all that forbids to price them.
  Faults ask_margin(const MarketState& market, const InScenarios& moving, std::vector<ScenarioSet>& sets) const {
    if (Faults found = faults(); !found.empty()) return found;
    ask(margin, market, sets);
    Faults found = faults_of_sets(sets, market);
    bool is_moved = false;  // by some set: coins that are not cut must be charged by a scenario
    for (const ScenarioSet& set : sets) is_moved = is_moved || (set.is_folded && set.numeraire == Numeraire::quote);
    for (std::size_t a = 0; a < moving.size(); ++a)
      if (moving[a] != 0 && !is_moved) report(found, FaultCode::missing, "collateral.in_scenarios", {.outer = static_cast<Index>(a)});
    return found;
  }

  static Faults faults_of_sets(std::span<const ScenarioSet> sets, const MarketState& market) {
    Faults found;
    for (const ScenarioSet& set : sets) {
      const Faults more = bulwark::faults(set, std::ssize(market.assets));
      append(found, more);
    }
    return found;
  }
};

template <class Collateral, class Margin, class Pricing, class Var, class Liquidation>
RiskEvaluator(Collateral, Margin, Pricing, Var, Liquidation) -> RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation>;
template <class Collateral, class Margin, class Pricing, class Var, class Liquidation>
RiskEvaluator(Collateral, Margin, Pricing, Var, Liquidation, const Rulebook*)
    -> RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation>;
template <class Collateral, class Margin, class Pricing, class Var, class Liquidation>
RiskEvaluator(Collateral, Margin, Pricing, Var, Liquidation, const Rulebook*, Faults)
    -> RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation>;

}  // namespace bulwark::BULWARK_TARGET
