#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// What an expiry's options count for when they come out worth something or owing something, whole expiry by whole expiry: a gain less
/// than its value, a loss more. Both grow away from 1 with the time left.
/// Source: Derive v2, "static discount" of the portfolio margin managers (v2-core at 7736900, 2026).
struct ExpiryDiscount {
  double gain = 1.0;             ///< share of a positive value: gain x exp(-years x (gain_rate_share x rate + gain_rate))
  double gain_rate_share = 0.0;  ///< of the expiry's rate
  double gain_rate = 0.0;        ///< per year
  double loss = 1.0;             ///< multiple of a negative value: loss x exp(years x (loss_rate_share x rate + loss_rate)), ...
  double loss_rate_share = 0.0;  ///< of the expiry's rate
  double loss_rate = 0.0;        ///< per year
  bool is_loss_capped = false;   ///< ... at most 1 / the discount that values carry (undiscounted), but a loss in full
};

/// The two factors of one expiry.
struct ExpiryFactors {
  double gain = 1.0;  ///< on a value of 0 or more
  double loss = 1.0;  ///< on a negative value
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// `rate` per year (a negative one counts as none), `discount` what values of the expiry carry.
inline ExpiryFactors expiry_factors(const ExpiryDiscount& d, double years, double rate, double discount) noexcept {
  const auto grown = [&](double share, double add, double sign) {
    return exp(product(product(sign, years), fma(share, greatest(0.0, rate), add)));
  };
  const double loss = product(d.loss, grown(d.loss_rate_share, d.loss_rate, 1.0));
  return {.gain = product(d.gain, grown(d.gain_rate_share, d.gain_rate, -1.0)),
          .loss = d.is_loss_capped ? least(greatest(1.0, 1.0 / discount), loss) : loss};
}

/// A gain must not count for more than it is, nor a loss for less.
inline Faults faults(const ExpiryDiscount& d) {
  Faults found;
  if (!(d.gain >= 0.0 && d.gain <= 1.0)) report(found, FaultCode::out_of_range, "expiry_discount.gain", {}, d.gain);
  if (!(d.loss >= 1.0 && is_finite(d.loss))) report(found, FaultCode::out_of_range, "expiry_discount.loss", {}, d.loss);
  const auto not_negative = [&](double x, const char* field) {
    if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, field, {}, x);
  };
  not_negative(d.gain_rate_share, "expiry_discount.gain_rate_share");
  not_negative(d.gain_rate, "expiry_discount.gain_rate");
  not_negative(d.loss_rate_share, "expiry_discount.loss_rate_share");
  not_negative(d.loss_rate, "expiry_discount.loss_rate");
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
