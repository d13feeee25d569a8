#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <vector>

#include "bulwark/backstop/deleverage.hpp"
#include "bulwark/liquidation/bankruptcy_quote.hpp"
#include "bulwark/liquidation/transition.hpp"
#include "bulwark/venue/dydx_v4.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A subaccount, funding settled. Smallest units.
template <ExactInteger Int>
struct DydxAccount {
  struct Holding {
    std::size_t market;        ///< of the chain
    Int base;                  ///< signed
    Int own_initial = Int(0);  ///< ppm; a larger initial share that the holder chose
  };
  Int quote = Int(0);               ///< signed
  std::vector<Holding> holdings{};  ///< one per market

  constexpr Int base(std::size_t market) const {
    for (const Holding& held : holdings)
      if (held.market == market) return held.base;
    return Int(0);
  }
};

/// What to sell or buy of a liquidated account, and to what price.
template <ExactInteger Int>
struct DydxLiquidationOrder {
  Int base;      ///< signed
  Int subticks;  ///< the limit
};

/// dYdX v4 to the last unit: risk, allowed changes, liquidation orders, insurance payments and deleveraging of accounts in the chain's own
/// integers. Width: of notional x maintenance; for order prices x 10^12 x tick x 10^|tick exponent|.
/// Source: `x/subaccounts` and `x/clob` (v4-chain at commit 84d4664, 2026). Not in it: funding, fees of fills, the order book, the draw
/// of where a walk over accounts starts.
template <ExactInteger Int>
struct DydxChain {
  using Account = DydxAccount<Int>;
  std::vector<DydxMarket<Int>> markets;
  DydxLiquidation liquidation = dydx_liquidation_genesis;

  constexpr ExactRisk<Int> risk(const Account& account) const {
    ExactRisk<Int> sum{.equity = account.quote};
    for (const auto& held : account.holdings) sum = sum + markets[held.market].risk(held.base, held.own_initial);
    return sum;
  }

  /// What closing `base` (against the position, no more than it) brings at the bankruptcy price; nothing for any other size.
  constexpr std::optional<Int> bankruptcy_quote(const Account& account, std::size_t market, const Int& base) const {
    const Int held = account.base(market), zero(0);
    if (base == zero || held == zero || (base < zero) == (held < zero) || magnitude_of(held) < magnitude_of(base)) return std::nullopt;
    return bulwark::bankruptcy_quote<Int>(risk(account), markets[market].risk(held), markets[market].risk(Int(held + base)));
  }

  /// The worst price of a liquidation order: quote units per base unit.
  constexpr std::optional<Fraction<Int>> fillable_price(const Account& account, std::size_t market) const {
    const Int held = account.base(market);
    return liquidation.fillable.price<Int>(risk(account), markets[market].risk(held), held);
  }

  /// Nothing where the account is not liquidatable or holds none. `closed` is the notional that this block has closed of it already.
  constexpr std::optional<DydxLiquidationOrder<Int>> liquidation_order(const Account& account, std::size_t market,
                                                                       const Int& closed) const {
    const std::optional<Fraction<Int>> limit = fillable_price(account, market);
    if (!limit || !risk(account).is_liquidatable()) return std::nullopt;
    const DydxMarket<Int>& in = markets[market];
    const Int held = account.base(market);
    return DydxLiquidationOrder<Int>{liquidation.size.closing<Int>(held, in.oracle, in.step, closed), in.tick.limit(*limit, Int(0) < held)};
  }

  /// What the account pays the fund (negative: the fund pays) when `base` of it fills at a price in subticks.
  constexpr std::optional<Int> insurance_delta(const Account& account, std::size_t market, const Int& base, const Int& subticks) const {
    const std::optional<Int> bankruptcy = bankruptcy_quote(account, market, base);
    if (!bankruptcy) return std::nullopt;
    const Int received(-UnitPrice<Int>{subticks, markets[market].tick.exponent}.notional(base));
    return liquidation.insurance.delta<Int>(received, *bankruptcy);
  }

  /// One account takes `base` and `quote`, both signed, which the other gives, where both hold the market and may (open interest counting
  /// as it is afterwards); else nothing happens and false.
  constexpr bool exchange(Account& takes, Account& gives, std::size_t market, const Int& base, const Int& quote) {
    const auto holding = [&](Account& account) {
      for (auto& held : account.holdings)
        if (held.market == market) return &held;
      return static_cast<typename Account::Holding*>(nullptr);
    };
    const auto ours = holding(takes), theirs = holding(gives);
    if (ours == nullptr || theirs == nullptr) return false;
    const auto longs = [&] { return Int(larger<Int>(ours->base, Int(0)) + larger<Int>(theirs->base, Int(0))); };
    const auto move = [&](const Int& by_base, const Int& by_quote) {
      ours->base = ours->base + by_base, theirs->base = theirs->base - by_base;
      takes.quote = takes.quote + by_quote, gives.quote = gives.quote - by_quote;
    };
    const Int longs_before = longs();
    Int& open_interest = markets[market].open_interest;
    const Int open_before = open_interest;
    move(base, quote);
    open_interest = open_interest + longs() - longs_before;
    const ExactRisk<Int> after[] = {risk(takes), risk(gives)};
    move(Int(-base), Int(-quote));
    const bool is_allowed =
        transition(risk(takes), after[0]) == Transition::allowed && transition(risk(gives), after[1]) == Transition::allowed;
    if (is_allowed)
      move(base, quote);
    else
      open_interest = open_before;
    return is_allowed;
  }

  /// Closes a position against others': at its bankruptcy price where the account's equity is negative, at the oracle price where it is
  /// not and the market is in final settlement; otherwise nothing happens. The fund neither pays nor receives. Asks `most` others (a
  /// node of the chain: 500) from `start` on; calls fill(other, base, quote) with what was taken from each; returns what is left to
  /// close, signed.
  template <std::invocable<std::size_t, const Int&, const Int&> Fill>
  constexpr Int deleverage(Account& closed, std::size_t market, std::span<Account> others, std::size_t start, std::size_t most, Fill fill) {
    const Int to_close(-closed.base(market));
    const bool is_bankrupt = risk(closed).is_bankrupt();
    if (!is_bankrupt && !markets[market].is_final_settlement) return to_close;
    return bulwark::deleverage<Int>(
        to_close, {.accounts = others.size(), .start = start, .most = most}, [&](std::size_t i) { return others[i].base(market); },
        [&](std::size_t i, const Int& base) {
          const std::optional<Int> quote =
              is_bankrupt ? bankruptcy_quote(closed, market, base) : std::optional<Int>(-markets[market].oracle.notional(base));
          if (!quote || !exchange(closed, others[i], market, base, *quote)) return false;
          fill(i, base, *quote);
          return true;
        });
  }

  Faults faults() const {
    Faults found = liquidation.faults();
    for (Index m = 0; m < std::ssize(markets); ++m) {
      const DydxMarket<Int>& market = markets[static_cast<std::size_t>(m)];
      append(found, market.tier.faults(m));
      append(found, liquidation.faults(market.tier, m));
      append(found, market.tick.faults(m));
      if (market.oracle.price < Int(0))
        report(found, FaultCode::negative, "dydx_market.price", {.outer = m}, static_cast<double>(market.oracle.price));
      if (!(Int(0) < market.step))
        report(found, FaultCode::not_positive, "dydx_market.step", {.outer = m}, static_cast<double>(market.step));
      if (market.open_interest < Int(0))
        report(found, FaultCode::negative, "dydx_market.open_interest", {.outer = m}, static_cast<double>(market.open_interest));
    }
    return found;
  }

  /// Of one account: markets that the chain does not have or that stand twice, shares that are none, an isolated market beside another.
  Faults faults(const Account& account) const {
    Faults found;
    std::size_t held = 0, isolated = 0;
    for (std::size_t i = 0; i < account.holdings.size(); ++i) {
      const std::size_t market = account.holdings[i].market;
      const Where where{.inner = static_cast<Index>(i)};
      for (std::size_t before = 0; before < i; ++before)
        if (account.holdings[before].market == market) report(found, FaultCode::duplicate, "account.market", where);
      if (market >= markets.size()) {
        report(found, FaultCode::not_in_listing, "account.market", where);
        continue;
      }
      const Int& own = account.holdings[i].own_initial;
      if (own < Int(0) || Int(1'000'000) < own)
        report(found, FaultCode::out_of_range, "account.own_initial", where, static_cast<double>(own));
      if (account.holdings[i].base == Int(0)) continue;
      ++held;
      if (markets[market].is_isolated) ++isolated;
    }
    if (isolated > 0 && held > 1)
      report(found, FaultCode::out_of_range, "account.markets_beside_isolated", {}, static_cast<double>(held - 1));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET::venue
