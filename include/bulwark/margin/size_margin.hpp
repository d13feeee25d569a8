#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of each future's notional, and the share grows with its size: rate = base + per_coin x coins.
/// Source: Deribit futures specification (2 % + 0.5 % per 100 BTC).
struct SizeMargin {
  double initial;      ///< share of notional for the first coin
  double maintenance;  ///< <= initial
  double per_coin;     ///< added to both per coin of size; an inverse future's coins are face value / mark

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      const double coins = p.delta < 0.0 ? -p.delta : p.delta;
      sum.initial = fma(fma(per_coin, coins, initial), p.notional, sum.initial);
      sum.maintenance = fma(fma(per_coin, coins, maintenance), p.notional, sum.maintenance);
    }
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const PricedMarket& market = account.market();
    if (!is_future(market.terms(row))) return {};
    double held = 0.0;  // contracts
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) held = p.quantity;
    const double towards = held < 0.0 ? -1.0 : 1.0;
    const double growth = product(2.0 * per_coin, product(product(towards, held), market.at(row, Column::delta)));
    const double notional = product(towards, market.at(row, Column::notional));
    return {product(initial + growth, notional), product(maintenance + growth, notional)};
  }

  Faults faults() const {
    Faults found;
    if (!(initial >= 0.0 && is_finite(initial))) report(found, FaultCode::out_of_range, "size_margin.initial", {}, initial);
    if (!(maintenance >= 0.0 && maintenance <= initial)) report(found, FaultCode::out_of_range, "size_margin.maintenance", {}, maintenance);
    if (!(per_coin >= 0.0 && is_finite(per_coin))) report(found, FaultCode::out_of_range, "size_margin.per_coin", {}, per_coin);
    return found;
  }
};
static_assert(HasSlope<SizeMargin>);

}  // namespace bulwark::BULWARK_TARGET
