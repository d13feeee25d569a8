#pragma once

#include <span>

#include "bulwark/collateral/spot_fills.hpp"
#include "bulwark/liquidation/buffered_margin.hpp"
#include "bulwark/margin/worst_base.hpp"
#include "bulwark/settlement/funding_payment.hpp"
#include "bulwark/venue/drift_v2_parameters.hpp"

// An account of Drift v2 to the last unit: `calculate_margin_requirement_and_total_collateral_and_liability_info` at 0ae3e3b1 (2026).
// Money and prices in 1e-6, coins of contracts in 1e-9, tokens in their own units. 127 bits suffice where the programme's own do.

namespace bulwark::BULWARK_TARGET::venue {

/// A balance in a market other than the quote's, with its orders.
template <ExactInteger Int>
struct DriftBalance {
  Index market;  ///< row of `DriftV2::spot`
  Int amount;    ///< negative is borrowed
  StrictPrice<Int> price;
  Int bids{0};  ///< >= 0
  Int asks{0};  ///< <= 0
  int orders = 0;
};

/// A perpetual position, with its orders.
template <ExactInteger Int>
struct DriftPosition {
  Index market;  ///< row of `DriftV2::perps`
  Int base;
  Int quote;  ///< what was received for it less what was paid, settled funding included
  Int price;
  Int funding_change{0};  ///< of its side's index since it was last settled
  Int bids{0};            ///< >= 0
  Int asks{0};            ///< <= 0
  int orders = 0;
  Int custom_ratio{0};  ///< 1e-4; the least that its owner wants it margined with, to open
  bool is_isolated = false;
  Int deposit{0};  ///< quote tokens behind an isolated position
};

template <ExactInteger Int>
struct DriftAccount {
  Int quote{0};  ///< tokens; negative is borrowed
  StrictPrice<Int> quote_price = StrictPrice<Int>::alone(Int(fixed::price));
  int quote_decimals = 6;
  std::span<const DriftBalance<Int>> balances{};
  std::span<const DriftPosition<Int>> positions{};
};

/// What is asked of an account.
template <ExactInteger Int>
struct DriftQuestion {
  MarginKind kind;
  Int buffer{0};        ///< 1e-4; `DriftV2::buffer` where liquidation is decided
  Int custom_ratio{0};  ///< 1e-4; the least that its owner wants everything margined with, to open
  bool is_high_leverage = false;
};

/// What a perpetual adds to its account.
template <ExactInteger Int>
struct DriftPerpCharge {
  Int requirement;
  Int liability;
  Int counted;  ///< of profit and loss
};

/// A perpetual by itself: the ratio at its worst size times its worst notional at the dearer quote, and a charge per order, against
/// its weighted profit.
template <ExactInteger Int>
DriftPerpCharge<Int> drift_perp(const DriftV2<Int>& p, const DriftPosition<Int>& position, const StrictPrice<Int>& quote_price,
                                const DriftQuestion<Int>& asked) {
  const DriftPerpMarket<Int>& market = p.perps[static_cast<std::size_t>(position.market)];
  const Int zero(0), custom = asked.kind == MarginKind::initial ? larger<Int>(asked.custom_ratio, position.custom_ratio) : zero;
  const WorstBase<Int> worst = worst_base<Int>(position.base, position.bids, position.asks, position.price, market.is_prediction);
  const Int liability = product_over<Int>(worst.liability, quote_price.high(), Int(fixed::price), Rounding::toward_zero);
  const Int size = magnitude_of<Int>(worst.base);
  const Int ratio = market.is_settling ? zero : larger<Int>(custom, market.ratio.ratio(asked.kind, size, asked.is_high_leverage));
  const Int required = product_over<Int>(liability, ratio, Int(fixed::weight), Rounding::toward_zero);
  const Int value = product_over<Int>(position.base, larger<Int>(zero, position.price), Int(fixed::base), Rounding::toward_zero);
  const Int profit = value + position.quote + funding_payment<Int>(position.base, position.funding_change);
  return {.requirement = required + p.order_charge * Int(position.orders),
          .liability = liability,
          .counted = market.unrealised.counted(asked.kind, profit, quote_price, market.net_profit)};
}

/// A spot balance after the worse side of its orders: what is owned is collateral by its weight, what is owed is required by its. What the
/// fills bring in is collateral in full, what they cost is required in full; neither nets with the account's own quote.
template <ExactInteger Int>
BufferedMargin<Int> with_balance(const BufferedMargin<Int>& sum, const DriftV2<Int>& p, const DriftBalance<Int>& balance,
                                 const DriftQuestion<Int>& asked) {
  const DriftSpotMarket<Int>& market = p.spot[static_cast<std::size_t>(balance.market)];
  const Int zero(0), custom = asked.kind == MarginKind::initial ? asked.custom_ratio : zero;
  const SpotFill<Int> worst = worst_fill<Int>(
      market.weights, asked.kind, {balance.amount, balance.bids, balance.asks, market.decimals, market.deposits}, balance.price, custom);
  BufferedMargin<Int> more = sum.with_requirement(p.order_charge * Int(balance.orders), zero);
  more = worst.value < zero ? more.with_requirement(-worst.weighted, -worst.value) : more.with_collateral(worst.weighted);
  return worst.orders < zero ? more.with_requirement(-worst.orders, -worst.orders) : more.with_collateral(worst.orders);
}

/// Everything but isolated positions. Liquidatable at `MarginKind::maintenance` where it is not met.
template <ExactInteger Int>
BufferedMargin<Int> drift_margin(const DriftV2<Int>& p, const DriftAccount<Int>& account, const DriftQuestion<Int>& asked) {
  const Int zero(0);
  BufferedMargin<Int> sum{.buffer = asked.buffer};
  const Int at = account.quote < zero ? account.quote_price.high() : account.quote_price.low();
  const Int quote = token_value<Int>(account.quote, account.quote_decimals, at);
  sum = quote < zero ? sum.with_requirement(-quote, -quote) : sum.with_collateral(quote);
  for (const DriftBalance<Int>& balance : account.balances) sum = with_balance<Int>(sum, p, balance, asked);
  for (const DriftPosition<Int>& position : account.positions) {
    if (position.is_isolated) continue;
    const DriftPerpCharge<Int> one = drift_perp<Int>(p, position, account.quote_price, asked);
    sum = sum.with_requirement(one.requirement, one.liability).with_collateral(one.counted);
  }
  return sum;
}

/// One isolated position, against its own deposit.
template <ExactInteger Int>
BufferedMargin<Int> drift_isolated_margin(const DriftV2<Int>& p, const DriftAccount<Int>& account, const DriftPosition<Int>& position,
                                          const DriftQuestion<Int>& asked) {
  const DriftPerpCharge<Int> one = drift_perp<Int>(p, position, account.quote_price, asked);
  return BufferedMargin<Int>{.buffer = asked.buffer}
      .with_collateral(token_value<Int>(position.deposit, account.quote_decimals, account.quote_price.low()))
      .with_requirement(one.requirement, one.liability)
      .with_collateral(one.counted);
}

}  // namespace bulwark::BULWARK_TARGET::venue
