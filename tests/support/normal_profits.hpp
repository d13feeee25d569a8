#pragma once

#include <vector>

#include "bulwark/math/normal.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {

/// Independent normal numbers of this deviation; the same for the same seed.
inline std::vector<double> normal_profits(std::size_t count, std::uint64_t seed, double deviation = 1.0) {
  Inputs inputs{seed};
  std::vector<double> profits(count);
  for (double& p : profits) p = deviation * normal_quantile(inputs.unit() + 0x1p-53);
  return profits;
}

/// One more of each.
inline std::vector<double> sum(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

}  // namespace bulwark::test
