#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/liquidation/auctioned_account.hpp"

namespace bulwark::BULWARK_TARGET {

/// The scenario of a portfolio margin that an auction rests on, and the account under it as it stands now.
/// Source: Derive v2 Dutch auction (v2-core at 7736900, 2026).
struct AuctionScenario {
  Index scenario;
  AuctionedAccount account;

  /// Whichever of the two lacks more now; this one where they are equal, or the other is not known. So nobody ends an auction by naming a
  /// scenario that the account survives.
  AuctionScenario or_worse(const AuctionScenario& other) const noexcept { return other.account.surplus < account.surplus ? other : *this; }
};

}  // namespace bulwark::BULWARK_TARGET
