#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/cholesky.hpp"
#include "bulwark/math/symmetric_eigen.hpp"

namespace bulwark::BULWARK_TARGET {

/// What keeps a matrix, row by row, from being the correlation of `size` numbers; `field` names it, and `lowest_field` names the lowest
/// eigenvalue of one that is indefinite. A singular one is fine. Where: row and column.
inline Faults correlation_faults(const std::vector<double>& correlation, Index size, const char* field, const char* lowest_field) {
  Faults found;
  if (std::ssize(correlation) != size * size) {
    report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(correlation.size()));
    return found;
  }
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j <= i; ++j) {
      const double x = correlation[static_cast<std::size_t>(i * size + j)], mirrored = correlation[static_cast<std::size_t>(j * size + i)];
      if (!is_finite(x))
        report(found, FaultCode::not_finite, field, {.outer = i, .inner = j}, x);
      else if (x != mirrored || (i == j ? x != 1.0 : magnitude(x) > 1.0))
        report(found, FaultCode::out_of_range, field, {.outer = i, .inner = j}, x);
    }
  std::vector<double> matrix = correlation;
  if (!found.empty() || cholesky(matrix, size) >= 0) return found;
  std::vector<double> vectors(matrix.size());
  matrix = correlation;
  double lowest = std::numeric_limits<double>::quiet_NaN();
  if (symmetric_eigen(matrix, vectors, size)) {
    lowest = 0.0;
    for (Index i = 0; i < size; ++i) lowest = least(lowest, matrix[static_cast<std::size_t>(i * size + i)]);
  }
  report(found, FaultCode::out_of_range, lowest_field, {}, lowest);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
