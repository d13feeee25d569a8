#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Eigenvalues and eigenvectors of a symmetric matrix, row by row and `size` wide: leaves the eigenvalues on its diagonal, in no order, and
/// writes the eigenvectors into the rows of `vectors` (as large), so that matrix = sum of eigenvalue x row^T row. Jacobi's rotations, row
/// by row until what is off the diagonal is below 2^-52 of the whole: slower than reduction to three diagonals from some 50 rows on, but
/// the same bits everywhere and small eigenvalues of a graded positive definite matrix to their own digits. Reads both triangles. Returns
/// whether it converged: false after 30 sweeps (10 are usual) or for a number that is not finite. Source: Golub, Van Loan, "Matrix
/// computations", 8.5; Rutishauser (1966) for the small angle.
inline bool symmetric_eigen(std::span<double> matrix, std::span<double> vectors, Index size) noexcept {
  const auto a = [&](Index i, Index j) -> double& { return matrix[static_cast<std::size_t>(i * size + j)]; };
  const auto v = [&](Index i, Index j) -> double& { return vectors[static_cast<std::size_t>(i * size + j)]; };
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < size; ++j) v(i, j) = i == j ? 1.0 : 0.0;
  for (int sweep = 0; sweep <= 30; ++sweep) {
    double largest = 0.0, off = 0.0;
    for (Index i = 0; i < size; ++i)
      for (Index j = 0; j < size; ++j) {
        const double entry = magnitude(a(i, j));
        largest = greatest(entry, largest);
        if (i != j) off = greatest(entry, off);
      }
    if (!is_finite(largest)) return false;
    if (off <= product(largest, 0x1p-60)) return true;
    if (sweep == 30) return false;
    for (Index p = 0; p < size; ++p)
      for (Index q = p + 1; q < size; ++q) {
        const double entry = a(p, q);
        if (entry == 0.0) continue;
        const double theta = product(0.5, a(q, q) - a(p, p)) / entry;
        const double size_of_theta = magnitude(theta);
        const double tangent = size_of_theta > 0x1p100
                                   ? 0.5 / theta
                                   : __builtin_copysign(1.0 / (size_of_theta + __builtin_sqrt(fma(theta, theta, 1.0))), theta);
        const double cosine = 1.0 / __builtin_sqrt(fma(tangent, tangent, 1.0)), sine = product(tangent, cosine);
        const auto turn = [&](double& x, double& y) {
          const double was = x;
          x = fma(cosine, was, -product(sine, y));
          y = fma(sine, was, product(cosine, y));
        };
        a(p, p) = fma(-tangent, entry, a(p, p));
        a(q, q) = fma(tangent, entry, a(q, q));
        a(p, q) = a(q, p) = 0.0;
        for (Index k = 0; k < size; ++k) {
          if (k != p && k != q) {
            turn(a(k, p), a(k, q));
            a(p, k) = a(k, p);
            a(q, k) = a(k, q);
          }
          turn(v(p, k), v(q, k));
        }
      }
  }
  return false;
}

}  // namespace bulwark::BULWARK_TARGET
