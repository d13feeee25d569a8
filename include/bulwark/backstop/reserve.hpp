#pragma once

#include "bulwark/backstop/loss_level.hpp"

namespace bulwark::inline v1 {

/// Money that pays until it is gone: the penalty and collateral left in the account itself, a house's own stake, profits that may be cut.
/// Smallest units. Nothing is rounded.
template <ExactInteger Int>
struct Reserve {
  Int held;  ///< >= 0

  constexpr Int available() const { return larger<Int>(Int(0), held); }

  constexpr LevelPayment<Reserve, Int> pay(const Int& loss) const {
    const Int paid = payable<Int>(loss, held);
    return {paid, {held - paid}};
  }

  /// After more was paid in; >= 0.
  constexpr Reserve after_income(const Int& income) const { return {held + income}; }

  Faults faults() const {
    Faults found;
    if (held < Int(0)) report(found, FaultCode::negative, "reserve.held", {}, static_cast<double>(held));
    return found;
  }
};
static_assert(LossLevel<Reserve<long long>, long long>);

}  // namespace bulwark::inline v1
