#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a perpetual's buyers pay its sellers per interval, a share of notional: the premium of the perpetual over its index, which interest
/// may pull towards itself by at most `clamp`. Near the index the rate is therefore the interest; far from it, the premium less the clamp.
/// Source: Binance, Bybit, OKX, Gate and Hyperliquid, premium + clamp(interest - premium, -0.05 %, 0.05 %); Deribit's band of 0.025 % is
/// the same with no interest: max(0.025 %, premium) + min(-0.025 %, premium).
struct ClampedFunding {
  double interest;     ///< per interval
  double clamp;        ///< per interval, >= 0
  double cap;          ///< of the rate, either way, >= 0; per interval
  double added = 0.0;  ///< per interval, on top of the premium, before the cap
  double share = 1.0;  ///< of the rate that one payment takes, in (0, 1]: 1 / 8 where a rate for eight hours is paid every hour

  /// Per interval, without `share`. Not decreasing in the premium; NaN for one that is not known.
  double rate(double premium) const noexcept {
    const double pulled = greatest(premium - clamp, least(premium + clamp, interest));  // so that no rounding breaks the order
    return greatest(-cap, least(cap, pulled + added));
  }

  /// What one payment takes.
  double payment(double premium) const noexcept { return product(share, rate(premium)); }

  Faults faults() const {
    Faults found;
    if (!is_finite(interest)) report(found, FaultCode::not_finite, "clamped_funding.interest", {}, interest);
    if (!(clamp >= 0.0 && is_finite(clamp))) report(found, FaultCode::out_of_range, "clamped_funding.clamp", {}, clamp);
    if (!(cap >= 0.0 && is_finite(cap))) report(found, FaultCode::out_of_range, "clamped_funding.cap", {}, cap);
    if (!is_finite(added)) report(found, FaultCode::not_finite, "clamped_funding.added", {}, added);
    if (!(share > 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "clamped_funding.share", {}, share);
    return found;
  }
};

/// Mean premium of an interval's samples, all alike. NaN without samples or with one that is not known: funding is then not paid.
inline double mean_premium(std::span<const double> samples) noexcept {
  double sum = 0.0;
  for (const double premium : samples) sum += premium;
  return sum / static_cast<double>(samples.size());
}

/// The same with weights 1, 2, ..., n, the last sample counting most. Source: Binance, funding rate (2024).
inline double later_weighted_premium(std::span<const double> samples) noexcept {
  double sum = 0.0, weight = 0.0;
  for (const double premium : samples) {
    weight += 1.0;
    sum = fma(weight, premium, sum);
  }
  return sum / (0.5 * weight * (weight + 1.0));
}

}  // namespace bulwark::BULWARK_TARGET
