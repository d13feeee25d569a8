#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/amount.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a keeper is paid for starting an auction: a flat sum and a share of what it is to raise. Restarting one is paid only where both
/// what it is to raise and what the lot is worth are more than dust.
/// Source: Maker clip.sol, `kick` and `redo` (dss at fa4f663, 2022); in integers the share is in wads and the product rounds down:
/// the keeper bears it.
template <Amount A>
struct StartReward {
  A flat;   ///< money, >= 0
  A share;  ///< of what is to be raised, >= 0

  constexpr A start(const A& to_raise) const { return flat + product_over(to_raise, share, one_in_wads<A>(), Rounding::floor); }
  constexpr A restart(const A& to_raise, const A& lot_value, const A& dust) const {
    return to_raise < dust || lot_value < dust ? A(0) : start(to_raise);
  }

  Faults faults() const {
    Faults found;
    if (!(is_number(flat) && !(flat < A(0)))) report(found, FaultCode::negative, "start_reward.flat", {}, as_double(flat));
    if (!(is_number(share) && !(share < A(0)))) report(found, FaultCode::negative, "start_reward.share", {}, as_double(share));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
