#pragma once

#include <algorithm>

#include "bulwark/evaluate/compare.hpp"

namespace bulwark::BULWARK_TARGET {

/// The accounts whose maintenance requirement rises most, in quote, the most first and equals by their place; as many as `movers` holds,
/// fewer where fewer rise. Accounts that are unknown under either rule are not among them (`accounts_where(impacts, becomes_unknown)`).
/// Does not allocate.
inline Index top_movers(std::span<const Impact> impacts, std::span<Index> movers) noexcept {
  const auto rise = [&](Index i) {
    const Impact& a = impacts[static_cast<std::size_t>(i)];
    return a.after.requirement.maintenance - a.before.requirement.maintenance;
  };
  const auto comes_first = [&](Index a, Index b) { return rise(a) != rise(b) ? rise(a) > rise(b) : a < b; };
  std::size_t count = 0;  // a heap whose front is the least of those kept
  for (Index i = 0; i < std::ssize(impacts) && !movers.empty(); ++i) {
    if (!is_comparable(impacts[static_cast<std::size_t>(i)]) || !(rise(i) > 0.0)) continue;
    if (count == movers.size()) {
      if (!comes_first(i, movers[0])) continue;
      std::pop_heap(movers.begin(), movers.end(), comes_first);
      --count;
    }
    movers[count++] = i;
    std::push_heap(movers.begin(), movers.begin() + static_cast<std::ptrdiff_t>(count), comes_first);
  }
  std::sort_heap(movers.begin(), movers.begin() + static_cast<std::ptrdiff_t>(count), comes_first);
  return static_cast<Index>(count);
}

}  // namespace bulwark::BULWARK_TARGET
