#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace bulwark::test {

/// The smallest number that at least `share` of them do not exceed; infinity when a NaN is among them, NaN of nothing.
inline double quantile(std::vector<double> numbers, double share) {
  if (numbers.empty()) return std::numeric_limits<double>::quiet_NaN();
  for (double& x : numbers)
    if (!(x == x)) x = std::numeric_limits<double>::infinity();
  std::sort(numbers.begin(), numbers.end());
  const auto last = static_cast<double>(numbers.size() - 1);
  return numbers[static_cast<std::size_t>(share * last)];
}

}  // namespace bulwark::test
