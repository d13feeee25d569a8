#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an auction needs to know of an account, quote.
struct AuctionedAccount {
  double equity;          ///< at today's marks
  double surplus;         ///< maintenance resources less requirement; below zero it is liquidated
  double reserved = 0.0;  ///< of its cash, what buyers have paid so far and later ones do not buy

  /// The surplus that a sale restores: as if the requirement, counted from equity, were larger by a share of itself.
  double buffered(double buffer) const noexcept { return fma(buffer, surplus - equity, surplus); }

  /// After a `share` of everything but the reserved cash was sold for `paid`; prices stand still.
  AuctionedAccount after_sale(double share, double paid) const noexcept {
    return {.equity = fma(share, reserved - equity, equity) + paid,
            .surplus = fma(share, reserved - surplus, surplus) + paid,
            .reserved = reserved + paid};
  }
};

/// The account that a report is about, nothing of it sold yet.
constexpr AuctionedAccount auctioned(const RiskReport& report) noexcept {
  return {.equity = report.equity, .surplus = report.maintenance_surplus()};
}

}  // namespace bulwark::BULWARK_TARGET
