#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/pricing/black.hpp"

namespace bulwark::BULWARK_TARGET {

/// What one side of a trade stands to lose until it settles (T + n), should the other fail. Shares of the trade's value at its price;
/// The price is lognormal without drift; `variance` is of its log until settlement (`ClosedMarket::variance` from trade to
/// `TradingCalendar::settles_at`).
struct SettlementLag {
  double variance;                 ///< >= 0
  bool is_against_payment = true;  ///< delivery against payment: only the price's move is at risk; else all that was delivered first

  /// Mean loss if the other side, which will not deliver, is replaced at the price then: an option at the money (buyer and seller alike).
  double expected_replacement() const noexcept { return black_value(Claim<double>{1.0, 1.0, __builtin_sqrt(variance), 1.0, 1.0}); }

  /// The replacement cost that is exceeded with a chance of 1 - confidence: for whoever bought, the rise; below zero where even that is
  /// a fall.
  double replacement(double confidence) const noexcept {
    return expm1(fma(-0.5, variance, product(normal_quantile(confidence), __builtin_sqrt(variance))));
  }

  /// What is to be margined: the replacement, or what was paid and is not coming and its replacement's cost too.
  double exposure(double confidence) const noexcept { return (is_against_payment ? 0.0 : 1.0) + positive_part(replacement(confidence)); }

  /// Mean loss of one trade: chance that the other side fails before settlement (`failure_probability` over the lag) times what is lost.
  /// A failure is taken to be independent of the price.
  double expected_loss(double failure_probability, double recovery) const noexcept {
    const double lost = is_against_payment ? expected_replacement() : product(1.0 - recovery, 1.0 + expected_replacement());
    return product(failure_probability, lost);
  }

  Faults faults() const {
    Faults found;
    if (!(variance >= 0.0 && is_finite(variance))) report(found, FaultCode::negative, "settlement_lag.variance", {}, variance);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
