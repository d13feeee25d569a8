#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// A sum of doubles in which nothing is rounded until it is read: the order of its terms, how they are split among threads or machines
/// and in which order the parts are merged change no bit. A term that is not finite makes the sum unknown.
/// Source: the small superaccumulator of Neal (2015), "Fast exact summation using small and large superaccumulators": a fixed-point number
/// as wide as the doubles, in digits of 32 bits that are carried every 1,024 terms. Domain: fewer than 2^40 terms.
/// Cost: a term takes two and a half times as long as a plain addition in a loop (bench/what_do_totals_cost). A plain value of 536 bytes:
/// it may be copied as bytes between builds of one byte order.
class ExactSum {
 public:
  constexpr void add(double x) noexcept {
    const auto word = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t exponent = word >> 52 & 0x7ff, is_normal = exponent != 0;
    if (exponent == 0x7ff) {
      is_unknown_ = 1;
      return;
    }
    const std::uint64_t mantissa = (word & 0x000f'ffff'ffff'ffffu) | is_normal << 52, place = exponent + 1 - is_normal;
    const std::uint64_t shift = place & 31, low = mantissa << shift & 0xffff'ffffu, high = mantissa >> (32 - shift);
    const std::uint64_t sign = 0 - (word >> 63);  // all ones below zero
    digit_[place >> 5] += static_cast<std::int64_t>((low ^ sign) - sign);
    digit_[(place >> 5) + 1] += static_cast<std::int64_t>((high ^ sign) - sign);
    if (++pending_ == 1024) carry();
  }

  /// Adds all that another has added.
  constexpr void merge(ExactSum other) noexcept {
    other.carry(), carry();
    for (std::size_t i = 0; i < digits; ++i) digit_[i] += other.digit_[i];
    is_unknown_ |= other.is_unknown_;
    carry();
  }

  /// The double nearest to the sum, of two equally near the even one. NaN where a term was not finite, infinite beyond the largest double;
  /// no terms, and terms that cancel, make +0.
  constexpr double value() const noexcept {
    if (is_unknown_ != 0) return std::numeric_limits<double>::quiet_NaN();
    ExactSum sum = *this;
    sum.carry();
    const bool is_negative = sum.digit_.back() < 0;
    if (is_negative) {
      for (std::int64_t& digit : sum.digit_) digit = -digit;
      sum.carry();
    }
    std::size_t top = digits;
    while (top > 0 && sum.digit_[top - 1] == 0) --top;
    if (top == 0) return 0.0;
    // Bit b of the magnitude is worth 2^(b - 1075); bit 0 is never set, because the least double is 2^-1074.
    const auto leading = static_cast<std::uint64_t>(std::bit_width(static_cast<std::uint64_t>(sum.digit_[top - 1])));
    const std::uint64_t bits = 32 * (top - 1) + leading, last = bits > 53 ? bits - 53 : 1;  // of the mantissa
    std::uint64_t mantissa = 0;
    for (std::uint64_t b = bits; b > last; --b) mantissa = mantissa << 1 | sum.bit(b - 1);
    bool is_more = false;  // than half a unit is left over
    for (std::uint64_t b = 0; b + 1 < last && !is_more; ++b) is_more = sum.bit(b) != 0;
    mantissa += sum.bit(last - 1) & (static_cast<std::uint64_t>(is_more) | (mantissa & 1));
    const std::uint64_t infinite = std::uint64_t{0x7ff} << 52;
    const std::uint64_t magnitude = last > 2046 ? infinite : ((last - 1) << 52) + mantissa;  // 2^53 carries into the exponent
    return std::bit_cast<double>((magnitude < infinite ? magnitude : infinite) | static_cast<std::uint64_t>(is_negative) << 63);
  }

  /// Whether the sums are the same number, however they came about.
  friend constexpr bool operator==(ExactSum a, ExactSum b) noexcept {
    a.carry(), b.carry();
    return a.digit_ == b.digit_ && a.is_unknown_ == b.is_unknown_;
  }

 private:
  static constexpr std::size_t digits = 66;  // the last keeps its own carries and the sign

  constexpr void carry() noexcept {
    for (std::size_t i = 0; i + 1 < digits; ++i) {
      const std::int64_t over = digit_[i] >> 32;
      digit_[i] &= 0xffff'ffff;
      digit_[i + 1] += over;
    }
    pending_ = 0;
  }

  constexpr std::uint64_t bit(std::uint64_t b) const noexcept {
    const std::size_t i = b / 32 < digits ? b / 32 : digits - 1;
    return static_cast<std::uint64_t>(digit_[i]) >> (b - 32 * i) & 1;
  }

  std::array<std::int64_t, digits> digit_{};
  std::uint32_t pending_ = 0;  ///< terms since the last carry
  std::uint32_t is_unknown_ = 0;
};
static_assert(std::is_trivially_copyable_v<ExactSum>);

}  // namespace bulwark::inline v1
