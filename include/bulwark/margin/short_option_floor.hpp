#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A least charge on every short option, as a share of its underlying notional; scenarios that never reach the strike see no risk.
/// Source: CME SPAN "short option minimum"; Deribit (2019) 0.01 coin per net short option.
struct ShortOptionFloor {
  double rate;  ///< share of notional, 0.01 is 1 %

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const double rates[] = {0.0, rate};  // looked up, not branched on: the sign of a position is a coin flip
    double sum = 0.0;
    account.each_row([&](Index row, double quantity, Index) {
      const bool is_short = (account.market().tag(row).kind == InstrumentKind::option) & !(quantity >= 0.0);
      sum = fma(rates[is_short], magnitude(product(quantity, account.market().at(row, Column::notional))), sum);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    if (account.market().terms(row).kind != InstrumentKind::option) return {};
    for (const ValuedPosition& p : account.positions())
      if (p.row == row && p.quantity < 0.0) {
        const double charge = -product(rate, account.market().at(row, Column::notional));
        return {charge, charge};
      }
    return {};
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    if (market.terms(bought.row).kind != InstrumentKind::option) return {.is_convex = true};
    return {.per_contract = product(rate, magnitude(market.at(bought.row, Column::notional))), .is_convex = true};
  }

  Faults faults() const {
    if (rate >= 0.0 && is_finite(rate)) return {};
    return {{FaultCode::out_of_range, "short_option_floor.rate", {}, rate}};
  }
};
static_assert(HasSlope<ShortOptionFloor>);

}  // namespace bulwark::BULWARK_TARGET
