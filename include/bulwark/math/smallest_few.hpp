#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// A number and where it stood.
struct Placed {
  double value;
  Index place;

  /// The smaller number first, of equal ones the one that stood first.
  friend constexpr bool operator<(const Placed& a, const Placed& b) noexcept {
    return a.value < b.value || (a.value == b.value && a.place < b.place);
  }
};

/// The smallest of some numbers, which stay where they are; nothing is allocated. The order in which they are added changes nothing.
template <Index Most>
class SmallestFew {
 public:
  /// `wanted` in [0, Most].
  explicit constexpr SmallestFew(Index wanted) noexcept : wanted_(wanted) {}

  /// NaN is counted by `has_nan` and kept out.
  constexpr void add(double value, Index place) noexcept {
    has_nan_ = has_nan_ | (value != value);
    if (count_ == wanted_) {
      if (count_ == 0 || !(Placed{value, place} < kept_[0])) return;
      std::pop_heap(kept_.begin(), kept_.begin() + count_);
      --count_;
    } else if (value != value) {
      return;
    }
    kept_[static_cast<std::size_t>(count_++)] = {value, place};
    std::push_heap(kept_.begin(), kept_.begin() + count_);
  }

  constexpr bool has_nan() const noexcept { return has_nan_; }

  /// Smallest first; fewer than wanted where fewer were added. Nothing can be added after.
  constexpr std::span<const Placed> sorted() noexcept {
    std::sort(kept_.begin(), kept_.begin() + count_);
    return {kept_.data(), static_cast<std::size_t>(count_)};
  }

 private:
  std::array<Placed, static_cast<std::size_t>(Most)> kept_;  // a heap, largest first; only the first `count_` are written
  Index wanted_, count_ = 0;
  bool has_nan_ = false;
};

}  // namespace bulwark::inline v1
