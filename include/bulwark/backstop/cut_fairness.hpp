#pragma once

#include "bulwark/backstop/cut.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How a cut fell on those who had something to lose.
struct CutFairness {
  double inequality;  ///< Gini coefficient of the shares that each lost: 0 where all lost the same, near 1 where few lost all
  double mean_share;  ///< of what each had, in the mean over candidates
  double largest;     ///< of what was taken, borne by one; in [0, 1]
};

/// `taken` as a `CutRule` filled it; `scratch` has the candidates' number. Zeros where nothing was taken. Sorted before it is summed, so
/// that the candidates' order changes no bit of the inequality. Source: the Gini coefficient of a sorted sample (Gini, 1912).
template <ExactInteger Int>
CutFairness cut_fairness(std::span<const CutCandidate<Int>> candidates, std::span<const Int> taken, std::span<double> scratch) noexcept {
  std::size_t n = 0;
  double all = 0.0, most = 0.0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!(Int(0) < candidates[i].most)) continue;
    const auto cut = static_cast<double>(taken[i]);
    scratch[n++] = cut / static_cast<double>(candidates[i].most);
    all += cut, most = greatest(most, cut);
  }
  if (!(all > 0.0)) return {0.0, 0.0, 0.0};
  const std::span<double> shares = scratch.first(n);
  std::sort(shares.begin(), shares.end());
  double sum = 0.0, ranked = 0.0;
  for (std::size_t k = 0; k < n; ++k) sum += shares[k], ranked = fma(static_cast<double>(k + 1), shares[k], ranked);
  const auto count = static_cast<double>(n);
  return {greatest(0.0, (2.0 * ranked) / product(count, sum) - (count + 1.0) / count), sum / count, most / all};
}

}  // namespace bulwark::BULWARK_TARGET
