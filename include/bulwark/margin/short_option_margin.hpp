#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A formula for each short option by itself, nothing for long ones; no netting, not even of a vertical.
///   initial     = factor x max(share - out-of-the-money / underlying, least) + mark
///   maintenance = factor x keep + mark + fee; puts factor x max(keep, keep x mark) + mark + fee; initial at least its maintenance
/// in units of the underlying for linear options, in coins for coin-settled ones.
/// Source: Deribit standard margin (2024); bit.com, Aevo, Bybit and OKX use the form with other constants.
struct ShortOptionMargin {
  double share = 0.15;        ///< of the underlying, to open at the money
  double least_share = 0.10;  ///< of the underlying, to open however far out of the money
  double keep = 0.075;        ///< of the underlying, to stay
  double factor = 1.0;        ///< on all three but not on the mark: a position tier's
  double fee = 0.0;           ///< of the underlying, kept for being liquidated

  /// Per coin of size, in settlement units; `mark` in settlement units, `scale` the underlying's price in them (1 when coin-settled). An
  /// order to sell above the mark, at `sold_at`, is opened at its own price.
  Requirement per_coin(OptionSide side, double strike, double underlying, double mark, double scale, double sold_at = 0.0) const noexcept {
    const double away = greatest(0.0, side == OptionSide::call ? strike - underlying : underlying - strike) / underlying;
    const double fixed = product(keep, scale);
    const double kept = side == OptionSide::call ? fixed : greatest(fixed, product(keep, mark));
    const double maintenance = product(factor, kept) + mark + product(fee, scale);
    const double initial = product(factor, product(greatest(share - away, least_share), scale)) + greatest(mark, sold_at);
    return {.initial = greatest(initial, maintenance), .maintenance = maintenance};
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option || p.quantity >= 0.0) continue;
      const bool is_coin = p.terms.settlement == p.terms.asset;
      const Requirement one = per_coin(p.terms.side, p.terms.strike, p.terms.underlying, p.mark, is_coin ? 1.0 : p.terms.underlying);
      const double size = -product(product(p.quantity, p.terms.multiplier), p.price);
      sum.initial = fma(size, one.initial, sum.initial);
      sum.maintenance = fma(size, one.maintenance, sum.maintenance);
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    for (const double x : {share, least_share, keep, factor, fee})
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "short_option_margin", {}, x);
    return found;
  }
};
static_assert(MarginPolicy<ShortOptionMargin>);

}  // namespace bulwark::BULWARK_TARGET
