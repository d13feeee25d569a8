#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bulwark/scenario/instrument_name.hpp"
#include "bulwark/scenario/name_parts.hpp"

namespace bulwark::BULWARK_TARGET {

/// BTCUSDT, BTCUSDC are perpetuals and BTCUSDT_250627 a future that settle in the currency named (USD-M); BTCUSD_PERP, BTCUSD_250627 settle
/// in the coin (COIN-M); BTC-250627-100000-C is an option that settles in USDT. Spot pairs are spelled like USD-M perpetuals, so there is
/// no name for them here. Nothing where Binance would not write the contract. Source: Binance derivatives API, symbols of fapi, dapi and
/// eapi (read 2026-11).
inline std::optional<std::string> binance_name(const InstrumentName& name) {
  using Kind = InstrumentName::Kind;
  const bool in_coin = is_coin_settled(name);
  const bool in_dollars = name.settlement == "USDT" || name.settlement == "USDC";
  if (!is_symbol(name.base) || name.kind == Kind::spot) return std::nullopt;
  if (!in_coin && !in_dollars) return std::nullopt;
  const std::string family = name.base + (in_coin ? "USD" : name.settlement);
  if (name.kind == Kind::perpetual_swap) return in_coin ? family + "_PERP" : family;
  const auto date = write_short_date(name.expiry);
  if (!date) return std::nullopt;
  if (name.kind == Kind::future) return family + "_" + *date;
  const auto claim = write_claim(name, '.');
  if (!claim || in_coin || name.settlement != "USDT") return std::nullopt;
  return name.base + "-" + *date + *claim;
}

/// What a Binance symbol says; nothing if `binance_name` would not write it exactly so.
inline std::optional<InstrumentName> read_binance_name(std::string_view text) {
  if (text.size() > longest_name) return std::nullopt;
  std::optional<InstrumentName> name;
  const auto option = pieces(text, '-');
  if (option.size() == 4) name = dated(option[0], "USDT", read_short_date(option[1]), read_strike(option[2], '.'), read_side(option[3]));
  if (option.size() == 1) {
    const auto parts = pieces(text, '_');
    std::string_view base = parts[0];
    const std::string_view settlement = base.ends_with("USDT") ? "USDT" : (base.ends_with("USDC") ? "USDC" : "");
    if (settlement.empty() && !base.ends_with("USD")) return std::nullopt;
    base.remove_suffix(settlement.empty() ? 3 : 4);
    const std::string_view paid_in = settlement.empty() ? base : settlement;
    const bool is_perpetual = parts.size() == 1 || (parts.size() == 2 && parts[1] == "PERP");
    if (is_perpetual) name = undated(base, paid_in, InstrumentName::Kind::perpetual_swap);
    if (parts.size() == 2 && !is_perpetual) name = dated(base, paid_in, read_short_date(parts[1]));
  }
  return confirmed(name, text, binance_name);
}

}  // namespace bulwark::BULWARK_TARGET
