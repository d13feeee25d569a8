#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/system/cascade_rules.hpp"
#include "bulwark/system/cascade_state.hpp"
#include "bulwark/system/cleared_market.hpp"
#include "bulwark/system/deleveraging.hpp"
#include "bulwark/system/pressed_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// One run of `cascade`. Scratch is made once; a round prices the table and walks the accounts without allocating for any of them.
template <class Evaluator, MovingDepth Depth, class Rules, CascadeFund Fund>
class CascadeRun {
 public:
  using QueueState = typename decltype(Rules::queue)::State;
  using State = CascadeState<Depth, QueueState, Fund>;

  /// `table` is what the state's market was priced to.
  CascadeRun(const Evaluator& venue, const Listing& listing, State state, const Rules& rules, const PricedMarket& table)
      : venue_(venue),
        listing_(listing),
        state_(std::move(state)),
        rules_(rules),
        pressed_(state_.market, table),
        deleveraging_(table.rows()),
        plans_(static_cast<std::size_t>(state_.accounts.size())),
        flows_(state_.depths.size()),
        cleared_(state_.depths.size()),
        outside_(state_.market.assets.size(), 1.0),
        ratio_(outside_) {
    waiting_.reserve(plans_.size()), rewards_.reserve(plans_.size());
    for (const Depth& depth : state_.depths) start_.push_back(depth.price());
  }

  Checked<Cascaded<Depth, QueueState, Fund>> to_the_end() {
    CascadeReport report;
    for (Index round = 0; round < rules_.most_rounds && !report.is_settled; ++round) {
      const auto tick = venue_.price(listing_, pressed_.move(ratio_));
      if (!tick) return tick.faults();
      note_prices(report);
      CascadeRound done = judge(*tick);
      const bool is_waiting = let_through();
      choose_exits(done);
      if (done.deleveraged > 0) {
        const Deleveraged closed = deleveraging_.run(tick->table(), state_.accounts, plans_, depths(), rules_.order);
        done.winners = closed.winners, done.transferred = closed.transferred, done.forgone = closed.forgone;
      }
      trade(tick->table(), done);
      settle(done);
      report.rounds.push_back(done);
      const bool is_still = done.liquidated == 0 && done.winners == 0 && done.written_off == 0 && !is_waiting;
      const bool moves = (round + 1) * std::ssize(ratio_) <= std::ssize(state_.drift);
      report.is_settled = !moves && (done.liquidatable == 0 || is_still);
      if (too_many_) {
        Faults found;
        bulwark::report(found, FaultCode::overflow, "cascade_rules.minor_unit", {}, *too_many_);
        return found;
      }
      press(round);
    }
    pressed_.move(ratio_);
    note_prices(report);
    state_.market = pressed_.market();
    state_.drift.clear();
    return Cascaded<Depth, QueueState, Fund>{std::move(state_), std::move(report)};
  }

 private:
  struct Flow {
    double sales = 0.0, purchases = 0.0;  // coins
  };
  struct Waiting {
    double reward;
    Index account;
  };

  static std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }
  Index depths() const noexcept { return std::ssize(state_.depths); }

  void note_prices(CascadeReport& report) const {
    for (const AssetMarket& asset : pressed_.market().assets) report.prices.push_back(asset.spot);
  }

  CascadeRound judge(const Tick<Evaluator>& tick) {
    CascadeRound found;
    Workspace workspace = tick.workspace();
    waiting_.clear();
    for (Index i = 0; i < state_.accounts.size(); ++i) {
      const RiskReport report = tick.evaluate(state_.accounts.at(i), workspace);
      plans_[at(i)] = {.equity = report.equity};
      found.unknown += !report.verdict.is_known();
      if (!report.verdict.is_liquidatable()) continue;
      double notional = 0.0;
      each_saleable(tick.table(), state_.accounts, i, depths(), [&](Index k, const ContractTerms& terms) {
        notional = fma(magnitude(product(state_.accounts.quantity(k), terms.multiplier)), terms.underlying, notional);
      });
      const double share = rules_.sizing.share(report, notional);
      if (!(notional > 0.0 && share > 0.0)) continue;
      ++found.liquidatable, found.bankrupt += report.equity < 0.0;
      found.underwater += positive_part(-report.equity);
      plans_[at(i)].share = least(share, 1.0);
      waiting_.push_back({least(product(rules_.penalty, product(plans_[at(i)].share, notional)), positive_part(report.equity)), i});
    }
    return found;
  }

  /// The best paid first, names deciding between equals. Whether somebody waits whom the next round may let through.
  bool let_through() {
    std::sort(waiting_.begin(), waiting_.end(),
              [](const Waiting& a, const Waiting& b) { return a.reward != b.reward ? a.reward > b.reward : a.account < b.account; });
    rewards_.clear();
    for (const Waiting& w : waiting_) rewards_.push_back(w.reward);
    const auto round = rules_.queue.round(state_.queue, rewards_);
    const bool is_waiting = round.admitted < std::ssize(waiting_) && !(round.next == state_.queue);
    state_.queue = round.next;
    for (Index i = 0; i < round.admitted; ++i) plans_[at(waiting_[at(i)].account)].exit = Exit::market;
    return is_waiting;
  }

  /// A whole number of minor units, as long as a double counts them and a sum of them holds; else the run is refused.
  MinorUnits counted(double units, MinorUnits sum) noexcept {
    if (units < 0x1p53 && sum < MinorUnits{1} << 62) return static_cast<MinorUnits>(units);
    if (!too_many_) too_many_ = units;
    return 0;
  }
  MinorUnits units_of(double loss, MinorUnits sum) noexcept { return counted(__builtin_ceil(loss / rules_.minor_unit), sum); }

  void choose_exits(CascadeRound& done) noexcept {
    const MinorUnits available = available_in(state_.fund);
    MinorUnits expected = 0;
    for (AccountPlan& plan : plans_) {
      if (plan.exit == Exit::none || !(plan.equity < 0.0)) continue;
      const MinorUnits loss = units_of(-plan.equity, expected);
      if (rules_.waterfall.deleverages(expected + loss, available))
        plan.exit = Exit::winners, ++done.deleveraged;
      else
        expected += loss;
    }
  }

  double wanted(Index account, Index position) const noexcept {
    const double share = plans_[at(account)].share, held = state_.accounts.quantity(position);
    return share < 1.0 ? product(share, held) : held;
  }

  void trade(const PricedMarket& table, CascadeRound& done) {
    for (Flow& flow : flows_) flow = {};
    for (Index i = 0; i < state_.accounts.size(); ++i) {
      if (plans_[at(i)].exit != Exit::market) continue;
      each_saleable(table, state_.accounts, i, depths(), [&](Index k, const ContractTerms& terms) {
        const double coins = product(wanted(i, k), terms.multiplier);
        Flow& flow = flows_[at(row(terms.asset))];
        (coins > 0.0 ? flow.sales : flow.purchases) += magnitude(coins);
      });
    }
    for (std::size_t a = 0; a < flows_.size(); ++a)
      cleared_[a] = clear(state_.depths[a], flows_[a].sales, flows_[a].purchases, rules_.most_move);
    for (Index i = 0; i < state_.accounts.size(); ++i)
      if (plans_[at(i)].exit == Exit::market) close_in_market(table, i, done);
    for (std::size_t a = 0; a < flows_.size(); ++a)
      if (cleared_[a].net != 0.0) state_.depths[a] = state_.depths[a].after(cleared_[a].net);
  }

  void close_in_market(const PricedMarket& table, Index i, CascadeRound& done) noexcept {
    double closed = 0.0, lost = 0.0;
    each_saleable(table, state_.accounts, i, depths(), [&](Index k, const ContractTerms& terms) {
      const std::size_t a = at(row(terms.asset));
      const ClearedMarket& cleared = cleared_[a];
      const bool is_short = state_.accounts.quantity(k) < 0.0;
      const double asked = is_short ? flows_[a].purchases : flows_[a].sales, got = is_short ? cleared.bought : cleared.sold;
      if (!(got > 0.0)) return;
      const double contracts = got < asked ? product(wanted(i, k), got / asked) : wanted(i, k);
      // Each contract trades at its own basis, and where the market stands rather than the mark.
      const double per_depth = product(outside_[a] / start_[a], 1.0 / ratio_[a]);
      const double price = product(terms.underlying, product(is_short ? cleared.purchase_price : cleared.sale_price, per_depth));
      const double coins = product(contracts, terms.multiplier), notional = magnitude(product(coins, price));
      (is_short ? done.bought : done.sold) += notional;
      closed += notional;
      lost = fma(coins, terms.underlying - price, lost);
      state_.accounts.close(table, i, k, contracts, price);
    });
    if (!(closed > 0.0)) return;
    const double paid = least(product(rules_.penalty, closed), positive_part(plans_[at(i)].equity - lost));
    state_.accounts.pay(i, -paid);
    ++done.liquidated;
    done.slippage += lost;
    done.penalties += paid;
    done.to_fund += counted(__builtin_floor(product(paid, rules_.fund_share) / rules_.minor_unit), done.to_fund);
  }

  void settle(CascadeRound& done) noexcept {
    for (Index i = 0; i < state_.accounts.size(); ++i) {
      const double owed = -state_.accounts.cash(i);
      if (!(owed > 0.0) || !state_.accounts.is_flat(i)) continue;
      // What sums leave of an account that was closed at its bankruptcy price is nobody's debt.
      if (owed > product(0x1p-10, rules_.minor_unit)) done.bad_debt += units_of(owed, done.bad_debt), ++done.written_off;
      state_.accounts.clear_cash(i);
    }
    state_.fund = with_income(state_.fund, done.to_fund);
    const auto payment = paid_from(state_.fund, rules_.waterfall.from_fund(done.bad_debt, available_in(state_.fund)));
    done.from_fund = payment.paid;
    done.uncovered = done.bad_debt - done.from_fund;
    state_.fund = payment.left;
    done.fund = available_in(state_.fund);
  }

  /// Marks follow what the venue's own market and the world outside did, each as a ratio to the start.
  void press(Index round) noexcept {
    for (std::size_t a = 0; a < ratio_.size(); ++a) {
      const std::size_t cell = at(round) * ratio_.size() + a;
      if (cell < state_.drift.size()) outside_[a] = product(outside_[a], state_.drift[cell]);
      const double own = a < start_.size() ? state_.depths[a].price() / start_[a] : 1.0;
      ratio_[a] = product(outside_[a], fma(rules_.pass_through, own - 1.0, 1.0));
    }
  }

  const Evaluator& venue_;
  const Listing& listing_;
  State state_;
  const Rules& rules_;
  PressedMarket pressed_;
  Deleveraging deleveraging_;
  std::vector<AccountPlan> plans_;
  std::vector<Flow> flows_;
  std::vector<ClearedMarket> cleared_;
  std::vector<double> outside_, ratio_, start_, rewards_;
  std::vector<Waiting> waiting_;
  std::optional<double> too_many_{};  ///< minor units
};

/// Liquidates accounts round by round until nothing more happens. A round: the table is priced at the marks; every account gets its verdict
/// from it; of those to be liquidated, as many as the queue lets through close the share that the sizing says; sales and purchases of an
/// asset meet, and its depth takes the difference; the marks follow the depth. Accounts that owe more than they have, and that the
/// waterfall does not want sold, are closed against winners (`Deleveraging`). Where an account has nothing left but debt, the debt is
/// written off, rounded up to a minor unit: the fund or everybody bears that. The fund is a number of minor units, or levels of
/// `backstop/` (`FundLevels`), with what is left of each afterwards. The fund's part of a penalty is rounded down, the rest is the
/// liquidators'. The same bits for any order of the accounts: sums run in the order of their names. Options and contracts settled in coins
/// are revalued and not closed. Refused for faults of the rules, the venue, the fund, the depths or the drift, and where a debt is 2^53
/// minor units or more; what is wrong with the market leaves the accounts that depend on it unknown and untouched.
template <class Evaluator, MovingDepth Depth, class Rules, CascadeFund Fund>
Checked<Cascaded<Depth, typename decltype(Rules::queue)::State, Fund>> cascade(
    const Evaluator& venue, const Listing& listing, CascadeState<Depth, typename decltype(Rules::queue)::State, Fund> state,
    const Rules& rules) {
  Faults found = rules.faults();
  append(found, state.faults());
  if (!found.empty()) return found;
  const auto tick = venue.price(listing, state.market);
  if (!tick) return tick.faults();
  return CascadeRun<Evaluator, Depth, Rules, Fund>(venue, listing, std::move(state), rules, tick->table()).to_the_end();
}

}  // namespace bulwark::BULWARK_TARGET
