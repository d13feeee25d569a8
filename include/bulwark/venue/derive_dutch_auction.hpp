#pragma once

#include "bulwark/liquidation/dutch_auction.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Derive's auction as deployed (v2-core at 7736900, scripts/config-mainnet, 2026): 95 % of worth falling to 70 % in a quarter of an hour
/// and to nothing in 12 hours, a buffer of 15 %, a fee of 10 %; then an hour in which the payment rises. The threshold below which an
/// account is sold whole is set by the owner, at most 1,000 USDC, and not by the scripts.
inline DutchAuction derive_dutch_auction(double whole_below = 0.0) {
  using namespace std::chrono_literals;
  return {.solvent = {.discount = {.start = 0.95, .cutoff = 0.7, .fast = 15min, .slow = 12h},
                      .buffer = 0.15,
                      .fee = 0.1,
                      .whole_below = whole_below},
          .insolvent = {.length = 60min}};
}

}  // namespace bulwark::BULWARK_TARGET::venue
