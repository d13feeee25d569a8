#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../demo/chain_file.hpp"
#include "surface.hpp"

namespace options_book {

struct Close {
  bulwark::Timestamp at;
  double price;  ///< quote per coin
};

/// Two fitted chains and the closes in between.
struct Segment {
  const Surface* before;
  const Surface* after;
  std::vector<View> points;
};

/// Segments that follow one another without a hole.
struct Walk {
  std::string name;
  std::vector<Segment> segments;
};

inline constexpr std::chrono::hours longest_step{7 * 24};
inline constexpr std::chrono::hours longest_segment{60 * 24};  ///< a surface from chains farther apart is a guess

/// The dates of two chains and of every close in between that is an hour from both.
inline Segment segment(const Surface& before, const Surface& after, const std::vector<Close>& closes) {
  Segment s{&before, &after, {{&before, &after, before.now, before.market.spot}}};
  for (const Close& close : closes)
    if (close.at - before.now > std::chrono::hours{1} && after.now - close.at > std::chrono::hours{1})
      s.points.push_back({&before, &after, close.at, close.price});
  s.points.push_back({&before, &after, after.now, after.market.spot});
  return s;
}

inline bool has_hole(const Segment& s) {
  if (s.after->now - s.before->now > longest_segment) return true;
  for (std::size_t i = 1; i < s.points.size(); ++i)
    if (s.points[i].now - s.points[i - 1].now > longest_step) return true;
  return false;
}

inline std::string day_of(bulwark::Timestamp time) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
  return text;
}

/// The walks through the surfaces of one asset, by increasing time; a hole in the closes or the chains ends one.
inline std::vector<Walk> walks_through(const std::vector<Surface>& surfaces, const std::vector<Close>& closes) {
  std::vector<Walk> walks(1);
  for (std::size_t i = 1; i < surfaces.size(); ++i) {
    Segment s = segment(surfaces[i - 1], surfaces[i], closes);
    if (has_hole(s)) {
      if (!walks.back().segments.empty()) walks.emplace_back();
    } else {
      walks.back().segments.push_back(std::move(s));
    }
  }
  if (walks.back().segments.empty()) walks.pop_back();
  for (Walk& walk : walks) {
    const Segment &first = walk.segments.front(), &last = walk.segments.back();
    walk.name = first.before->asset + " " + day_of(first.before->now) + " to " + day_of(last.after->now);
  }
  return walks;
}

/// Daily closes of one column; a day's close is at its end.
inline std::vector<Close> read_closes(const demo::ChainFile& file, const std::string& asset) {
  std::vector<Close> closes;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    int year = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(std::string{file.text(i, "date")}.c_str(), "%d-%u-%u", &year, &month, &day) != 3) continue;
    const auto date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    const auto price = file.number(i, asset);
    if (date.ok() && price) closes.push_back({std::chrono::sys_days{date} + std::chrono::days{1}, *price});
  }
  return closes;
}

/// Everything a data folder holds for this: chains by asset and time, closes, a funding rate per 8 hours.
struct Data {
  std::map<std::string, std::vector<Chain>> chains;
  std::map<std::string, std::vector<Close>> closes;
  double funding = 0.0001;

  std::vector<Close> closes_of(const std::string& asset) const {
    const auto found = closes.find(asset);
    return found == closes.end() ? std::vector<Close>{} : found->second;
  }
};

inline Data read_data(const std::filesystem::path& folder) {
  Data data;
  std::error_code none;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder / "options", none}) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    for (Chain& chain : read_chains(file.string())) data.chains[chain.asset].push_back(std::move(chain));
  const demo::ChainFile prices{(folder / "prices" / "crypto_daily_close_2023_2026.csv").string()};
  for (auto& [asset, chains] : data.chains) {
    std::sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) { return a.now < b.now; });
    if (prices.is_open()) data.closes[asset] = read_closes(prices, asset);
  }
  const demo::ChainFile rates{(folder / "funding" / "btc_perp_funding_daily_2019_2023.csv").string()};
  double sum = 0.0;
  std::size_t days = 0;
  for (std::size_t i = rates.rows() > 365 ? rates.rows() - 365 : 0; i < rates.rows(); ++i)
    if (const auto rate = rates.number(i, "funding_8h_mean")) sum += *rate, ++days;
  if (days > 0) data.funding = sum / double(days);
  return data;
}

}  // namespace options_book
