#pragma once

#include <stdexcept>
#include <string>

#include "vectors/case.hpp"

namespace bulwark::test {

/// "17.6" in units of 1 / 10^digits. A digit beyond those is an error, as is anything that is no plain decimal.
inline Wide decimal_amount(std::string text, int digits) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.erase(0, 1);
  const std::size_t point = text.find('.');
  std::string part = point == std::string::npos ? "" : text.substr(point + 1);
  while (part.ends_with('0')) part.pop_back();
  if (std::ssize(part) > digits) throw std::runtime_error("too many digits: " + text);
  part.resize(static_cast<std::size_t>(digits), '0');
  const std::string all = text.substr(0, point) + part;
  if (all.empty() || all.find_first_not_of("0123456789") != std::string::npos) throw std::runtime_error("no decimal: " + text);
  const std::size_t first = all.find_first_not_of('0');
  const Wide value(first == std::string::npos ? "0" : all.substr(first));
  return is_negative ? Wide(-value) : value;
}

/// The same of a field that stands as text or as a JSON number.
inline Wide decimal_amount(const Value& value, int digits) {
  return decimal_amount(value.json().is_string() ? value.text() : value.json().dump(), digits);
}

}  // namespace bulwark::test
