#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bulwark/scenario/instrument_name.hpp"
#include "bulwark/scenario/name_parts.hpp"

namespace bulwark::BULWARK_TARGET {

/// BTC-USD-SWAP, BTC-USD-250627, BTC-USD-250627-100000-C settle in the coin; BTC-USDT-SWAP, BTC-USDC-250627 in the currency named second;
/// BTC-USD_UM-SWAP in dollars; BTC-USDT is spot. Nothing where OKX would not write the contract.
/// Source: OKX API v5, instId and instFamily (read 2026-11).
inline std::optional<std::string> okx_name(const InstrumentName& name) {
  using Kind = InstrumentName::Kind;
  if (!is_symbol(name.base) || !is_symbol(name.settlement) || name.base == "USD" || name.settlement == "SWAP") return std::nullopt;
  if (name.kind == Kind::spot) return name.settlement == name.base ? std::nullopt : std::optional{name.base + "-" + name.settlement};
  const std::string priced_in = name.settlement == name.base ? "USD" : (name.settlement == "USD" ? "USD_UM" : name.settlement);
  const std::string family = name.base + "-" + priced_in;
  if (name.kind == Kind::perpetual_swap) return family + "-SWAP";
  const auto date = write_short_date(name.expiry);
  const auto claim = name.kind == Kind::option ? write_claim(name, '.') : std::string{};
  if (!date || !claim) return std::nullopt;
  return family + "-" + *date + *claim;
}

/// What an OKX instId says; nothing if `okx_name` would not write it exactly so.
inline std::optional<InstrumentName> read_okx_name(std::string_view text) {
  if (text.size() > longest_name) return std::nullopt;
  const auto parts = pieces(text, '-');
  if (parts.size() < 2) return std::nullopt;
  const std::string_view base = parts[0];
  const std::string_view settlement = parts[1] == "USD" ? base : (parts[1] == "USD_UM" ? "USD" : parts[1]);
  std::optional<InstrumentName> name;
  if (parts.size() == 2) name = undated(base, parts[1], InstrumentName::Kind::spot);
  if (parts.size() == 3)
    name = parts[2] == "SWAP" ? undated(base, settlement, InstrumentName::Kind::perpetual_swap)
                              : dated(base, settlement, read_short_date(parts[2]));
  if (parts.size() == 5) name = dated(base, settlement, read_short_date(parts[2]), read_strike(parts[3], '.'), read_side(parts[4]));
  return confirmed(name, text, okx_name);
}

}  // namespace bulwark::BULWARK_TARGET
