#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::BULWARK_TARGET {

/// The larger of two prices over the smaller, >= 1. NaN unless both are positive and finite.
constexpr double price_ratio(double a, double b) noexcept {
  const bool are_prices = a > 0.0 && b > 0.0 && is_finite(a) && is_finite(b);
  return are_prices ? greatest(a, b) / least(a, b) : std::numeric_limits<double>::quiet_NaN();
}

/// How far a price may be from what it is held against: its own slow average, another venue's price, what a claim is redeemed at.
/// The defaults are for an average: a market that halves in a day is a market, one at six times its average is not believed (Drift v2:
/// 5 times). Against a price that should be the same, `suspect_ratio` belongs near 1.
struct Plausibility {
  double suspect_ratio = 5.0;      ///< that is still trusted, >= 1
  double implausible_ratio = 5.0;  ///< that is still no worse than suspect, >= suspect_ratio

  constexpr Trust trust(double price, double reference) const noexcept {
    const double ratio = price_ratio(price, reference);
    if (ratio <= suspect_ratio) return Trust::trusted;
    if (ratio <= implausible_ratio) return Trust::suspect;
    return ratio > implausible_ratio ? Trust::implausible : Trust::invalid;
  }

  Faults faults() const {
    Faults found;
    if (!(suspect_ratio >= 1.0 && is_finite(suspect_ratio)))
      report(found, FaultCode::out_of_range, "plausibility.suspect_ratio", {}, suspect_ratio);
    if (!(implausible_ratio >= suspect_ratio && is_finite(implausible_ratio)))
      report(found, FaultCode::out_of_range, "plausibility.implausible_ratio", {}, implausible_ratio);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
