#pragma once

#include "bulwark/evaluate/what_if.hpp"

namespace bulwark::inline v1 {

/// What somebody wants to do with an account.
enum class Action { open, reduce, withdraw, liquidate };

/// Why an action may not happen.
enum class Refusal {
  none,
  faulty_change,         ///< see `ChangedAccount::faults`
  unknown_account,       ///< only reducing, topping up and waiting are open to it
  unknown_outcome,       ///< the account would become unknown
  initial_shortfall,     ///< resources would not cover the initial requirement
  liquidatable_outcome,  ///< they would, and the account could still be liquidated
  not_a_reduction,       ///< an order opens or flips a position, or cash would leave
  risk_rises,            ///< the requirement would rise or its cover fall
  not_liquidatable,
  closed_market,    ///< see `Conditions`: the market is not open for it
  untrusted_price,  ///< see `Conditions`: a price behind the account is not believed far enough
};

/// Whether an action may happen, and if not, why.
struct Permission {
  Refusal refusal = Refusal::none;
  constexpr bool is_allowed() const noexcept { return refusal == Refusal::none; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether every order only takes away from a position that is there, orders on one row not more than it together, and nothing leaves:
/// neither cash nor coins given away. A row let to another tenant since the account was admitted is no position of it.
inline bool is_reduction(const PricedMarket& market, const AccountRow& account, const Change& change) noexcept {
  if (change.cash < 0.0) return false;
  for (const Order& order : change.orders) {
    const ContractTerms& terms = market.terms(static_cast<Index>(order.row.row));
    double held = 0.0, total = 0.0;
    if (terms.listed <= account.generation)
      for (const Segment& segment : account.segments)
        for (std::uint32_t k = segment.begin; k < segment.end; ++k)
          if (account.row[k] == order.row.row) held = account.quantity[k];
    for (const Order& other : change.orders)
      if (other.row == order.row) total += other.quantity;
    const bool is_transfer = terms.kind == InstrumentKind::spot && order.price == 0.0;
    // Each order by itself too: a dear purchase beside a cheap sale takes nothing away from the position, and all from the account.
    const bool is_smaller = held > 0.0   ? order.quantity <= 0.0 && total >= -held
                            : held < 0.0 ? order.quantity >= 0.0 && total <= -held
                                         : order.quantity == 0.0;
    if (is_transfer ? order.quantity < 0.0 : !is_smaller) return false;
  }
  return true;
}

/// Whether an action may happen to an account. `change` is what it does; a liquidation has none.
/// Open and withdraw: the initial requirement must be covered afterwards. Reduce: that, or an orderly retreat: every order takes away,
/// the maintenance requirement does not rise and resources / requirement does not fall (dYdX v4, "valid state transitions of
/// undercollateralised accounts", 2024); closing everything at the mark is one wherever nothing is required afterwards, so always unless a
/// debt stays that a lending rule asks cover for. An unknown account reduces at any price, since nobody can say what is fair: bands bound
/// it. Liquidate: the verdict says so.
template <class Evaluator>
Permission permits(const Tick<Evaluator>& tick, const AccountRow& account, Action action, const Change& change, Workspace& workspace,
                   ChangedAccount& scratch) {
  const Checked<Impact> impact = what_if(tick, account, change, workspace, scratch);
  if (!impact) return {Refusal::faulty_change};
  const RiskReport &before = impact->before, &after = impact->after;
  const bool is_covered = after.verdict.is_known() && after.initial_surplus() >= 0.0;
  switch (action) {
    case Action::open:
    case Action::withdraw:
      if (!before.verdict.is_known()) return {Refusal::unknown_account};
      if (!after.verdict.is_known()) return {Refusal::unknown_outcome};
      if (!is_covered) return {Refusal::initial_shortfall};
      return {after.verdict.is_liquidatable() ? Refusal::liquidatable_outcome : Refusal::none};
    case Action::reduce: {
      if (!is_reduction(tick.table(), account, change))
        return {before.verdict.is_known() && is_covered && !after.verdict.is_liquidatable() ? Refusal::none : Refusal::not_a_reduction};
      if (!before.verdict.is_known() || is_covered) return {};
      if (!after.verdict.is_known()) return {Refusal::unknown_outcome};
      const double needed = before.requirement.maintenance, needs = after.requirement.maintenance;
      if (needs == 0.0) {
        // All is closed. At the mark that costs nothing but rounding; at a price that nobody would take it would leave a loss behind.
        const double money = needed + magnitude(before.equity) + magnitude(account.cash);
        const bool is_fair = after.equity >= before.equity - product(0x1p-30, money);
        return {is_fair || !after.verdict.is_liquidatable() ? Refusal::none : Refusal::risk_rises};
      }
      // resources / requirement does not fall, by cross-multiplication
      const bool cover_holds = product(after.resources.maintenance, needed) >= product(before.resources.maintenance, needs);
      return {needs <= needed && cover_holds ? Refusal::none : Refusal::risk_rises};
    }
    case Action::liquidate:
      if (!before.verdict.is_known()) return {Refusal::unknown_account};
      return {before.verdict.is_liquidatable() ? Refusal::none : Refusal::not_liquidatable};
  }
  return {Refusal::faulty_change};
}

}  // namespace bulwark::BULWARK_TARGET
