#pragma once

#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::test {

/// A comma-separated file with a header row, read whole. Fields are asked for by column name; a field may be quoted to hold commas.
/// A missing file or column, a short row or a field that is not what it is asked for throws: a test must not pass over it.
class Csv {
 public:
  explicit Csv(const std::filesystem::path& path) : path_{path.string()} {
    std::ifstream file{path};
    if (!file) throw std::runtime_error(path_ + ": cannot be read");
    std::string line;
    while (std::getline(file, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) continue;
      std::vector<std::string> fields = fields_of(line);
      if (header_.empty()) {
        header_ = std::move(fields);
        for (std::size_t i = 0; i < header_.size(); ++i) column_[header_[i]] = i;
        continue;
      }
      if (fields.size() != header_.size())
        throw std::runtime_error(path_ + ": row " + std::to_string(rows_.size() + 1) + " has the wrong length");
      rows_.push_back(std::move(fields));
    }
  }

  Index rows() const { return std::ssize(rows_); }
  const std::vector<std::string>& header() const { return header_; }
  bool has(const std::string& column) const { return column_.count(column) != 0; }

  const std::string& text(Index row, const std::string& column) const {
    const auto at = column_.find(column);
    if (at == column_.end()) throw std::runtime_error(path_ + ": no column " + column);
    return rows_.at(static_cast<std::size_t>(row))[at->second];
  }

  /// Nothing where the field is empty.
  std::optional<double> number(Index row, const std::string& column) const {
    const std::string& field = text(row, column);
    if (field.empty()) return std::nullopt;
    double value = 0.0;
    const char* const end = field.data() + field.size();
    const auto [stop, error] = std::from_chars(field.data(), end, value);
    if (error != std::errc{} || stop != end) throw std::runtime_error(path_ + ": " + column + " holds " + field);
    return value;
  }

  /// "2025-12-30T17:31:15.944Z" or "2025-12-30T17:31:15Z".
  Timestamp time(Index row, const std::string& column) const {
    const std::string& field = text(row, column);
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
    const int read = std::sscanf(field.c_str(), "%d-%u-%uT%u:%u:%u.%3uZ", &year, &month, &day, &hour, &minute, &second, &milli);
    if (read < 6) throw std::runtime_error(path_ + ": " + column + " holds " + field);
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + hours{hour} + minutes{minute} +
           seconds{second} + milliseconds{milli};
  }

 private:
  static std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        fields.emplace_back();
      else
        fields.back() += c;
    }
    return fields;
  }

  std::string path_;
  std::vector<std::string> header_;
  std::map<std::string, std::size_t> column_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace bulwark::test
