#pragma once

#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulwark/core/calendar_day.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/instrument_name.hpp"

// What venues' names are made of. Reading is lenient, writing is exact: a venue's reader accepts a text only if its writer
// gives that very text back, so there is one name for each contract and nothing else gets through.

namespace bulwark::BULWARK_TARGET {

/// No venue writes a longer name, none a longer strike.
inline constexpr std::size_t longest_name = 80;
inline constexpr std::size_t longest_strike = 24;

/// The pieces of `text` between separators; at least one, possibly empty.
inline std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t at = text.find(separator);
    found.push_back(text.substr(0, at));
    if (at == text.npos) return found;
    text.remove_prefix(at + 1);
  }
}

/// Whether `text` can name an asset: 1 to 20 capitals and digits.
inline bool is_symbol(std::string_view text) noexcept {
  if (text.empty() || text.size() > 20) return false;
  for (const char c : text)
    if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) return false;
  return true;
}

/// A number of digits only; nothing else is read.
inline std::optional<int> whole_number(std::string_view digits) noexcept {
  int value = 0;
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

/// 08:00 UTC of a day, if the calendar has it.
inline std::optional<Timestamp> settlement_time(std::optional<int> year, std::optional<int> month, std::optional<int> day) noexcept {
  if (!year || !month || !day) return std::nullopt;
  const CalendarDay date{*year, *month, *day};
  if (!is_known(date)) return std::nullopt;
  return start_of(date) + std::chrono::hours{8};
}

/// The day that settles at `expiry`, if it is 08:00 UTC of a day in [from, to].
inline std::optional<CalendarDay> settlement_day(Timestamp expiry, int from, int to) noexcept {
  if (expiry < start_of({from, 1, 1}) || expiry >= start_of({to + 1, 1, 1})) return std::nullopt;
  const auto day = std::chrono::floor<std::chrono::days>(expiry);
  if (expiry - day != std::chrono::hours{8}) return std::nullopt;
  return calendar_day(day);
}

/// "250627" for 27 June 2025. Years 2000 to 2099.
inline std::optional<Timestamp> read_short_date(std::string_view text) noexcept {
  if (text.size() != 6 || !whole_number(text.substr(0, 2))) return std::nullopt;
  return settlement_time(2000 + *whole_number(text.substr(0, 2)), whole_number(text.substr(2, 2)), whole_number(text.substr(4, 2)));
}

inline std::optional<std::string> write_short_date(Timestamp expiry) {
  const auto day = settlement_day(expiry, 2000, 2099);
  if (!day) return std::nullopt;
  char text[32];
  std::snprintf(text, sizeof text, "%02d%02d%02d", day->year - 2000, day->month, day->day);
  return text;
}

/// A positive decimal number whose fraction follows `point`: "0d625".
inline std::optional<double> read_strike(std::string_view text, char point) {
  std::string decimal{text};
  for (char& c : decimal) {
    if (c != point && (c < '0' || c > '9')) return std::nullopt;
    if (c == point) c = '.';
  }
  double value = 0.0;
  const char* const end = decimal.data() + decimal.size();
  const auto [stop, error] = std::from_chars(decimal.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{} || stop != end || !is_finite(value) || !(value > 0.0)) return std::nullopt;
  return value;
}

/// The shortest decimal that reads back as `strike`.
inline std::optional<std::string> write_strike(double strike, char point) {
  if (!is_finite(strike) || !(strike > 0.0)) return std::nullopt;
  char text[longest_strike];
  const auto [end, error] = std::to_chars(text, text + sizeof text, strike, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  for (char* c = text; c != end; ++c)
    if (*c == '.') *c = point;
  return std::string(text, end);
}

inline std::optional<OptionSide> read_side(std::string_view text) noexcept {
  if (text == "C") return OptionSide::call;
  if (text == "P") return OptionSide::put;
  return std::nullopt;
}

inline const char* write_side(OptionSide side) noexcept { return side == OptionSide::call ? "C" : "P"; }

/// "-100000-C": how every venue ends an option's name.
inline std::optional<std::string> write_claim(const InstrumentName& name, char point) {
  const auto strike = write_strike(name.strike, point);
  if (!strike) return std::nullopt;
  return "-" + *strike + "-" + write_side(name.side);
}

/// A future, or an option once strike and side are given: nothing if any part could not be read.
inline std::optional<InstrumentName> dated(std::string_view base, std::string_view settlement, std::optional<Timestamp> expiry) {
  if (!expiry) return std::nullopt;
  return InstrumentName{
      .base = std::string{base}, .settlement = std::string{settlement}, .kind = InstrumentName::Kind::future, .expiry = *expiry};
}

inline std::optional<InstrumentName> dated(std::string_view base, std::string_view settlement, std::optional<Timestamp> expiry,
                                           std::optional<double> strike, std::optional<OptionSide> side) {
  if (!expiry || !strike || !side) return std::nullopt;
  return InstrumentName{.base = std::string{base},
                        .settlement = std::string{settlement},
                        .kind = InstrumentName::Kind::option,
                        .expiry = *expiry,
                        .strike = *strike,
                        .side = *side};
}

inline InstrumentName undated(std::string_view base, std::string_view settlement, InstrumentName::Kind kind) {
  return {.base = std::string{base}, .settlement = std::string{settlement}, .kind = kind};
}

/// `name` if `write` makes `text` of it again.
inline std::optional<InstrumentName> confirmed(std::optional<InstrumentName> name, std::string_view text,
                                               std::optional<std::string> (*write)(const InstrumentName&)) {
  if (!name || text.size() > longest_name || write(*name) != text) return std::nullopt;
  return name;
}

}  // namespace bulwark::BULWARK_TARGET
