#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// The least price at which collateral is liquidated that its issuer redeems: max(market, share x redemption). It stands only on an
/// attested redemption; without one the market's price is the price, however low, because a peg that nobody vouches for is a guess
/// (Stream and Elixir, November 2025, counted a collapsed coin at one).
struct RedemptionFloor {
  double share;  ///< of the redemption value, in (0, 1]

  /// Quote per coin. NaN where a number is no number.
  double price(double market, const std::optional<double>& attested) const noexcept {
    return attested ? greatest(market, product(share, *attested)) : market;
  }

  Faults faults() const {
    Faults found;
    if (!(share > 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "redemption_floor.share", {}, share);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
