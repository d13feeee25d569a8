#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/smallest_first.hpp"
#include "bulwark/math/sort_spread.hpp"

namespace bulwark::BULWARK_TARGET {

/// How many of the `wanted` smallest of all numbers a part that sees a `share` (in (0, 1]) of them should have room for, where they are
/// spread over the parts as drawn numbers are: eight deviations more than expected, which is too few once in 1e15.
inline Index room_of_share(Index wanted, double share) noexcept {
  const double expected = product(static_cast<double>(wanted), share);
  const double room = fma(8.0, __builtin_sqrt(expected), expected) + 32.0;
  return room < static_cast<double>(wanted) ? static_cast<Index>(room) : wanted;
}

/// The smallest of numbers that pass by once, in any order and in any number of parts: what is kept at the end, sorted, has the same bits
/// for every split. Allocates when made and never again: twice what it has room for.
class SmallestOfMany {
 public:
  /// Keeps at least the `wanted` (>= 0) smallest of all numbers below `below`; NaN: of all numbers. A bound that is known beforehand saves
  /// looking at most of what passes. A part of very many may have room for its `share` alone. `is_complete` of all parts together says
  /// whether either was too low.
  explicit SmallestOfMany(Index wanted, double below = std::numeric_limits<double>::quiet_NaN(), double share = 1.0)
      : wanted_(wanted), room_(room_of_share(wanted, share)), below_(below) {
    kept_.resize(static_cast<std::size_t>(2 * room_ + chunk));
  }

  /// Numbers as they come. NaN is remembered.
  void add(std::span<const double> values) noexcept {
    count_ += std::ssize(values);
    keep(values);
  }

  /// Numbers that are known not to be below `threshold()`.
  void pass(Index count) noexcept { count_ += count; }

  /// What another has kept of other numbers, with the same `wanted` and `below`: its own `values()`, `count()`, `has_nan()` and
  /// `threshold()`, which is all that a message needs to carry. Into one that has room for all.
  void merge(std::span<const double> values, Index count, bool has_nan, double threshold) noexcept {
    count_ += count;
    has_nan_ = has_nan_ || has_nan;
    keep(values);
    lower(threshold);
  }
  void merge(const SmallestOfMany& other) noexcept { merge(other.values(), other.count(), other.has_nan(), other.threshold()); }

  /// What is kept so far, in no order: at most twice what it has room for, and 1,024 more.
  std::span<const double> values() const noexcept { return {kept_.data(), static_cast<std::size_t>(size_)}; }

  /// Numbers that passed.
  Index count() const noexcept { return count_; }

  bool has_nan() const noexcept { return has_nan_; }

  /// A number that is not below this one is not looked at any more; NaN: every one is. None that was left out is below it.
  double threshold() const noexcept { return below_; }

  /// Whether the `wanted` smallest, or all where fewer passed, are among those kept.
  bool is_complete() const noexcept {
    const Index sure = std::count_if(kept_.begin(), kept_.begin() + size_, [this](double x) { return !(x > below_); });
    return sure >= (count_ < wanted_ ? count_ : wanted_);
  }

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

  void lower(double threshold) noexcept {
    if (threshold < below_ || below_ != below_) below_ = threshold;
  }

  void shrink() noexcept {
    if (has_nan_ || size_ <= room_) {
      size_ = size_ <= room_ ? size_ : room_;  // no order holds once a NaN is among them
      return;
    }
    std::nth_element(kept_.begin(), kept_.begin() + room_ - 1, kept_.begin() + size_);
    size_ = room_;
    lower(kept_[static_cast<std::size_t>(room_ - 1)]);
  }

  std::vector<double> kept_;  // its first `size_`
  Index wanted_, room_, size_ = 0, count_ = 0;
  double below_;
  bool has_nan_ = false;
};

}  // namespace bulwark::BULWARK_TARGET
