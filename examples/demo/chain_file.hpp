#pragma once

#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace demo {

/// A comma-separated file with a header line, read whole. A row of the wrong length is kept and says so.
class ChainFile {
 public:
  explicit ChainFile(const std::string& path) {
    std::ifstream file{path};
    std::string line;
    is_open_ = file.is_open() && std::getline(file, line);
    if (!is_open_) return;
    header_ = fields_of(line);
    while (std::getline(file, line)) rows_.push_back(fields_of(line));
  }

  bool is_open() const { return is_open_; }
  std::size_t rows() const { return rows_.size(); }
  bool is_whole(std::size_t row) const { return rows_[row].size() == header_.size(); }

  bool has(std::string_view name) const { return column(name) < header_.size(); }

  /// The first of `names` that is no column; nothing when all are there.
  std::optional<std::string_view> missing(const std::vector<std::string_view>& names) const {
    for (const std::string_view name : names)
      if (!has(name)) return name;
    return std::nullopt;
  }

  /// Empty where the row is short or the column is not there.
  std::string_view text(std::size_t row, std::string_view name) const {
    const std::size_t at = column(name);
    return at < rows_[row].size() ? std::string_view{rows_[row][at]} : std::string_view{};
  }

  /// Nothing where the field is empty or is no finite number.
  std::optional<double> number(std::size_t row, std::string_view name) const {
    const std::string_view field = text(row, name);
    double value = 0.0;
    const auto [stop, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    const bool is_number = !field.empty() && error == std::errc{} && stop == field.data() + field.size() && bulwark::is_finite(value);
    return is_number ? std::optional{value} : std::nullopt;
  }

  /// "2026-04-15T21:59:57.784Z", with or without the fraction.
  std::optional<bulwark::Timestamp> time(std::size_t row, std::string_view name) const {
    const std::string field{text(row, name)};
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
    if (std::sscanf(field.c_str(), "%d-%u-%uT%u:%u:%u.%3uZ", &year, &month, &day, &hour, &minute, &second, &milli) < 6) return std::nullopt;
    const auto date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
           std::chrono::milliseconds{milli};
  }

 private:
  std::size_t column(std::string_view name) const {
    std::size_t at = 0;
    while (at < header_.size() && header_[at] != name) ++at;
    return at;
  }

  static std::vector<std::string> fields_of(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    std::vector<std::string> fields(1);
    for (const char c : line)
      if (c == ',')
        fields.emplace_back();
      else
        fields.back() += c;
    return fields;
  }

  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
  bool is_open_ = false;
};

}  // namespace demo
