#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <span>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// The first of some values in their own order, at most `Most` of them. The order must be total on what is added, so that neither the
/// order of adding nor the split into parts that are merged changes what is kept. A plain value; nothing is allocated.
template <std::totally_ordered Value, Index Most>
class FirstFew {
 public:
  FirstFew() = default;
  /// Keeps no more than `wanted`, in [0, Most].
  explicit constexpr FirstFew(Index wanted) noexcept : wanted_(wanted) {}

  constexpr void add(const Value& value) noexcept {
    if (count_ == wanted_) {
      if (count_ == 0 || !(value < kept_[at(count_ - 1)])) return;
      --count_;
    }
    Index to = count_++;
    for (; to > 0 && value < kept_[at(to - 1)]; --to) kept_[at(to)] = kept_[at(to - 1)];
    kept_[at(to)] = value;
  }

  constexpr void merge(const FirstFew& other) noexcept {
    for (const Value& value : other.values()) add(value);
  }

  /// The first value first; valid as long as this is.
  constexpr std::span<const Value> values() const& noexcept { return {kept_.data(), at(count_)}; }
  std::span<const Value> values() const&& = delete;

  constexpr Index wanted() const noexcept { return wanted_; }

  friend constexpr bool operator==(const FirstFew&, const FirstFew&) = default;

 private:
  static constexpr std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }

  std::array<Value, at(Most)> kept_{};
  Index count_ = 0, wanted_ = Most;
};

}  // namespace bulwark::inline v1
