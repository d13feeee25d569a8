#pragma once

#include "bulwark/core/fault.hpp"

namespace bulwark::inline v1 {

/// What happens to an auction, by the level of the breaker that stops it.
enum class AuctionStep { start = 1, restart = 2, buy = 3 };

/// How much of auctions is stopped: nothing at level 0, starts at 1, restarts as well at 2, purchases as well at 3. Each level stops what
/// the levels below it stop, so that nothing is put up for sale that nobody may buy.
/// Source: Maker clip.sol, `stopped` (dss at fa4f663, 2022).
struct AuctionBreaker {
  int level = 0;  ///< in [0, 3]

  constexpr bool stops(AuctionStep step) const noexcept { return level >= static_cast<int>(step); }

  Faults faults() const {
    if (level >= 0 && level <= 3) return {};
    return {{FaultCode::out_of_range, "auction_breaker.level", {}, static_cast<double>(level)}};
  }
};

}  // namespace bulwark::inline v1
