#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/expiry_rule.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Which price of the asset a formula takes its shares of.
enum class UnderlyingPrice {
  forward,  ///< of the contract's expiry
  spot,
};

/// A formula for each short option by itself, nothing for long ones; no netting, not even of a vertical.
///   initial     = factor x max(share - out-of-the-money / underlying, least) + mark
///   maintenance = factor x keep + mark + fee; puts factor x max(keep_put, keep_put_mark x mark) + mark + fee; initial at least
///                 maintenance, a put's put_initial x maintenance
/// in units of the underlying for linear options, in coins for coin-settled ones.
/// Source: Deribit standard margin (2024); Derive v2 standard manager (v2-core at 7736900, 2026), by the spot price and with all five
/// constants; bit.com, Aevo, Bybit and OKX use the form with other constants.
struct ShortOptionMargin {
  double share = 0.15;           ///< of the underlying, to open at the money
  double least_share = 0.10;     ///< of the underlying, to open however far out of the money; >= keep, keep_put
  double keep = 0.075;           ///< of the underlying, to stay
  double keep_put = keep;        ///< the same of puts
  double keep_put_mark = keep;   ///< of the put's mark, where that is more
  double put_initial = 1.0;      ///< least initial of a put, in its maintenance; >= 1
  double factor = 1.0;           ///< on all shares but not on the mark: a position tier's
  double fee = 0.0;              ///< of the underlying, kept for being liquidated
  UnderlyingPrice underlying{};  ///< what shares and moneyness refer to

  /// Per coin of size, in settlement units; `mark` in settlement units, `scale` the underlying's price in them (1 when coin-settled). An
  /// order to sell above the mark, at `sold_at`, is opened at its own price.
  Requirement per_coin(OptionSide side, double strike, double price, double mark, double scale, double sold_at = 0.0) const noexcept {
    // Looked up, not branched on: the side of an option, and whether it is in the money, are coin flips.
    const std::size_t is_put = side == OptionSide::put;
    const double signs[] = {1.0, -1.0}, kept[] = {keep, keep_put}, kept_of_mark[] = {0.0, keep_put_mark}, raised[] = {1.0, put_initial};
    const double away = positive_part(product(signs[is_put], strike - price)) / price;
    const double staying = greatest(product(kept[is_put], scale), product(kept_of_mark[is_put], mark));
    const double maintenance = product(factor, staying) + mark + product(fee, scale);
    const double initial = product(factor, product(greatest(share - away, least_share), scale)) + greatest(mark, sold_at);
    return {.initial = greatest(initial, product(raised[is_put], maintenance)), .maintenance = maintenance};
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept { return of_all(account, account.positions()); }
  Requirement of_expiry(const ValuedAccount& account, const ExpiryRun& run) const noexcept { return of_all(account, run); }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    if (market.terms(bought.row).kind != InstrumentKind::option) return {.is_convex = true};
    const ContractTerms& terms = market.terms(bought.row);
    const double price = underlying == UnderlyingPrice::spot ? market.spot(static_cast<Index>(terms.unit)) : terms.underlying;
    const double mark = market.at(bought.row, Column::option_value) / terms.multiplier;
    const Requirement one = per_coin(terms.side, terms.strike, price, mark, terms.settlement == terms.asset ? 1.0 : price);
    return {.per_contract = product(product(one.initial, terms.multiplier), market.settlement_price(static_cast<Index>(terms.unit))),
            .is_convex = true};
  }

  Faults faults() const {
    Faults found;
    for (const double x : {share, least_share, keep, keep_put, keep_put_mark, factor, fee})
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "short_option_margin", {}, x);
    if (least_share < keep || least_share < keep_put)
      report(found, FaultCode::out_of_range, "short_option_margin.least_share", {}, least_share);
    if (!(put_initial >= 1.0 && is_finite(put_initial)))
      report(found, FaultCode::out_of_range, "short_option_margin.put_initial", {}, put_initial);
    return found;
  }

 private:
  Requirement of_all(const ValuedAccount& account, const ValuedAccount::Positions& positions) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : positions) {
      if (p.terms.kind != InstrumentKind::option) continue;
      const bool is_coin = p.terms.settlement == p.terms.asset;
      const double price =
          underlying == UnderlyingPrice::spot ? account.market().spot(static_cast<Index>(p.terms.unit)) : p.terms.underlying;
      const Requirement one = per_coin(p.terms.side, p.terms.strike, price, p.mark, is_coin ? 1.0 : price);
      const double size = product(product(positive_part(-p.quantity), p.terms.multiplier), p.price);
      sum.initial = fma(size, one.initial, sum.initial);
      sum.maintenance = fma(size, one.maintenance, sum.maintenance);
    }
    return sum;
  }
};
static_assert(MarginPolicy<ShortOptionMargin> && ExpiryRule<ShortOptionMargin>);

}  // namespace bulwark::BULWARK_TARGET
