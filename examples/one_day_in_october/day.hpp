#pragma once

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <bulwark/math/elementary.hpp>

namespace one_day_in_october {

/// One perpetual's hour.
struct Hour {
  double open, low, close;  ///< quote per coin
  double turnover;          ///< quote
};

/// A coin through the evening of 10 October 2025, from 20:00 to 23:00 UTC.
struct Coin {
  std::string name;
  double max_leverage;
  std::vector<Hour> hours;
};

inline constexpr int steps_per_hour = 12;

/// Price after `step` steps of five minutes, as a multiple of the first open: within an hour evenly (in ratio) down to the low in half an
/// hour, and evenly to the close. Where in the hour the low was is not known.
inline double ratio(const Coin& coin, int step) {
  const double start = coin.hours.front().open;
  const auto hour = std::min(static_cast<std::size_t>(step / steps_per_hour), coin.hours.size() - 1);
  const Hour& h = coin.hours[hour];
  const int in = step - static_cast<int>(hour) * steps_per_hour, half = steps_per_hour / 2;
  const double from = in <= half ? h.open : h.low, to = in <= half ? h.low : h.close;
  const double part = static_cast<double>(in <= half ? in : in - half) / half;
  return from / start * bulwark::exp(part * bulwark::log_ratio(to, from));
}

/// Six coins of the public data set, as it has them.
inline std::vector<Coin> built_in_day() {
  return {{"BTC",
           40,
           {{116606.5, 112526.5, 114225.1, 2.7391e9}, {114225.1, 101045.9, 113182.2, 10.9385e9}, {113182.2, 110389.3, 113513.3, 3.1574e9}}},
          {"ETH", 25, {{3994.7, 3841, 3865.21, 1.7521e9}, {3865.21, 3311.76, 3911.03, 6.0747e9}, {3911.03, 3777.35, 3851.3, 1.4422e9}}},
          {"SOL", 20, {{205.23, 191.52, 196.65, 668.8e6}, {196.65, 146.57, 187.25, 2.3666e9}, {187.25, 175.59, 188.4, 538.9e6}}},
          {"XRP", 20, {{2.6748, 2.395, 2.4903, 405.1e6}, {2.4903, 1.1652, 2.24, 1.2608e9}, {2.24, 2.0195, 2.3279, 406.0e6}}},
          {"DOGE", 10, {{0.23177, 0.21423, 0.21876, 231.9e6}, {0.21876, 0.08561, 0.1825, 660.5e6}, {0.1825, 0.16221, 0.19157, 354.7e6}}},
          {"SUI", 10, {{3.2371, 3.0435, 3.074, 76.5e6}, {3.074, 0.5608, 2.4678, 303.5e6}, {2.4678, 2.055, 2.5392, 157.8e6}}}};
}

inline std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream text{line};
  for (std::string field; std::getline(text, field, ',');) fields.push_back(field);
  return fields;
}

/// The same three hours of every coin of `perp_hourly_ohlc_20251009_20251012.csv`; nothing, and a line, where it cannot be read.
inline std::optional<std::vector<Coin>> day_from(const std::string& path) {
  std::ifstream file{path};
  if (!file) return std::fprintf(stderr, "%s: cannot be read\n", path.c_str()), std::nullopt;
  std::vector<Coin> coins;
  std::string line;
  for (const char* hour : {"2025-10-10 20", "2025-10-10 21", "2025-10-10 22"}) {
    file.clear(), file.seekg(0);
    while (std::getline(file, line)) {
      const std::vector<std::string> f = fields_of(line);
      if (f.size() != 7 || f[0].rfind(hour, 0) != 0) continue;
      const std::string name = f[1] == "1000PEPE" ? "kPEPE" : f[1];
      auto coin = std::find_if(coins.begin(), coins.end(), [&](const Coin& c) { return c.name == name; });
      if (coin == coins.end()) coin = coins.insert(coins.end(), {name, 10.0, {}});
      coin->hours.push_back({std::stod(f[2]), std::stod(f[4]), std::stod(f[5]), std::stod(f[6])});
    }
  }
  return coins;
}

}  // namespace one_day_in_october
