#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "bulwark/math/smallest_first.hpp"
#include "bulwark/math/sort_spread.hpp"

namespace bulwark::BULWARK_TARGET {

/// The smallest of numbers that pass by once, in any order and in any number of parts: what is kept at the end, sorted, has the same bits
/// for every split. Allocates when made and never again: twice what is wanted.
class SmallestOfMany {
 public:
  /// Keeps at least the `wanted` (>= 0) smallest of all numbers below `below`; NaN: of all numbers. A bound that is known beforehand saves
  /// looking at most of what passes; `is_complete` says whether it was too low.
  explicit SmallestOfMany(Index wanted, double below = std::numeric_limits<double>::quiet_NaN())
      : kept_(static_cast<std::size_t>(2 * wanted + chunk)), wanted_(wanted), below_(below) {}

  /// Numbers as they come. NaN is remembered.
  void add(std::span<const double> values) noexcept {
    count_ += std::ssize(values);
    keep(values);
  }

  /// Numbers that are known not to be below `threshold()`.
  void pass(Index count) noexcept { count_ += count; }

  /// What another has kept of other numbers, with the same `wanted` and `below`. Its own is `values()`, `count()` and `has_nan()`, which is
  /// all that a message needs to carry.
  void merge(std::span<const double> values, Index count, bool has_nan) noexcept {
    count_ += count;
    has_nan_ = has_nan_ || has_nan;
    keep(values);
  }
  void merge(const SmallestOfMany& other) noexcept { merge(other.values(), other.count(), other.has_nan()); }

  /// What is kept so far: at most 2 x `wanted` + 1,024 numbers, in no order.
  std::span<const double> values() const noexcept { return {kept_.data(), static_cast<std::size_t>(size_)}; }

  /// Numbers that passed.
  Index count() const noexcept { return count_; }

  bool has_nan() const noexcept { return has_nan_; }

  /// A number that is not below this one is not looked at any more; NaN: every one is.
  double threshold() const noexcept { return below_; }

  /// Whether none of the `wanted` smallest, or of all where fewer passed, was at or above the bound given at first.
  bool is_complete() const noexcept { return size_ >= (count_ < wanted_ ? count_ : wanted_); }

  /// The `wanted` smallest in order, or as many as were kept. Nothing is known where a number was NaN.
  std::span<const double> sorted() noexcept {
    shrink();
    sort_spread({kept_.data(), static_cast<std::size_t>(has_nan_ ? 0 : size_)});
    return values();
  }

 private:
  static constexpr Index chunk = 1024;

  void keep(std::span<const double> values) noexcept {
    if (wanted_ == 0) {
      has_nan_ = has_nan_ || !has_no_nan(values);
      return;
    }
    for (Index done = 0; done < std::ssize(values); done += chunk) {
      if (size_ + chunk > std::ssize(kept_)) shrink();
      const Index now = std::ssize(values) - done < chunk ? std::ssize(values) - done : chunk, before = size_;
      append_smaller_ones(values.data() + done, now, below_, kept_.data(), size_);
      has_nan_ = has_nan_ || !has_no_nan(values_since(before));
    }
  }

  std::span<const double> values_since(Index before) const noexcept { return values().subspan(static_cast<std::size_t>(before)); }

  void shrink() noexcept {
    if (has_nan_ || size_ <= wanted_) {
      size_ = size_ <= wanted_ ? size_ : wanted_;  // no order holds once a NaN is among them
      return;
    }
    std::nth_element(kept_.begin(), kept_.begin() + wanted_ - 1, kept_.begin() + size_);
    size_ = wanted_;
    below_ = kept_[static_cast<std::size_t>(wanted_ - 1)];
  }

  std::vector<double> kept_;  // its first `size_`
  Index wanted_, size_ = 0, count_ = 0;
  double below_;
  bool has_nan_ = false;
};

}  // namespace bulwark::BULWARK_TARGET
