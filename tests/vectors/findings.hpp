#pragma once

#include <cmath>
#include <cstdio>
#include <map>
#include <string>

#include "vectors/table.hpp"

namespace bulwark::test {

inline constexpr long double eps = 0x1p-52L;

/// What a file's rows came out as: each output's worst error in units of its tolerance.
class Findings {
 public:
  /// Compares one output. Outputs below 1e-300 are printed as 0, so that much is always allowed.
  void check(std::size_t row, const std::string& column, double ours, long double theirs, long double tolerance) {
    const long double error = std::fabs(static_cast<long double>(ours) - theirs);
    const long double units = error / (tolerance + 1e-300L);
    Worst& worst = trailing_columns[column];
    ++worst.checked;
    if (!(units <= worst.units)) worst = {units, row, worst.checked, worst.failed};
    if (units <= 1.0L) return;
    ++worst.failed;
    if (trailing_printed++ < 8) {
      std::printf("    row %zu %s: got %.17g, expected %.20Lg, error %.3Lg tolerances\n", row + 2, column.c_str(), ours, theirs, units);
    }
  }

  void refuse(std::size_t row, const std::string& why) { check(row, why, std::nan(""), 0.0L, 0.0L); }

  /// A row of a model that the library does not have yet.
  void later(const std::string& model) { ++trailing_later[model]; }

  /// One line per file, one per column when asked; whether every row holds.
  bool print(const std::string& file, std::size_t rows, bool columns) const {
    const std::string* at = nullptr;
    Worst worst;
    std::size_t failed = 0;
    std::size_t checked = 0;
    for (const auto& [name, column] : trailing_columns) {
      failed += column.failed;
      checked += column.checked;
      if (at == nullptr || !(column.units <= worst.units)) {
        worst = column;
        at = &name;
      }
      if (columns)
        std::printf("    %-14s %6zu checked, worst %9.3Lf (line %zu), %zu failed\n", name.c_str(), column.checked, column.units,
                    column.row + 2, column.failed);
    }
    std::printf("%-20s %5zu rows %6zu outputs  worst %7.3Lf of the tolerance (%s, line %zu)  %s\n", file.c_str(), rows, checked,
                worst.units, at ? at->c_str() : "-", worst.row + 2, failed == 0 ? "ok" : (std::to_string(failed) + " FAILED").c_str());
    if (!trailing_later.empty()) std::printf("    not yet:");
    for (const auto& [model, count] : trailing_later) std::printf(" %s (%zu rows)", model.c_str(), count);
    if (!trailing_later.empty()) std::printf("\n");
    return failed == 0 && checked > 0;
  }

 private:
  struct Worst {
    long double units = 0.0L;
    std::size_t row = 0;
    std::size_t checked = 0;
    std::size_t failed = 0;
  };
  std::map<std::string, Worst> trailing_columns;
  std::map<std::string, std::size_t> trailing_later;
  int trailing_printed = 0;
};

}  // namespace bulwark::test
