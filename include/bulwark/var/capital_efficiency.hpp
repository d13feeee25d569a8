#pragma once

#include <optional>
#include <span>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Risk that a book carries for each unit of collateral that it ties up: its loss, value at risk or shortfall, over its requirement. One is
/// a book whose collateral just bears the loss; more is a venue that asks for too little, less a trader whose capital is idle. None where
/// nothing is tied up or a number is not one; not negative.
inline std::optional<double> capital_efficiency(double loss, double collateral) noexcept {
  if (!(collateral > 0.0 && is_finite(collateral) && is_finite(loss))) return std::nullopt;
  return greatest(0.0, loss) / collateral;
}

/// Share of its legs' risk that a book does not carry: 1 - loss / sum of the legs' own losses; 0 where nothing offsets, 1 where all does.
/// None where the legs risk nothing or a number is not one. Negative only for a loss that is not subadditive, such as a value at risk.
inline std::optional<double> diversification(double loss, std::span<const double> alone) noexcept {
  double sum = 0.0;
  for (const double leg : alone) sum += leg;
  if (!(sum > 0.0 && is_finite(sum) && is_finite(loss))) return std::nullopt;
  return 1.0 - loss / sum;
}

}  // namespace bulwark::BULWARK_TARGET
