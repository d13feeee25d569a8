#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/protection/price_range.hpp"

namespace bulwark::BULWARK_TARGET {

/// A static band: prices may be so far from a reference that does not follow them, such as the last settlement. The London Metal Exchange
/// had none on 7 March 2022, when nickel rose by 89 % in a day; a week later it set 15 %.
struct PriceBand {
  double width;  ///< share of the reference, either way, in (0, 1)

  constexpr PriceRange range(double reference) const noexcept { return {product(reference, 1.0 - width), product(reference, 1.0 + width)}; }

  Faults faults() const {
    Faults found;
    if (!(width > 0.0 && width < 1.0)) report(found, FaultCode::out_of_range, "price_band.width", {}, width);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
