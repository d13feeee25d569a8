#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a unit of gas costs in the next block: an eighth more after a full one, an eighth less after an empty one, so ten full minutes on
/// Ethereum make it some 360 times as dear. In integers the chain's own numbers. Source: EIP-1559 (2021), "base fee".
/// Holds where A holds fee x gas.
template <Amount A>
struct BaseFee {
  A target;              ///< gas per block that changes nothing, > 0; the limit is twice it
  A denominator = A(8);  ///< the largest change is 1 / denominator

  /// From a block's fee and the gas used in it, in [0, 2 target]. It may fall to nothing, and rises by at least one unit where A has units.
  constexpr A next(const A& fee, const A& used) const noexcept(std::same_as<A, double>) {
    if (used == target) return fee;
    const bool is_rise = target < used;
    const A gap = is_rise ? used - target : target - used;
    const A change = quotient(product_over(fee, gap, target, Rounding::floor), denominator, Rounding::floor);
    if (!is_rise) return fee - change;
    if constexpr (std::same_as<A, double>)
      return fee + change;
    else
      return fee + larger<A>(change, A(1));
  }

  Faults faults() const {
    Faults found;
    if (!(A(0) < target)) report(found, FaultCode::not_positive, "base_fee.target", {}, as_double(target));
    if (!(A(1) < denominator)) report(found, FaultCode::out_of_range, "base_fee.denominator", {}, as_double(denominator));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
