#pragma once

#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Replaces a symmetric matrix, row by row and `size` wide, by the lower triangle L with L L^T the matrix, zero above the diagonal. Reads
/// the lower triangle alone. A singular matrix has a column of zeros wherever a row depends on those before it. Returns the rank, or -1
/// where the matrix is not positive semidefinite (a pivot, or what stands below a vanished one, is further from zero than `size` x 2^-44 of
/// its diagonal allows) or a number is not finite; the matrix is then spoilt. Source: Golub, Van Loan, "Matrix computations", 4.2.8,
/// without interchanges, so that rows keep their meaning.
inline Index cholesky(std::span<double> matrix, Index size) noexcept {
  const auto at = [&](Index i, Index j) -> double& { return matrix[static_cast<std::size_t>(i * size + j)]; };
  const double share = product(static_cast<double>(size), 0x1p-44);
  Index rank = 0;
  for (Index j = 0; j < size; ++j) {
    const double diagonal = at(j, j);
    double pivot = diagonal;
    for (Index k = 0; k < j; ++k) pivot = fma(-at(j, k), at(j, k), pivot);
    const double allowed = product(share, magnitude(diagonal));
    if (!is_finite(pivot) || pivot < -allowed) return -1;
    const bool is_dependent = pivot <= allowed;
    const double root = is_dependent ? 0.0 : __builtin_sqrt(pivot);
    rank += is_dependent ? 0 : 1;
    at(j, j) = root;
    for (Index i = j + 1; i < size; ++i) {
      const double entry = at(i, j);
      double rest = entry;
      for (Index k = 0; k < j; ++k) rest = fma(-at(i, k), at(j, k), rest);
      if (!is_finite(rest)) return -1;
      // |rest|^2 <= (what is left of row i) x pivot where the matrix is semidefinite
      if (is_dependent && product(rest, rest) > product(4.0, product(allowed, magnitude(at(i, i))))) return -1;
      at(i, j) = is_dependent ? 0.0 : rest / root;
    }
    for (Index i = 0; i < j; ++i) at(i, j) = 0.0;
  }
  return rank;
}

}  // namespace bulwark::BULWARK_TARGET
