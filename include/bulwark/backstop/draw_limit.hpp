#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What may be drawn in each period, or for good. Periods are fixed: a draw at the end of one and another at the start of the next may
/// follow each other closely, so that up to twice `most` passes in any stretch as long as a period.
template <ExactInteger Int>
struct DrawLimit {
  Int most;                             ///< smallest units, >= 0
  Int drawn{0};                         ///< in the period that runs; in [0, most]
  std::chrono::milliseconds period{0};  ///< 0: the limit never renews
  Timestamp start{};                    ///< of the period that runs

  constexpr Int left() const { return larger<Int>(Int(0), most - drawn); }

  constexpr DrawLimit after(const Int& amount) const {
    DrawLimit then = *this;
    then.drawn = drawn + amount;
    return then;
  }

  /// As it stands at `now`; a time before the running period changes nothing.
  constexpr DrawLimit at(Timestamp now) const {
    if (period <= period.zero() || now < start || now - start < period) return *this;
    return {most, Int(0), period, start + (now - start) / period * period};
  }

  /// `field` names the limit in the messages.
  Faults faults(const char* most_field, const char* drawn_field, const char* period_field) const {
    Faults found;
    if (most < Int(0)) report(found, FaultCode::negative, most_field, {}, static_cast<double>(most));
    if (drawn < Int(0) || most < drawn) report(found, FaultCode::out_of_range, drawn_field, {}, static_cast<double>(drawn));
    if (period < period.zero()) report(found, FaultCode::negative, period_field, {}, seconds_of(period));
    return found;
  }
  Faults faults() const { return faults("draw_limit.most", "draw_limit.drawn", "draw_limit.period"); }
};

}  // namespace bulwark::inline v1
