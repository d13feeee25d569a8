#pragma once

#include <algorithm>
#include <variant>

#include "bulwark/core/market.hpp"
#include "bulwark/core/same_bits.hpp"

namespace bulwark::inline v1 {

/// The rows of a surface that an expiry may be read from: its own, or else the last before it and the first after. -1: none.
struct SmileRows {
  Index before = -1;
  Index after = -1;
};

template <class ExpiryOf>
SmileRows smile_rows(Index count, const ExpiryOf& expiry_of, Timestamp expiry) noexcept {
  SmileRows rows;
  for (Index i = 0; i < count && rows.after < 0; ++i) {
    if (expiry_of(i) <= expiry) rows.before = i;
    if (expiry_of(i) >= expiry) rows.after = i;
  }
  return rows;
}

/// Whether two lists of slices say the same of an expiry.
template <class Slice>
bool same_slices(const std::vector<Slice>& a, const std::vector<Slice>& b, Timestamp expiry) noexcept {
  const auto rows = [&](const std::vector<Slice>& slices) {
    return smile_rows(
        std::ssize(slices), [&](Index i) { return slices[static_cast<std::size_t>(i)].expiry; }, expiry);
  };
  const auto same = [&](Index i, Index j) {
    return i < 0 || j < 0 ? i == j : same_bits(a[static_cast<std::size_t>(i)], b[static_cast<std::size_t>(j)]);
  };
  const SmileRows in_a = rows(a), in_b = rows(b);
  return same(in_a.before, in_b.before) && same(in_a.after, in_b.after);
}

inline bool same_smile(const GridVolatility& a, const GridVolatility& b, Timestamp expiry) noexcept {
  if (!same_bits(a.log_moneyness, b.log_moneyness)) return false;
  const std::size_t columns = a.log_moneyness.size();
  if (a.volatility.size() != a.expiries.size() * columns || b.volatility.size() != b.expiries.size() * columns) return false;
  const auto rows = [&](const GridVolatility& grid) {
    return smile_rows(
        std::ssize(grid.expiries), [&](Index i) { return grid.expiries[static_cast<std::size_t>(i)]; }, expiry);
  };
  const auto same = [&](Index i, Index j) {
    if (i < 0 || j < 0) return i == j;
    const auto at = [&](const GridVolatility& grid, Index row) { return grid.volatility.begin() + row * static_cast<Index>(columns); };
    return a.expiries[static_cast<std::size_t>(i)] == b.expiries[static_cast<std::size_t>(j)] &&
           std::equal(at(a, i), at(a, i) + static_cast<Index>(columns), at(b, j), [](double x, double y) { return same_bits(x, y); });
  };
  const SmileRows in_a = rows(a), in_b = rows(b);
  return same(in_a.before, in_b.before) && same(in_a.after, in_b.after);
}

/// Whether two surfaces are one, bit for bit.
inline bool same_surface(const VolatilitySurface& a, const VolatilitySurface& b) noexcept {
  if (a.index() != b.index()) return false;
  if (const auto* flat = std::get_if<FlatVolatility>(&a)) return same_bits(*flat, std::get<FlatVolatility>(b));
  if (const auto* grid = std::get_if<GridVolatility>(&a)) {
    const auto& other = std::get<GridVolatility>(b);
    return same_bits(grid->expiries, other.expiries) && same_bits(grid->log_moneyness, other.log_moneyness) &&
           same_bits(grid->volatility, other.volatility);
  }
  if (const auto* svi = std::get_if<SviVolatility>(&a)) {
    const auto& other = std::get<SviVolatility>(b);
    return svi->others == other.others && same_bits(svi->slices, other.slices);
  }
  if (const auto* ssvi = std::get_if<SsviVolatility>(&a)) return same_bits(ssvi->slices, std::get<SsviVolatility>(b).slices);
  return true;
}

/// Whether two surfaces without faults surely say the same of an expiry at one time: what they say of it they read from the same rows, bit
/// for bit. Where only other rows have changed, the expiry's smile has not.
inline bool same_smile(const VolatilitySurface& a, const VolatilitySurface& b, Timestamp expiry) noexcept {
  if (a.index() != b.index()) return false;
  if (const auto* flat = std::get_if<FlatVolatility>(&a)) return same_bits(*flat, std::get<FlatVolatility>(b));
  if (const auto* grid = std::get_if<GridVolatility>(&a)) return same_smile(*grid, std::get<GridVolatility>(b), expiry);
  if (const auto* svi = std::get_if<SviVolatility>(&a)) {
    const auto& other = std::get<SviVolatility>(b);
    return svi->others == other.others && same_slices(svi->slices, other.slices, expiry);
  }
  if (const auto* ssvi = std::get_if<SsviVolatility>(&a)) return same_slices(ssvi->slices, std::get<SsviVolatility>(b).slices, expiry);
  return true;
}

}  // namespace bulwark::inline v1
