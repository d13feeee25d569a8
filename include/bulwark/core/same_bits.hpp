#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

namespace bulwark::inline v1 {

/// Whether two values are the same bit for bit: what is computed from them then is, too. A NaN is the same as itself, -0 is not 0.
constexpr bool same_bits(double a, double b) noexcept { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

template <class T>
requires std::is_integral_v<T> || std::is_enum_v<T>
constexpr bool same_bits(T a, T b) noexcept { return a == b; }

/// Plain structs byte by byte. Where bytes pad them out, those count: the same values may then be said to differ, never the other way.
template <class T>
requires std::is_class_v<T> && std::is_trivially_copyable_v<T>
bool same_bits(const T& a, const T& b) noexcept { return std::memcmp(&a, &b, sizeof(T)) == 0; }

template <class T>
bool same_bits(const std::optional<T>& a, const std::optional<T>& b) noexcept {
  return a.has_value() == b.has_value() && (!a || same_bits(*a, *b));
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same_bits(a[i], b[i])) return false;
  return true;
}

}  // namespace bulwark::inline v1
