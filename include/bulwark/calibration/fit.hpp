#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/least_squares.hpp"

namespace bulwark::inline v1 {

/// What a fit makes small at every quote.
enum class Residual {
  volatility,       ///< Black's volatility of the model's value, less the quote's
  price_over_vega,  ///< value less quoted value, over the quote's vega: the same near the quote, cheaper, and never without an answer
};

/// A pull towards other parameters, such as yesterday's: a Tikhonov term.
template <class Parameters>
struct Pull {
  Parameters towards;
  Parameters scale;     ///< > 0, field by field; infinite: not pulled
  double error = 0.01;  ///< volatility; a distance of one scale counts as much as one quote of mean weight off by this
};

/// How a model is fitted.
template <class Parameters>
struct FitOptions {
  Residual residual = Residual::volatility;
  std::optional<Pull<Parameters>> pull{};
  JumpBounds bounds{};
  int starts = 2;  ///< tried of each family of starts that the smiles' shapes (and the pull) suggest
  FitLimits limits{};
  double least_error = 1e-4;     ///< volatility; no quote is believed better than this when errors of parameters are told
  double undetermined_at = 0.5;  ///< standard error of a direction of the coordinates from which on it is undetermined
};

/// A fitted model and how far to believe it. Arrays by parameter are in the order of the model's `names`.
template <class Parameters, std::size_t n>
struct Fit {
  Parameters parameters{};
  FitEnd end = FitEnd::no_start;
  std::vector<double> residuals;                          ///< model less quote, volatility; expiry after expiry, whatever they weigh
  double rms = std::numeric_limits<double>::quiet_NaN();  ///< of the weighted residuals, volatility

  std::array<double, n> standard_errors{};            ///< to first order
  std::array<std::array<double, n>, n> covariance{};  ///< parameter x parameter
  std::array<double, n> singular_values{};            ///< of the weighted slopes by the coordinates, volatility; largest first
  std::array<double, n> weakest_direction{};          ///< of the parameters: one standard error along the least determined combination
  int undetermined = 0;                               ///< combinations of parameters that the quotes (and the pull) leave open
  int iterations = 0;                                 ///< of the start that won
  int evaluations = 0;                                ///< of all quotes, over all starts

  /// Whether the quotes say what the parameters are. Where they do not, the model still fits: prices are good, parameters are one choice of
  /// many along `weakest_direction` - usually few large jumps against many small ones.
  bool is_determined() const noexcept { return end == FitEnd::converged && undetermined == 0; }
};

}  // namespace bulwark::inline v1
