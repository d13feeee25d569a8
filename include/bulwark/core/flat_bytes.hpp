#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "bulwark/core/fault.hpp"

namespace bulwark::inline v1 {

/// A number that tells whether bytes are those that were sent: damage within one word always changes it, any other all but once in some
/// 2^64 times. It tells accidents, not forgeries. Source: FNV-1a (Fowler, Noll, Vo), by words of eight bytes, four side by side.
inline std::uint64_t checksum(std::span<const std::byte> bytes) noexcept {
  std::uint64_t sum[4] = {0xcbf29ce484222325u, 0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu};
  const auto step = [](std::uint64_t& s, std::uint64_t word) { s = (s ^ word) * 0x100000001b3u, s ^= s >> 29; };
  const auto word_at = [&](std::size_t at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, size);
    return word;
  };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32)
    for (std::size_t i = 0; i < 4; ++i) step(sum[i], word_at(at + 8 * i, 8));
  for (std::size_t i = 0; at < bytes.size(); at += 8, ++i) step(sum[i], word_at(at, bytes.size() - at < 8 ? bytes.size() - at : 8));
  std::uint64_t all = bytes.size();
  for (const std::uint64_t s : sum) step(all, s);
  return all;
}

/// Numbers as flat bytes, eight each, in this machine's order: what goes over a wire. First a word that says what they are, last how many
/// they are and their checksum.
class FlatBytes {
 public:
  explicit FlatBytes(std::uint64_t what) { add(what); }

  void add(std::uint64_t word) { add(&word, 1); }
  void add(std::uint32_t low, std::uint32_t high) { add(std::uint64_t{high} << 32 | low); }
  void add(double number) { add(&number, 1); }
  void add(std::span<const double> numbers) { add(numbers.data(), numbers.size()); }

  /// All that was added.
  std::vector<std::byte> finish() && {
    add(std::uint64_t{bytes_.size() + 16});
    add(checksum(bytes_));
    return std::move(bytes_);
  }

 private:
  template <class Number>
  void add(const Number* numbers, std::size_t count) {
    static_assert(sizeof(Number) == 8);
    const std::size_t at = bytes_.size();
    bytes_.resize(at + 8 * count);
    if (count > 0) std::memcpy(bytes_.data() + at, numbers, 8 * count);
  }

  std::vector<std::byte> bytes_{};
};

/// Reads them back, first to last. What is not there reads as zero, and `is_short` says so.
class FlatReader {
 public:
  /// Of what `FlatBytes` made; `faults` says whether it did.
  explicit FlatReader(std::span<const std::byte> bytes) : all_(bytes) {
    if (bytes.size() >= 24) left_ = bytes.subspan(8, bytes.size() - 24);
  }

  /// Whether these are bytes of this kind, as long as they were and unchanged; `field` is the name that faults bear.
  Faults faults(std::uint64_t what, const char* field) const {
    Faults found;
    if (all_.size() < 24 || word_at(all_.size() - 16) != all_.size())
      report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(all_.size()));
    if (all_.size() >= 8 && word_at(0) != what) report(found, FaultCode::foreign, field);
    if (all_.size() >= 24 && word_at(all_.size() - 8) != checksum(all_.first(all_.size() - 8))) report(found, FaultCode::damaged, field);
    return found;
  }

  bool is_short() const noexcept { return is_short_; }
  std::size_t left() const noexcept { return left_.size() / 8; }  ///< words

  std::uint64_t word() noexcept {
    std::uint64_t word = 0;
    return take(&word, 1), word;
  }
  double number() noexcept { return std::bit_cast<double>(word()); }
  void numbers(std::span<double> into) noexcept { take(into.data(), into.size()); }

 private:
  std::uint64_t word_at(std::size_t at) const noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, all_.data() + at, 8);
    return word;
  }
  void take(void* into, std::size_t count) noexcept {
    is_short_ = is_short_ || count > left();
    if (is_short_ || count == 0) return;
    std::memcpy(into, left_.data(), 8 * count);
    left_ = left_.subspan(8 * count);
  }

  std::span<const std::byte> all_, left_{};
  bool is_short_ = false;
};

}  // namespace bulwark::inline v1
