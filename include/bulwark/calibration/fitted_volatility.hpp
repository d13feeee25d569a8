#pragma once

#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/pricing/implied_volatility.hpp"

namespace bulwark::BULWARK_TARGET {

/// Black's volatility of a model's value at ln(strike / forward): the fitted smile between and beyond the quotes.
/// Limits: where the value is too small, or too large, to have a volatility the status says so.
template <SmileModel Model>
ImpliedVolatility fitted_volatility(const typename Model::Parameters& p, double log_moneyness, double years) noexcept {
  const Claim<double> claim{1.0, exp(log_moneyness), 0.0, years, log_moneyness < 0.0 ? -1.0 : 1.0};
  typename Model::Scratch scratch;
  return black_implied_volatility(claim, Model::price(one_lane(claim), p, scratch).value.lane(0));
}

}  // namespace bulwark::BULWARK_TARGET
