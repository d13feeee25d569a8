#pragma once

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace bulwark::test {

/// A comma-separated file with one header row; fields in double quotes may hold commas.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> find(const std::string& name) const {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at == header.end()) return std::nullopt;
    return static_cast<std::size_t>(at - header.begin());
  }
  std::size_t column(const std::string& name) const {
    if (const auto at = find(name)) return *at;
    throw std::runtime_error("no column " + name);
  }
};

inline std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else if (c != '\r') {
      out.back() += c;
    }
  }
  return out;
}

inline Table read_table(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  Table table;
  std::string line;
  if (std::getline(in, line)) table.header = fields(line);
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    table.rows.push_back(fields(line));
    if (table.rows.back().size() != table.header.size()) {
      throw std::runtime_error("row " + std::to_string(table.rows.size()) + " has " + std::to_string(table.rows.back().size()) + " fields");
    }
  }
  return table;
}

/// The double nearest to the text.
inline double nearest(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("not a number: " + text);
  return value;
}

/// An expected output, with more digits than a double holds.
inline long double expected(const std::string& text) {
  char* end = nullptr;
  const long double value = std::strtold(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size()) throw std::runtime_error("not a number: " + text);
  return value;
}

/// One row of a table, by column name.
struct Row {
  const Table& table;
  std::size_t index;

  const std::string& text(const std::string& name) const { return table.rows[index][table.column(name)]; }
  double operator()(const std::string& name) const { return nearest(text(name)); }
  long double exact(const std::string& name) const { return expected(text(name)); }
  double side() const { return (*this)("is_call") > 0.5 ? 1.0 : -1.0; }
};

}  // namespace bulwark::test
