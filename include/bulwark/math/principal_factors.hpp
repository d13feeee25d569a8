#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/math/symmetric_eigen.hpp"

namespace bulwark::inline v1 {

/// A covariance as few factors common to all, and what is left of each variable's own.
struct PrincipalFactors {
  std::vector<double> weight;      ///< variable x factor, row by row: the factor's eigenvector times the root of its eigenvalue
  std::vector<double> own;         ///< variable: deviation of what the factors do not explain, so that variances stay as they are
  std::vector<double> eigenvalue;  ///< all of them, largest first
  double explained = 0.0;          ///< share of the sum of variances, in [0, 1]
  bool is_known = false;           ///< false: no eigenvalues were found, or a number is not finite
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The `factors` largest principal factors of a symmetric positive semidefinite matrix, row by row and `size` wide; `factors` in
/// [0, size]. Covariances between variables become those that the factors make: the closest of that rank to the matrix, but for its
/// diagonal, which is kept. An eigenvector's sign is that of its largest entry made positive. Eigenvalues that rounding left below zero
/// count as zero. Source: Jolliffe, "Principal component analysis" (2002), 2.1 and 7.
inline PrincipalFactors principal_factors(std::vector<double> matrix, Index size, Index factors) {
  const auto at = [&](Index i, Index j) { return static_cast<std::size_t>(i * size + j); };
  PrincipalFactors found{.weight = std::vector<double>(static_cast<std::size_t>(size * factors)),
                         .own = std::vector<double>(static_cast<std::size_t>(size)),
                         .eigenvalue = {}};
  std::vector<double> vectors(matrix.size()), variance;
  for (Index i = 0; i < size; ++i) variance.push_back(matrix[at(i, i)]);
  if (!symmetric_eigen(matrix, vectors, size)) return found;
  std::vector<Index> order;
  for (Index k = 0; k < size; ++k) order.push_back(k);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return matrix[at(a, a)] > matrix[at(b, b)]; });
  double all = 0.0, taken = 0.0;
  for (Index rank = 0; rank < size; ++rank) {
    const Index k = order[static_cast<std::size_t>(rank)];
    const double value = greatest(0.0, matrix[at(k, k)]);
    found.eigenvalue.push_back(matrix[at(k, k)]);
    all += value;
    if (rank >= factors) continue;
    taken += value;
    double largest = 0.0;
    for (Index i = 0; i < size; ++i)
      if (magnitude(vectors[at(k, i)]) > product(magnitude(largest), 1.0 + 0x1p-40)) largest = vectors[at(k, i)];
    const double root = __builtin_copysign(__builtin_sqrt(value), largest);
    for (Index i = 0; i < size; ++i) found.weight[static_cast<std::size_t>(i * factors + rank)] = product(root, vectors[at(k, i)]);
  }
  for (Index i = 0; i < size; ++i) {
    double rest = variance[static_cast<std::size_t>(i)];
    for (Index f = 0; f < factors; ++f) {
      const double weight = found.weight[static_cast<std::size_t>(i * factors + f)];
      rest = fma(-weight, weight, rest);
    }
    found.own[static_cast<std::size_t>(i)] = __builtin_sqrt(greatest(0.0, rest));
  }
  found.explained = all > 0.0 ? taken / all : 1.0;
  found.is_known = true;
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
