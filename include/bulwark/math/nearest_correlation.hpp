#pragma once

#include <algorithm>

#include "bulwark/math/symmetric_eigen.hpp"

namespace bulwark::inline v1 {

/// What was done to a matrix to make it a correlation.
struct CorrelationRepair {
  double distance = 0.0;  ///< root of the sum of squared changes; 0 where nothing had to be done
  double lowest = 0.0;    ///< eigenvalue that it had, where that was negative
  int steps = 0;          ///< projections
  bool converged =
      false;  ///< false: a number was not finite, or 1,000 steps did not do (what they reached is a correlation, not the nearest)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Writes into `cut` the part of a matrix that its negative eigenvalues make; `form` is the matrix, and spoilt. Returns the lowest
/// eigenvalue, NaN where there is none.
inline double negative_part(std::span<double> form, std::span<double> vectors, Index size, std::span<double> cut) noexcept {
  if (!symmetric_eigen(form, vectors, size)) return std::numeric_limits<double>::quiet_NaN();
  std::fill(cut.begin(), cut.end(), 0.0);
  double lowest = 0.0;
  for (Index k = 0; k < size; ++k) {
    const double value = form[static_cast<std::size_t>(k * size + k)];
    lowest = least(lowest, value);
    if (!(value < 0.0)) continue;
    const std::span<double> vector = vectors.subspan(static_cast<std::size_t>(k * size), static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < vector.size(); ++i)
      for (std::size_t j = 0; j < vector.size(); ++j)  // the smaller index first: one rounding for both halves
        cut[i * vector.size() + j] = fma(product(value, vector[std::min(i, j)]), vector[std::max(i, j)], cut[i * vector.size() + j]);
  }
  return lowest;
}

/// Replaces a symmetric matrix with ones on its diagonal, row by row and `size` wide, by the correlation matrix nearest to it: positive
/// semidefinite, ones on the diagonal, least sum of squared changes (to 1e-10). `scratch` holds five matrices. A matrix that is one already
/// stays as it is, to the bit; a repaired one is singular, which `cholesky` takes.
/// Source: Higham, "Computing the nearest correlation matrix" (2002), algorithm 3.3: alternating projections with Dykstra's correction,
/// some 20 to 200 of one eigenvalue problem each.
inline CorrelationRepair nearest_correlation(std::span<double> matrix, Index size, std::span<double> scratch) noexcept {
  const auto cells = static_cast<std::size_t>(size * size), side = static_cast<std::size_t>(size);
  const auto part = [&](std::size_t i) { return scratch.subspan(i * cells, cells); };
  const std::span<double> vectors = part(0), form = part(1), correction = part(2), cut = part(3), given = part(4);
  std::copy(matrix.begin(), matrix.end(), given.begin());
  std::copy(matrix.begin(), matrix.end(), form.begin());
  std::fill(correction.begin(), correction.end(), 0.0);
  CorrelationRepair repair{.lowest = negative_part(form, vectors, size, cut)};
  if (!(repair.lowest < product(-0x1p-46, static_cast<double>(size)))) {
    repair.converged = repair.lowest == repair.lowest;
    return repair;
  }
  while (!repair.converged && repair.steps < 1000) {
    ++repair.steps;
    double moved = 0.0;
    for (std::size_t c = 0; c < cells; ++c) {
      const double lifted = matrix[c] - correction[c] - cut[c], after = c % (side + 1) == 0 ? 1.0 : lifted;
      moved = greatest(magnitude(after - matrix[c]), greatest(magnitude(after - lifted), moved));
      correction[c] = -cut[c];
      matrix[c] = after;
      form[c] = after + cut[c];
    }
    repair.converged = moved <= 1e-11;
    negative_part(form, vectors, size, cut);
  }
  // Semidefinite to rounding, whatever is left of the negative part; then ones again.
  std::copy(matrix.begin(), matrix.end(), form.begin());
  negative_part(form, vectors, size, cut);
  double squares = 0.0;
  for (std::size_t i = 0; i < side; ++i)
    for (std::size_t j = 0; j < side; ++j) {
      const double scale = __builtin_sqrt(product(matrix[i * side + i] - cut[i * side + i], matrix[j * side + j] - cut[j * side + j]));
      const double entry = i == j ? 1.0 : (matrix[i * side + j] - cut[i * side + j]) / scale;
      form[i * side + j] = entry;
      const double apart = entry - given[i * side + j];
      squares = fma(apart, apart, squares);
    }
  std::copy(form.begin(), form.end(), matrix.begin());
  repair.distance = __builtin_sqrt(squares);
  return repair;
}

}  // namespace bulwark::BULWARK_TARGET
