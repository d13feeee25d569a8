#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/oracle/timed_price.hpp"

namespace bulwark::inline v1 {

/// What an exponential average remembers.
struct AveragedPrice {
  double average;   ///< quote per coin, at the moment of the last print
  TimedPrice last;  ///< the print that holds since
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// An average in which what held `time_constant` ago weighs 1 / e of what holds now: average' = average + (1 - e^(-t / time_constant))
/// (held - average), where t is how long the price held. How often it is updated makes no difference but rounding: the prints between two
/// moments do. A print moves it by its share w of that weight at most, and not before it has held. State in, state out; NaN in, NaN out.
struct ExponentialAverage {
  std::chrono::milliseconds time_constant;  ///< the half-life is 0.693 of it

  /// Where it starts, or starts anew.
  constexpr AveragedPrice from(double price, Timestamp now) const noexcept { return {price, {now, price}}; }

  /// The average at `now`, the last print having held until then. A time before that print is as if it were then.
  double at(const AveragedPrice& state, Timestamp now) const noexcept {
    const double held = greatest(0.0, seconds_between(state.last.at, now)), last = state.last.price;
    const double weight = -expm1(-held / seconds_of(time_constant));
    return least(greatest(fma(weight, last - state.average, state.average), least(state.average, last)), greatest(state.average, last));
  }

  /// After a new print. One that is older than the last changes nothing.
  AveragedPrice updated(const AveragedPrice& state, double price, Timestamp now) const noexcept {
    return now < state.last.at ? state : AveragedPrice{at(state, now), {now, price}};
  }

  Faults faults() const {
    Faults found;
    if (time_constant.count() <= 0)
      report(found, FaultCode::not_positive, "exponential_average.time_constant", {}, seconds_of(time_constant));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
