#pragma once

#include <cstdio>
#include <string>

namespace demo {

/// "-1,234.56": rounded to `decimals`, thousands apart, and no minus before a zero.
inline std::string grouped(double x, int decimals = 2) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%.*f", decimals, x);
  std::string text = digits;
  const bool is_negative = text[0] == '-';
  if (is_negative) text.erase(0, 1);
  const std::size_t point = text.find('.');
  for (std::size_t at = point == std::string::npos ? text.size() : point; at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return is_negative && text.find_first_of("123456789") != std::string::npos ? '-' + text : text;
}

/// The same with a plus where it is due.
inline std::string with_sign(double x, int decimals = 2) {
  const std::string text = grouped(x, decimals);
  return text[0] != '-' && text.find_first_of("123456789") != std::string::npos ? '+' + text : text;
}

/// "+12.3 %" of a relative number.
inline std::string percent(double x, int decimals = 1) { return with_sign(100.0 * x, decimals) + " %"; }

/// At least `width` characters, blanks in front.
inline std::string padded(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

/// A line to the end of a heading.
inline std::string rule(long length) {
  std::string line;
  for (long i = 0; i < length; ++i) line += "━";
  return line;
}

/// Prices of thousands to one decimal, smaller ones to two.
inline std::string price_text(double price) { return grouped(price, price >= 10'000.0 ? 1 : 2); }

}  // namespace demo
