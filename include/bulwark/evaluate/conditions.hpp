#pragma once

#include "bulwark/evaluate/permits.hpp"
#include "bulwark/oracle/least_trust.hpp"
#include "bulwark/protection/trading_state.hpp"

namespace bulwark::inline v1 {

/// What venue and oracle say of the markets, beside what an account's own numbers say.
struct Conditions {
  TradingState venue = TradingState::open;  ///< of everything
  std::span<const TradingState> markets{};  ///< row AssetId; an asset beyond it is as open as the venue
  std::span<const Trust> prices{};          ///< row AssetId; nobody vouches for the price of an asset beyond it
  LeastTrust needed{};

  constexpr TradingState state(AssetId asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return asset == AssetId::quote || a >= markets.size() ? venue : stricter(venue, markets[a]);
  }

  constexpr Trust trust(AssetId asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return asset == AssetId::quote ? Trust::trusted : a < prices.size() ? prices[a] : Trust::invalid;
  }

  /// Of the levels of trust; a state and a trust cannot be wrong.
  Faults faults() const { return needed.faults(); }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The least believed of all prices that an account's worth rests on, and of those that `change` (free of faults) adds.
inline Trust least_trusted(const PricedMarket& market, const AccountRow& account, const Change& change,
                           const Conditions& conditions) noexcept {
  Trust worst = Trust::trusted;
  const auto hold = [&](AssetId asset, AssetId settlement) {
    worst = worse(worst, worse(conditions.trust(asset), conditions.trust(settlement)));
  };
  for (const Segment& segment : account.segments) hold(market.units()[segment.unit].asset, market.units()[segment.unit].settlement);
  for (const Order& order : change.orders) {
    const ContractTerms& terms = market.terms(static_cast<Index>(order.row.row));
    hold(terms.asset, terms.settlement);
  }
  return worst;
}

/// What the market has to be open for so that `action` may happen. A change that is no reduction is an opening, whatever it is called; one
/// that only brings something in is a top-up.
inline MarketAction market_action(const PricedMarket& market, const AccountRow& account, Action action, const Change& change) noexcept {
  switch (action) {
    case Action::open: return MarketAction::open;
    case Action::withdraw: return MarketAction::withdraw;
    case Action::liquidate: return MarketAction::liquidate;
    case Action::reduce: break;
  }
  if (!is_reduction(market, account, change)) return MarketAction::open;
  for (const Order& order : change.orders) {
    const bool is_transfer = market.terms(static_cast<Index>(order.row.row)).kind == InstrumentKind::spot && order.price == 0.0;
    if (!is_transfer && order.quantity != 0.0) return MarketAction::reduce;
  }
  return MarketAction::top_up;
}

/// Whether an action may go ahead: as far as the account's numbers say (`permits` without conditions), as far as the markets that it
/// touches are open, and as far as the prices that it rests on are believed. A stricter state or a less believed price never permits more.
/// Topping up asks for neither. Reducing asks for an open market and for no price. Opening and withdrawing rest on every price behind the
/// account. A liquidation rests on them too, and needs one market that it can close in: the others wait. So a coin whose price is easily
/// doubted protects whoever holds it beside his debts: keep it out of accounts, or isolated.
/// An unknown account may reduce and top up. Allocates as `what_if` does.
template <class Evaluator>
Permission permits(const Tick<Evaluator>& tick, const AccountRow& account, Action action, const Change& change,
                   const Conditions& conditions, Workspace& workspace, ChangedAccount& scratch) {
  const Permission own = permits(tick, account, action, change, workspace, scratch);
  if (!own.is_allowed()) return own;
  const PricedMarket& market = tick.table();
  const MarketAction kind = market_action(market, account, action, change);
  if (kind == MarketAction::top_up) return own;
  if (!permits(conditions.venue, kind)) return {Refusal::closed_market};
  for (const Order& order : change.orders) {
    const ContractTerms& terms = market.terms(static_cast<Index>(order.row.row));
    if (!permits(conditions.state(terms.asset), kind)) return {Refusal::closed_market};
  }
  if (kind == MarketAction::reduce) return own;
  if (kind == MarketAction::liquidate && !account.segments.empty()) {
    bool is_closable = false;
    for (const Segment& segment : account.segments)
      is_closable = is_closable || permits(conditions.state(market.units()[segment.unit].asset), kind);
    if (!is_closable) return {Refusal::closed_market};
  }
  const PriceUse use = kind == MarketAction::liquidate  ? PriceUse::liquidate
                       : kind == MarketAction::withdraw ? PriceUse::withdraw
                                                        : PriceUse::open;
  const bool is_paid_out = kind == MarketAction::open && change.cash < 0.0;
  const Trust trust = least_trusted(market, account, change, conditions);
  const bool is_believed = conditions.needed.permits(use, trust) && (!is_paid_out || conditions.needed.permits(PriceUse::withdraw, trust));
  return {is_believed ? Refusal::none : Refusal::untrusted_price};
}

/// The same where the venue's state is all there is to ask: the caller has seen to the prices.
template <class Evaluator>
Permission permits(const Tick<Evaluator>& tick, const AccountRow& account, Action action, const Change& change, TradingState state,
                   Workspace& workspace, ChangedAccount& scratch) {
  const Permission own = permits(tick, account, action, change, workspace, scratch);
  if (!own.is_allowed()) return own;
  return {permits(state, market_action(tick.table(), account, action, change)) ? Refusal::none : Refusal::closed_market};
}

}  // namespace bulwark::BULWARK_TARGET
