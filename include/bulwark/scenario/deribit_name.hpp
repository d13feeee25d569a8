#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bulwark/scenario/instrument_name.hpp"
#include "bulwark/scenario/name_parts.hpp"

namespace bulwark::BULWARK_TARGET {

/// "7JUN25": the day without a leading zero. Years 2000 to 2099.
inline constexpr std::string_view deribit_months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

inline std::optional<Timestamp> read_deribit_date(std::string_view text) noexcept {
  if (text.size() != 6 && text.size() != 7) return std::nullopt;
  const std::size_t digits = text.size() - 5;
  const std::size_t month = deribit_months.find(text.substr(digits, 3));
  const auto year = whole_number(text.substr(digits + 3));
  if (month == deribit_months.npos || month % 3 != 0 || !year) return std::nullopt;
  return settlement_time(2000 + *year, static_cast<int>(month / 3) + 1, whole_number(text.substr(0, digits)));
}

inline std::optional<std::string> write_deribit_date(Timestamp expiry) {
  const auto day = settlement_day(expiry, 2000, 2099);
  if (!day) return std::nullopt;
  const std::string year = std::to_string(day->year);
  return std::to_string(day->day) + std::string(deribit_months.substr(3 * static_cast<std::size_t>(day->month - 1), 3)) + year.substr(2);
}

/// BTC-PERPETUAL, BTC-27JUN25, BTC-27JUN25-100000-C settle in the coin; BTC_USDC-PERPETUAL, XRP_USDC-30AUG24-0d625-P in the currency after
/// the underscore; BTC_USDC is spot. Nothing where Deribit would not write the contract. Source: docs.deribit.com, "Naming" (read 2026-11).
inline std::optional<std::string> deribit_name(const InstrumentName& name) {
  using Kind = InstrumentName::Kind;
  if (!is_symbol(name.base) || !is_symbol(name.settlement)) return std::nullopt;
  if (name.kind == Kind::spot && name.settlement == name.base) return std::nullopt;
  const std::string family = name.settlement == name.base ? name.base : name.base + "_" + name.settlement;
  if (name.kind == Kind::spot) return family;
  if (name.kind == Kind::perpetual_swap) return family + "-PERPETUAL";
  const auto date = write_deribit_date(name.expiry);
  const auto claim = name.kind == Kind::option ? write_claim(name, 'd') : std::string{};
  if (!date || !claim) return std::nullopt;
  return family + "-" + *date + *claim;
}

/// What a Deribit name says; nothing if `deribit_name` would not write it exactly so.
inline std::optional<InstrumentName> read_deribit_name(std::string_view text) {
  if (text.size() > longest_name) return std::nullopt;
  const auto parts = pieces(text, '-');
  const auto pair = pieces(parts[0], '_');
  if (pair.size() > 2) return std::nullopt;
  const std::string_view base = pair[0];
  const std::string_view settlement = pair.back();
  std::optional<InstrumentName> name;
  if (parts.size() == 1) name = undated(base, settlement, InstrumentName::Kind::spot);
  if (parts.size() == 2)
    name = parts[1] == "PERPETUAL" ? undated(base, settlement, InstrumentName::Kind::perpetual_swap)
                                   : dated(base, settlement, read_deribit_date(parts[1]));
  if (parts.size() == 4) name = dated(base, settlement, read_deribit_date(parts[1]), read_strike(parts[2], 'd'), read_side(parts[3]));
  return confirmed(name, text, deribit_name);
}

}  // namespace bulwark::BULWARK_TARGET
