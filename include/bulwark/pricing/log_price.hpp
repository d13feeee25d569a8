#pragma once

#include "bulwark/pricing/model.hpp"

#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// The logarithm of a price as the options' model has it move: a diffusion of constant volatility, and the model's jumps.
struct LogPrice {
  double volatility;        ///< of the diffusion alone, per sqrt(year), > 0
  double growth = 0.0;      ///< of the expected price, per year and continuous; 0 for a forward
  ModelParameters model{};  ///< nothing (Black), `JumpParameters` (Merton) or `DoubleExponentialJumps` (Kou)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Jumps expected per year.
inline double jumps_per_year(const ModelParameters& model) noexcept {
  if (const auto* merton = std::get_if<JumpParameters>(&model)) return merton->per_year;
  if (const auto* kou = std::get_if<DoubleExponentialJumps>(&model)) return kou->per_year;
  return 0.0;
}

/// Expected relative move of the price in one jump, and the expected square of one jump of the logarithm.
struct JumpMoments {
  double growth = 0.0;
  double square = 0.0;
};
inline JumpMoments jump_moments(const ModelParameters& model) noexcept {
  if (const auto* merton = std::get_if<JumpParameters>(&model)) {
    const double variance = product(merton->log_jump_deviation, merton->log_jump_deviation);
    return {expm1(fma(0.5, variance, merton->mean_log_jump)), fma(merton->mean_log_jump, merton->mean_log_jump, variance)};
  }
  if (const auto* kou = std::get_if<DoubleExponentialJumps>(&model)) {
    const double up = kou->up_share, down = 1.0 - up;
    return {fma(up, 1.0 / (kou->up_rate - 1.0), -(down / (kou->down_rate + 1.0))),
            2.0 * fma(up, 1.0 / product(kou->up_rate, kou->up_rate), down / product(kou->down_rate, kou->down_rate))};
  }
  return {};
}

/// Drift of the logarithm between jumps, per year: growth less half the variance less what jumps are expected to add.
inline double drift_between_jumps(const LogPrice& price) noexcept {
  const double taken = product(jumps_per_year(price.model), jump_moments(price.model).growth);
  return fma(-0.5 * price.volatility, price.volatility, price.growth) - taken;
}

/// Variance of the logarithm over a year, jumps included.
inline double variance_per_year(const LogPrice& price) noexcept {
  return fma(price.volatility, price.volatility, product(jumps_per_year(price.model), jump_moments(price.model).square));
}

/// What keeps a log price from being followed. A variance that moves by itself has no first passage here.
inline Faults faults(const LogPrice& price) {
  Faults found;
  if (!(price.volatility > 0.0 && is_finite(price.volatility)))
    report(found, FaultCode::not_positive, "log_price.volatility", {}, price.volatility);
  if (!is_finite(price.growth)) report(found, FaultCode::not_finite, "log_price.growth", {}, price.growth);
  append(found, faults(price.model));
  if (std::holds_alternative<StochasticVariance>(price.model)) report(found, FaultCode::missing, "log_price.model");
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
