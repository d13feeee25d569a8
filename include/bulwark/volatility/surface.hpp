#pragma once

#include <optional>
#include <variant>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/volatility/flat.hpp"
#include "bulwark/volatility/grid.hpp"
#include "bulwark/volatility/ssvi_surface.hpp"
#include "bulwark/volatility/svi.hpp"

namespace bulwark::BULWARK_TARGET {

/// Volatility per sqrt(year) at ln(strike / forward) and an expiry; nothing where the surface says nothing.
inline std::optional<double> volatility_at(const VolatilitySurface& surface, double log_moneyness, Timestamp now,
                                           Timestamp expiry) noexcept {
  if (const auto* flat = std::get_if<FlatVolatility>(&surface)) return flat->volatility;
  if (const auto* grid = std::get_if<GridVolatility>(&surface)) return volatility_at(*grid, log_moneyness, now, expiry);
  if (const auto* svi = std::get_if<SviVolatility>(&surface)) return volatility_at(*svi, log_moneyness, now, expiry);
  if (const auto* ssvi = std::get_if<SsviVolatility>(&surface)) return volatility_at(*ssvi, log_moneyness, now, expiry);
  return std::nullopt;
}

/// The same at a strike with its expiry's `forward`. An SVI slice is read as it was fitted: against its own forward, wherever
/// `forward` is; expiries in between two slices against `forward`. Zero at strike 0 of a smile (which is worth its
/// forward at any volatility).
inline std::optional<double> volatility_at_strike(const VolatilitySurface& surface, double strike, double forward, Timestamp now,
                                                  Timestamp expiry) noexcept {
  if (const auto* flat = std::get_if<FlatVolatility>(&surface)) return flat->volatility;
  if (const auto* svi = std::get_if<SviVolatility>(&surface)) {
    if (const SviSlice* slice = slice_at(*svi, expiry)) return svi_volatility(*slice, strike);
  }
  const std::optional<double> found = volatility_at(surface, log(strike / forward), now, expiry);
  const bool is_grid = std::holds_alternative<FlatVolatility>(surface) || std::holds_alternative<GridVolatility>(surface);
  return found && strike == 0.0 && !is_grid ? std::optional{0.0} : found;
}

/// Everything wrong with a surface at `now`; nothing is wrong with having none. Where: expiry, column.
inline Faults faults(const VolatilitySurface& surface, Timestamp now) {
  if (const auto* flat = std::get_if<FlatVolatility>(&surface)) return faults(*flat);
  if (const auto* grid = std::get_if<GridVolatility>(&surface)) return faults(*grid, now);
  if (const auto* svi = std::get_if<SviVolatility>(&surface)) return faults(*svi);
  if (const auto* ssvi = std::get_if<SsviVolatility>(&surface)) return faults(*ssvi, now);
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
