#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/math/root.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/default_intensity.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an asset held as collateral may lose before it is sold: its price moves, and it may fail, which leaves the recovery of its price
/// then. Losses are shares of the price now. Domain: a lognormal price without drift, over a deviation that the caller takes from the time
/// that closing takes (for a market that shuts, `ClosedMarket::exit_variance`).
struct FailureHaircut {
  Failure failure;
  double years;      ///< from the last good price until the collateral is sold, >= 0
  double deviation;  ///< of the log price over that time, >= 0

  /// That more than `loss` (in [0, 1)) is lost.
  double chance_beyond(double loss) const noexcept {
    const double failed = failure_probability(failure, years), left = 1.0 - loss;
    const double stands = survival(failure, years);
    return fma(failed, chance_below(left / failure.recovery), product(stands, chance_below(left)));
  }

  /// The least haircut that is enough with the given confidence, in [0, 1]. It does not see a failure less likely than 1 - confidence, and
  /// jumps by all of it where that likelihood is passed: see `shortfall`.
  double quantile(double confidence) const noexcept {
    const double tail = 1.0 - confidence;
    if (!(tail > 0.0 && tail < 1.0 && is_finite(chance_beyond(0.0)))) return __builtin_nan("");
    if (chance_beyond(0.0) <= tail) return 0.0;
    return adjacent_flip([&](double loss) { return chance_beyond(loss) <= tail; }, 0.0, 1.0).after;
  }

  /// The mean loss in the worst 1 - confidence of cases: never less than the quantile, continuous and increasing in the intensity, so that
  /// a danger too rare for the quantile is charged as well. Source: Rockafellar and Uryasev (2002), with Black's puts as the excess.
  double shortfall(double confidence) const noexcept {
    const double from = quantile(confidence), left = 1.0 - from;
    const double failed = failure_probability(failure, years);
    const double excess =
        fma(failed, shortfall_below(left, failure.recovery), product(survival(failure, years), shortfall_below(left, 1.0)));
    return least(1.0, from + excess / (1.0 - confidence));
  }

  /// As the terms of a haircut: what opening counts with at one confidence, and staying at another, lower one.
  Haircut::Terms terms(double initial_confidence, double maintenance_confidence) const noexcept {
    return {.initial = shortfall(initial_confidence), .maintenance = shortfall(maintenance_confidence)};
  }

  Faults faults() const {
    Faults found = bulwark::faults(failure);
    if (!(years >= 0.0 && is_finite(years))) report(found, FaultCode::negative, "failure_haircut.years", {}, years);
    if (!(deviation >= 0.0 && is_finite(deviation))) report(found, FaultCode::negative, "failure_haircut.deviation", {}, deviation);
    return found;
  }

 private:
  /// That the price alone ends below `share` of what it was.
  double chance_below(double share) const noexcept {
    if (deviation == 0.0 || !(share > 0.0 && is_finite(share))) return share > 1.0 ? 1.0 : share == share ? 0.0 : share;
    return normal_cdf(log(share) / deviation + 0.5 * deviation);
  }
  /// E max(0, left - recovery x price).
  double shortfall_below(double left, double recovery) const noexcept {
    if (!(left > 0.0)) return left == left ? 0.0 : left;
    return recovery == 0.0 ? left : black_value(Claim<double>{recovery, left, deviation, 1.0, -1.0});
  }
};

}  // namespace bulwark::BULWARK_TARGET
