#pragma once

#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Solves matrix x = right, leaving x in `right` and the matrix in pieces. For matrices I - K with K >= 0 and columns that sum to less than
/// 1 (or to 1, where something is left over): elimination without pivots is stable there, because the diagonal dominates its column and
/// goes on doing so. A pivot that vanishes leaves its unknown 0.
inline void solve_in_place(std::span<double> matrix, std::span<double> right) noexcept {
  const Index n = std::ssize(right);
  const auto cell = [&](Index r, Index c) -> double& { return matrix[static_cast<std::size_t>(r * n + c)]; };
  for (Index k = 0; k < n; ++k) {
    if (!(cell(k, k) > 0x1p-50)) continue;
    for (Index r = k + 1; r < n; ++r) {
      const double factor = cell(r, k) / cell(k, k);
      if (factor == 0.0) continue;
      for (Index c = k + 1; c < n; ++c) cell(r, c) = fma(-factor, cell(k, c), cell(r, c));
      right[static_cast<std::size_t>(r)] = fma(-factor, right[static_cast<std::size_t>(k)], right[static_cast<std::size_t>(r)]);
    }
  }
  for (Index k = n; k-- > 0;) {
    double sum = right[static_cast<std::size_t>(k)];
    for (Index c = k + 1; c < n; ++c) sum = fma(-cell(k, c), right[static_cast<std::size_t>(c)], sum);
    right[static_cast<std::size_t>(k)] = cell(k, k) > 0x1p-50 ? sum / cell(k, k) : 0.0;
  }
}

}  // namespace bulwark::BULWARK_TARGET
