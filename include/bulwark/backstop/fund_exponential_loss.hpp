#pragma once

#include "bulwark/backstop/fund_loss.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// Losses of one mean and no memory: the law that the closed forms of `fund_exponential_ruin.hpp` are for.
struct ExponentialLoss {
  double mean;  ///< quote, > 0

  double loss(const EventNumbers& numbers) const noexcept { return product(-mean, log(numbers.one)); }
  constexpr Index pairs() const noexcept { return 0; }

  Faults faults() const {
    Faults found;
    if (!(mean > 0.0 && is_finite(mean))) report(found, FaultCode::not_positive, "exponential_loss.mean", {}, mean);
    return found;
  }
};
static_assert(FundLoss<ExponentialLoss>);

}  // namespace bulwark::BULWARK_TARGET
