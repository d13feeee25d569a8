#pragma once

#include <optional>

#include "bulwark/liquidation/auctioned_account.hpp"
#include "bulwark/liquidation/policy.hpp"
#include "bulwark/liquidation/two_speed_discount.hpp"

namespace bulwark::BULWARK_TARGET {

/// A part of an account that changes hands.
struct AuctionSale {
  double share;  ///< of everything but reserved cash
  double price;  ///< quote, from the buyer; negative: to him
  double needs;  ///< quote of cash that he must hold before, and nothing but cash
  bool is_last;  ///< the auction ends with it
};

/// Sells an account that is worth something at a falling share of that, and no more of it than restores its requirement and a buffer.
/// Source: Derive v2 Dutch auction (v2-core at 7736900, 2026). The contracts compute in units of 1e-18, here in doubles.
struct SolventAuction {
  TwoSpeedDiscount discount;
  double buffer;             ///< on the requirement, counted from equity; >= 0
  double fee;                ///< share of what would be sold at its full worth, paid once at the start, in [0, 1]
  double whole_below = 0.0;  ///< quote; equity below which all may be sold at once

  /// What the whole account but its reserved cash costs, quote.
  double price(const AuctionedAccount& account, std::chrono::milliseconds elapsed) const noexcept {
    return product(account.equity - account.reserved, discount.share(elapsed));
  }

  /// The share that leaves the buffered surplus at zero when sold at `asked` of its worth.
  /// Source: linear in the share, so a division. Limits: 0 at a surplus with its buffer, 1 for a small or worthless account.
  double largest_share(const AuctionedAccount& account, double asked) const noexcept {
    if (account.equity < whole_below) return 1.0;
    const double lacks = greatest(0.0, -account.buffered(buffer));
    const double raised = fma(account.equity, asked, product(account.reserved, 1.0 - asked));
    return lacks == 0.0 ? 0.0 : lacks / (lacks + greatest(0.0, raised));
  }

  /// To the security module when the auction starts, quote.
  double start_fee(const AuctionedAccount& account) const noexcept {
    return product(product(largest_share(account, 1.0), account.equity), fee);
  }

  /// What a buyer who wants `wanted` of the account gets. Nothing where nothing is for sale: the time is over, only the reserved cash is
  /// worth anything, or the surplus has its buffer. Domain: `wanted` in (0, 1].
  std::optional<AuctionSale> sale(const AuctionedAccount& account, std::chrono::milliseconds elapsed, double wanted) const noexcept {
    const double whole = price(account, elapsed), most = largest_share(account, discount.share(elapsed));
    if (!(whole > 0.0 && most > 0.0 && wanted > 0.0 && wanted <= 1.0)) return std::nullopt;
    const double share = least(wanted, most), paid = product(whole, share);
    const double cover = product(magnitude(account.buffered(buffer) - account.reserved), share);
    return AuctionSale{.share = share, .price = paid, .needs = paid + cover, .is_last = wanted >= most};
  }

  /// Closes what the first buyer could take. An account worth nothing has no buyer: bankrupt.
  Verdict verdict(const RiskReport& report) const noexcept {
    const AuctionedAccount account = auctioned(report);
    if (!(account.surplus < 0.0)) return {Standing::healthy, 0.0};
    if (!(account.equity > 0.0)) return {Standing::bankrupt, 1.0};
    return {Standing::liquidatable, largest_share(account, discount.start)};
  }

  Faults faults() const {
    Faults found = discount.faults();
    if (!(buffer >= 0.0 && is_finite(buffer))) report(found, FaultCode::out_of_range, "solvent_auction.buffer", {}, buffer);
    if (!(fee >= 0.0 && fee <= 1.0)) report(found, FaultCode::out_of_range, "solvent_auction.fee", {}, fee);
    if (!(whole_below >= 0.0 && is_finite(whole_below)))
      report(found, FaultCode::out_of_range, "solvent_auction.whole_below", {}, whole_below);
    return found;
  }
};
static_assert(LiquidationPolicy<SolventAuction>);

}  // namespace bulwark::BULWARK_TARGET
