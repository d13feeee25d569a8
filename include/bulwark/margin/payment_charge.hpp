#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a position of so many coins (signed) is about to pay, where a coin held pays `per_coin` and a coin sold receives it; what it is
/// about to receive counts for nothing.
inline double payment_due(double coins, double per_coin) noexcept { return greatest(0.0, product(coins, per_coin)); }

/// Futures are charged their next payment, position by position. Source: Vega, specification 0053-PERP, "margin considerations" (2024).
struct PaymentCharge {
  std::vector<double> per_coin;  ///< row AssetId: quote that a coin held pays, of either sign; none beyond it

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions())
      if (is_future(p.terms)) sum += payment_due(p.delta, of(p.terms.asset));
    return {.initial = sum, .maintenance = sum};
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (!is_future(terms)) return {};
    double held = 0.0;  // contracts
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) held = p.quantity;
    const double each = product(account.market().at(row, Column::delta), of(terms.asset));
    const bool is_payer = held == 0.0 ? each > 0.0 : product(held, each) > 0.0;
    const double charge = is_payer ? each : 0.0;
    return {charge, charge};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(per_coin); ++a) {
      const double payment = per_coin[static_cast<std::size_t>(a)];
      if (!is_finite(payment)) report(found, FaultCode::not_finite, "payment_charge.per_coin", {.outer = a}, payment);
    }
    return found;
  }

 private:
  double of(AssetId asset) const noexcept { return row(asset) < std::ssize(per_coin) ? per_coin[static_cast<std::size_t>(asset)] : 0.0; }
};
static_assert(HasSlope<PaymentCharge>);

}  // namespace bulwark::BULWARK_TARGET
