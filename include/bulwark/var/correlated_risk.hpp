#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

enum class DiversificationVerdict { unknown, sound, relies_on_correlation };

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Risk of positions together: sqrt(a' C a) of their own risks a (signed by side) under a correlation matrix, row by row. Deviations, or
/// values at risk of one elliptical law. NaN where a number is, or where the matrix is so far from one that the sum is negative.
inline double correlated_risk(std::span<const double> alone, std::span<const double> correlation) noexcept {
  const std::size_t size = alone.size();
  double sum = 0.0;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) sum = fma(product(alone[i], alone[j]), correlation[i * size + j], sum);
  return sum < 0.0 && sum > -1e-12 ? 0.0 : __builtin_sqrt(sum);
}

/// Whether a book lives on correlations staying as they were: its risk when everything moves together (`stress_correlation`) against the
/// risk that is claimed for it.
struct DiversificationLimit {
  double most;  ///< stressed / claimed risk that is still sound, >= 1

  double ratio(double claimed, double stressed) const noexcept { return stressed / claimed; }

  DiversificationVerdict verdict(double claimed, double stressed) const noexcept {
    if (!(claimed >= 0.0 && stressed >= 0.0 && is_finite(claimed) && is_finite(stressed))) return DiversificationVerdict::unknown;
    return stressed <= product(most, claimed) ? DiversificationVerdict::sound : DiversificationVerdict::relies_on_correlation;
  }

  /// The least risk that the limit lets a book be margined for: the claimed one, or the stressed over `most`.
  double margined(double claimed, double stressed) const noexcept { return greatest(claimed, stressed / most); }

  Faults faults() const {
    Faults found;
    if (!(most >= 1.0 && is_finite(most))) report(found, FaultCode::out_of_range, "diversification_limit.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
