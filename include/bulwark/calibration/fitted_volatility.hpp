#pragma once

#include <array>

#include "bulwark/pricing/implied_volatility.hpp"

namespace bulwark::BULWARK_TARGET {

/// Black's volatility of a model's value at ln(strike / forward): the fitted smile between and beyond the quotes.
/// Limits: where the value is too small, or too large, to have a volatility the status says so.
template <class Model>
ImpliedVolatility fitted_volatility(const typename Model::Parameters& p, double log_moneyness, double years) noexcept {
  const Claim<double> claim{1.0, exp(log_moneyness), 0.0, years, log_moneyness < 0.0 ? -1.0 : 1.0};
  Lanes<1> value;
  std::array<Lanes<1>, Model::size> slopes;
  Model::price(one_lane(claim), p, value, slopes);
  return black_implied_volatility(claim, value.lane(0));
}

}  // namespace bulwark::BULWARK_TARGET
