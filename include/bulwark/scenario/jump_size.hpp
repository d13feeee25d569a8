#pragma once

#include <variant>

#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/pricing/log_price.hpp"

namespace bulwark::BULWARK_TARGET {

// The jumps of one asset by the parameters that price its options: lognormal (Merton, 1976) or double exponential (Kou, 2002). A model
// without jumps has none; what a stochastic variance does between jumps is not simulated here, so neither is it.

/// Whether the model is a diffusion of constant volatility with jumps on top, or without.
inline bool is_jump_diffusion(const ModelParameters& model) noexcept { return !std::holds_alternative<StochasticVariance>(model); }

/// Expected relative jump of the price: what the drift gives back, so that the forward stays where it is.
inline double mean_relative_jump(const ModelParameters& model) noexcept { return jump_moments(model).growth; }

/// The log jump whose rank among jumps is that of `score` among standard normal numbers: increasing, and of the model's law where the score
/// is normal. Both tails keep their digits.
inline double jump_size(const ModelParameters& model, double score) noexcept {
  if (const auto* merton = std::get_if<JumpParameters>(&model)) return fma(merton->log_jump_deviation, score, merton->mean_log_jump);
  const auto* kou = std::get_if<DoubleExponentialJumps>(&model);
  if (kou == nullptr) return 0.0;
  const double below = normal_cdf(score), down_share = 1.0 - kou->up_share;
  if (below < down_share) return log(below / down_share) / kou->down_rate;
  return -log(normal_cdf(-score) / kou->up_share) / kou->up_rate;
}

}  // namespace bulwark::BULWARK_TARGET
