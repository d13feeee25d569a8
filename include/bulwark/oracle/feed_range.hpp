#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::BULWARK_TARGET {

/// The answers that a feed is able to give. A feed clamps what lies outside, so a price near its end says only "this much or less", and
/// is no price (Venus and Blizz, May 2022: LUNA's feed stood at 0.107, its least answer 0.10, the market at 0.01).
/// Domain: prices are positive; what may be negative needs another check than ratios.
struct FeedRange {
  double least = 0.0;                                     ///< quote per coin
  double most = std::numeric_limits<double>::infinity();  ///< quote per coin
  double zone = 0.1;                                      ///< share of either end, in [0, 1), that is too near to it

  Trust trust(double price) const noexcept {
    const bool is_price = price > 0.0 && is_finite(price);
    const bool is_inside = (least == 0.0 || price > product(least, 1.0 + zone)) && price < product(most, 1.0 - zone);
    return is_price && is_inside ? Trust::trusted : Trust::invalid;
  }

  Faults faults() const {
    Faults found;
    if (!(least >= 0.0 && is_finite(least))) report(found, FaultCode::negative, "feed_range.least", {}, least);
    if (!(zone >= 0.0 && zone < 1.0)) report(found, FaultCode::out_of_range, "feed_range.zone", {}, zone);
    if (!(product(most, 1.0 - zone) > product(least, 1.0 + zone))) report(found, FaultCode::out_of_range, "feed_range.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
