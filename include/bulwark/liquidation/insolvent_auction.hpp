#pragma once

#include <algorithm>

#include "bulwark/core/durations.hpp"
#include "bulwark/liquidation/solvent_auction.hpp"

namespace bulwark::BULWARK_TARGET {

/// Pays for being rid of an account that nobody buys: the whole of it costs minus its negative equity at first, and with time all that it
/// lacks of its requirement. Source: Derive v2 Dutch auction (v2-core at 7736900, 2026).
struct InsolventAuction {
  std::chrono::milliseconds length;  ///< > 0

  /// Of the whole account, quote; never positive: it is paid to whoever takes it. Limits: 0 for an account with its requirement,
  /// NaN where its equity is not known.
  double price(const AuctionedAccount& account, std::chrono::milliseconds elapsed) const noexcept {
    if (account.surplus >= 0.0) return 0.0;
    const double top = least(account.equity, 0.0);
    if (elapsed >= length) return top == top ? account.surplus : top;
    const double part = static_cast<double>(std::max(elapsed, elapsed.zero()).count()) / static_cast<double>(length.count());
    return fma(account.surplus - top, part, top);
  }

  /// What whoever takes `wanted` of the account gets: all that he wants, and all ends the auction. He must hold what it lacks of its
  /// requirement beyond what he is paid. Nothing for an account that has its requirement. Domain: `wanted` in (0, 1].
  std::optional<AuctionSale> sale(const AuctionedAccount& account, std::chrono::milliseconds elapsed, double wanted) const noexcept {
    const double whole = price(account, elapsed);
    if (!(account.surplus < 0.0 && whole <= 0.0 && wanted > 0.0 && wanted <= 1.0)) return std::nullopt;
    const double paid = product(whole, wanted);
    return AuctionSale{.share = wanted, .price = paid, .needs = fma(magnitude(account.surplus), wanted, paid), .is_last = wanted == 1.0};
  }

  Faults faults() const {
    if (length > length.zero()) return {};
    return {{FaultCode::not_positive, "insolvent_auction.length", {}, static_cast<double>(length.count())}};
  }
};

}  // namespace bulwark::BULWARK_TARGET
