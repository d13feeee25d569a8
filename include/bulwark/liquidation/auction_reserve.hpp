#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// The least that a lot is sold for: a share of what it is worth at the oracle's price. No share is no reserve, which is a fault, and what
/// history ran on.
template <Amount A>
struct AuctionReserve {
  A share;  ///< in rays, in (0, 1]

  /// Money, rounded up: a bidder bears it. Nothing where the price is unknown or not above 0. `oracle`: money per unit of the lot.
  constexpr std::optional<A> least_bid(const A& lot, const std::optional<A>& oracle) const {
    if (!oracle || !(A(0) < *oracle)) return std::nullopt;
    return product_over(times(lot, *oracle), share, one_in_rays<A>(), Rounding::ceil);
  }

  Faults faults() const {
    if (is_number(share) && A(0) < share && !(one_in_rays<A>() < share)) return {};
    return {{FaultCode::out_of_range, "auction_reserve.share", {}, as_double(share)}};
  }
};

}  // namespace bulwark::BULWARK_TARGET
