#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/power_of_ten.hpp"

namespace bulwark::inline v1 {

/// With how many decimals two places write amounts of one thing: a token and the oracle that prices it, a vault and its share.
struct StatedDecimals {
  int from;  ///< in [0, 36]
  int to;    ///< in [0, 36]

  static constexpr int most = 36;

  constexpr bool agree() const noexcept { return from == to; }

  /// By what an amount is wrong that one place reads as the other wrote it: 10^(from - to), >= 1 where too large.
  constexpr double scale() const noexcept {
    double s = 1.0;
    for (int i = from < to ? from : to; i < (from < to ? to : from); ++i) s *= 10.0;
    return from < to ? 1.0 / s : s;
  }

  /// An amount of `from` decimals with `to` of them, rounded once: `floor` for what is owed to somebody, `ceil` for what he owes.
  template <ExactInteger Int>
  constexpr Int converted(const Int& amount, Rounding rounding) const {
    return times_power_of_ten<Int>(amount, to - from, rounding);
  }

  Faults faults() const {
    Faults found;
    if (from < 0 || from > most) report(found, FaultCode::out_of_range, "stated_decimals.from", {}, from);
    if (to < 0 || to > most) report(found, FaultCode::out_of_range, "stated_decimals.to", {}, to);
    return found;
  }

  /// For a configuration that multiplies amounts of both places without converting them.
  Faults faults_if_not_converted() const {
    Faults found = faults();
    if (!agree()) report(found, FaultCode::out_of_range, "stated_decimals.scale", {}, scale());
    return found;
  }
};

}  // namespace bulwark::inline v1
