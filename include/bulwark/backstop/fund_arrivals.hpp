#pragma once

#include "bulwark/backstop/fund_loss.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// Events that know nothing of each other: exponential waits.
struct PoissonArrivals {
  double per_year;  ///< > 0

  double wait(double number) const noexcept { return -log(number) / per_year; }

  Faults faults() const {
    Faults found;
    if (!(per_year > 0.0 && is_finite(per_year))) report(found, FaultCode::not_positive, "poisson_arrivals.per_year", {}, per_year);
    return found;
  }
};

/// An event at the end of every period: a loss law of whole days, say.
struct RegularArrivals {
  double per_year;  ///< > 0

  double wait(double) const noexcept { return 1.0 / per_year; }

  Faults faults() const {
    Faults found;
    if (!(per_year > 0.0 && is_finite(per_year))) report(found, FaultCode::not_positive, "regular_arrivals.per_year", {}, per_year);
    return found;
  }
};
static_assert(FundArrivals<PoissonArrivals> && FundArrivals<RegularArrivals>);

}  // namespace bulwark::BULWARK_TARGET
