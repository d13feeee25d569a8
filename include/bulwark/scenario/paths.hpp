#pragma once

#include <concepts>
#include <cstdint>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Log returns of some scenarios, asset x scenario: what a simulation shows a book before it is forgotten.
struct Paths {
  const double* log_return;
  Index assets;
  Index stride;  ///< doubles from one asset to the next: `count` up to a whole `scenario_block`; what fills it may be anything
  Index count;
  const std::uint64_t* scenario;  ///< the number of each, ascending

  const double* of(Index asset) const noexcept { return log_return + asset * stride; }

  /// Writes them scenario x asset, a line of memory at a time.
  void by_scenario(double* to) const noexcept {
    constexpr Index line = 8;
    for (Index s = 0; s < count; s += line)
      for (Index a = 0; a < assets; ++a)
        for (Index i = s; i < s + line && i < count; ++i) to[i * assets + a] = of(a)[i];
  }
};

/// What writes a book's profit (quote) under each of `stride` paths; NaN where it cannot say, and never for a reason beyond the path's own
/// column: any split of the paths must give the same profits.
template <class B>
concept RevaluesPaths = requires(const B book, const Paths& paths, double* profits) {
  { book(paths, profits) }
  noexcept->std::same_as<void>;
};

}  // namespace bulwark::inline v1
