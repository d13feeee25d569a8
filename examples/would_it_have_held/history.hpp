#pragma once

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "bulwark/math/normal.hpp"
#include "bulwark/math/random_bits.hpp"

namespace held {

using namespace bulwark;
using Day = std::chrono::sys_days;

/// Daily log returns of some assets, and where fitting ends. Everything after `fitted_until` is held out: no parameter has seen it.
struct DailyHistory {
  std::string name;
  std::vector<std::string> assets;
  std::vector<Day> dates;
  std::vector<double> log_return;  ///< day x asset, NaN where there is none
  Day fitted_until;

  std::size_t days() const { return dates.size(); }
  std::span<const double> row(std::size_t day) const { return std::span{log_return}.subspan(day * assets.size(), assets.size()); }
  /// The first day held out.
  std::size_t hold_out() const {
    std::size_t day = 0;
    while (day < days() && dates[day] <= fitted_until) ++day;
    return day;
  }
};

inline std::string text_of(Day day) {
  const std::chrono::year_month_day date{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
  return text;
}

inline Day day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  std::sscanf(text.c_str(), "%d-%u-%u", &year, &month, &day);
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

/// A table "date,ASSET,..." of log returns; an empty cell is none. Nothing where it cannot be read.
inline std::optional<DailyHistory> read_returns(const std::filesystem::path& path, std::string name, Day fitted_until) {
  std::ifstream file{path};
  std::string line, cell;
  if (!std::getline(file, line)) return std::nullopt;
  DailyHistory history{.name = std::move(name), .assets = {}, .dates = {}, .log_return = {}, .fitted_until = fitted_until};
  std::istringstream header{line};
  std::getline(header, cell, ',');
  while (std::getline(header, cell, ',')) history.assets.push_back(cell);
  while (std::getline(file, line)) {
    std::istringstream row{line};
    std::getline(row, cell, ',');
    history.dates.push_back(day_of(cell));
    for (std::size_t a = 0; a < history.assets.size(); ++a) {
      cell.clear();
      std::getline(row, cell, ',');
      history.log_return.push_back(cell.empty() ? std::nan("") : std::stod(cell));
    }
  }
  return history;
}

/// The first two assets of `early` until `late` begins, and those of `late` from there.
inline DailyHistory joined(const DailyHistory& early, const DailyHistory& late, std::string name, Day fitted_until) {
  DailyHistory both{.name = std::move(name), .assets = {"BTC", "ETH"}, .dates = {}, .log_return = {}, .fitted_until = fitted_until};
  for (const DailyHistory* part : {&early, &late})
    for (std::size_t day = 0; day < part->days(); ++day) {
      if (part == &early && part->dates[day] >= late.dates[0]) continue;
      both.dates.push_back(part->dates[day]);
      for (std::size_t a = 0; a < 2; ++a) both.log_return.push_back(part->row(day)[a]);
    }
  return both;
}

/// Two coins that never were: a common variance that reacts and reverts, normal surprises, and a crash now and then. The same everywhere.
inline DailyHistory made_up_history() {
  using namespace std::chrono;
  DailyHistory history{
      .name = "made up", .assets = {"BTC", "ETH"}, .dates = {}, .log_return = {}, .fitted_until = Day{year{2000} / 12 / 31}};
  const auto normal = [](Index day, Index which) { return normal_quantile(random_pair(11, day, which)[0]); };
  double variance = 9e-4;
  for (Index day = 0; day < 720; ++day) {
    const bool is_crash = random_pair(11, day, 2)[0] < 0.008;
    const double common = std::sqrt(variance) * normal(day, 0) - (is_crash ? 0.10 : 0.0);
    history.dates.push_back(Day{year{2000} / 1 / 1} + std::chrono::days{day});
    history.log_return.push_back(common);
    history.log_return.push_back(1.2 * common + 0.02 * normal(day, 1));
    variance = 4e-5 + 0.12 * common * common + 0.84 * variance;
  }
  return history;
}

}  // namespace held
