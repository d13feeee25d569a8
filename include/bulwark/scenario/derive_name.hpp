#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "bulwark/scenario/instrument_name.hpp"
#include "bulwark/scenario/name_parts.hpp"

namespace bulwark::BULWARK_TARGET {

/// "20250627".
inline std::optional<Timestamp> read_long_date(std::string_view text) noexcept {
  if (text.size() != 8) return std::nullopt;
  return settlement_time(whole_number(text.substr(0, 4)), whole_number(text.substr(4, 2)), whole_number(text.substr(6, 2)));
}

inline std::optional<std::string> write_long_date(Timestamp expiry) {
  const auto day = settlement_day(expiry, 2000, 9999);
  if (!day) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%04d%02d%02d", day->year, day->month, day->day);
  return text;
}

/// BTC-PERP, BTC-20250627-100000-C and, with a fraction, ETH-20240914-2400_5-P settle in USDC; ETH-USDC is spot. No dated futures, no
/// strike finer than 1e-6. Markets that settle at another time than 08:00 UTC (US shares) need their expiry set by the caller. Source:
/// docs.derive.xyz, "Instrument names" (read 2026-11).
inline std::optional<std::string> derive_name(const InstrumentName& name) {
  using Kind = InstrumentName::Kind;
  if (!is_symbol(name.base) || name.settlement != "USDC" || name.base == "USDC") return std::nullopt;
  if (name.kind == Kind::spot) return name.base + "-USDC";
  if (name.kind == Kind::perpetual_swap) return name.base + "-PERP";
  if (name.kind == Kind::future) return std::nullopt;
  const auto date = write_long_date(name.expiry);
  const auto claim = write_claim(name, '_');
  if (!date || !claim) return std::nullopt;
  const std::size_t point = claim->find('_');
  const bool is_too_fine = point != claim->npos && claim->size() - std::string_view{"_-C"}.size() - point > 6;
  if (is_too_fine) return std::nullopt;
  return name.base + "-" + *date + *claim;
}

/// What a Derive name says; nothing if `derive_name` would not write it exactly so.
inline std::optional<InstrumentName> read_derive_name(std::string_view text) {
  if (text.size() > longest_name) return std::nullopt;
  const auto parts = pieces(text, '-');
  std::optional<InstrumentName> name;
  if (parts.size() == 2)
    name = undated(parts[0], "USDC", parts[1] == "PERP" ? InstrumentName::Kind::perpetual_swap : InstrumentName::Kind::spot);
  if (parts.size() == 4) name = dated(parts[0], "USDC", read_long_date(parts[1]), read_strike(parts[2], '_'), read_side(parts[3]));
  return confirmed(name, text, derive_name);
}

}  // namespace bulwark::BULWARK_TARGET
