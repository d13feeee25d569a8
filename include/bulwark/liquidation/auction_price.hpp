#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"
#include "bulwark/math/power.hpp"

namespace bulwark::BULWARK_TARGET {

// What a Dutch auction asks after `elapsed` (>= 0), from `top` down, in the units of `top`. In integers, shares are in rays and every
// step rounds down as in Maker's abaci.sol (dss at fa4f663, 2022), powers half up at each multiplication; the owner of the lot bears it.
// Width: `top` and 90 bits, and 180 bits for the powers of a stair.

/// Falls by equal amounts and reaches 0 after `length`.
struct LinearDecrease {
  std::chrono::seconds length;  ///< > 0

  template <Amount A>
  constexpr A price(const A& top, std::chrono::seconds elapsed) const {
    if (!(elapsed < length)) return is_number(top) ? A(0) : top;
    const A one = one_in_rays<A>();
    const A left = product_over(static_cast<A>((length - elapsed).count()), one, static_cast<A>(length.count()), Rounding::floor);
    return product_over(top, left, one, Rounding::floor);
  }

  Faults faults() const {
    Faults found;
    if (length.count() <= 0) report(found, FaultCode::not_positive, "linear_decrease.length", {}, static_cast<double>(length.count()));
    return found;
  }
};

/// Falls by equal factors, one per whole `step`; with a step of a second, Maker's exponential decrease.
template <Amount A>
struct StairDecrease {
  A factor;                                             ///< of the price before, in [0, 1]
  std::chrono::seconds step = std::chrono::seconds{1};  ///< > 0

  constexpr A price(const A& top, std::chrono::seconds elapsed) const {
    const A one = one_in_rays<A>();
    const auto steps = static_cast<unsigned long long>(elapsed / step);
    if constexpr (std::same_as<A, double>)
      return product(top, steps == 0 ? 1.0 : factor == 0.0 ? 0.0 : power(factor, static_cast<double>(steps)));
    else
      return product_over(top, power(factor, steps, one), one, Rounding::floor);
  }

  Faults faults() const {
    Faults found;
    if (!(is_number(factor) && !(factor < A(0)) && !(one_in_rays<A>() < factor)))
      report(found, FaultCode::out_of_range, "stair_decrease.factor", {}, as_double(factor));
    if (step.count() <= 0) report(found, FaultCode::not_positive, "stair_decrease.step", {}, static_cast<double>(step.count()));
    return found;
  }
};

/// When an auction has run too long or too deep, and starts again at a fresh top price.
template <Amount A>
struct AuctionReset {
  std::chrono::seconds longest;  ///< >= 0; exactly as long still runs
  A deepest;                     ///< share of `top`, in [0, 1]; exactly as deep still runs

  /// An unknown price is due: nobody may buy at it. Domain: top > 0.
  constexpr bool is_due(std::chrono::seconds elapsed, const A& price, const A& top) const {
    const A share = product_over(price, one_in_rays<A>(), top, Rounding::floor);
    return elapsed > longest || !is_number(share) || share < deepest;
  }

  Faults faults() const {
    Faults found;
    if (longest.count() < 0) report(found, FaultCode::negative, "auction_reset.longest", {}, static_cast<double>(longest.count()));
    if (!(is_number(deepest) && !(deepest < A(0)) && !(one_in_rays<A>() < deepest)))
      report(found, FaultCode::out_of_range, "auction_reset.deepest", {}, as_double(deepest));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
