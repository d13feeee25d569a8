#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bulwark/calibration/smile.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "vectors/table.hpp"

namespace bulwark::test {

/// One expiry of a chain file: its smile of out-of-the-money middles, and half of each quote's spread in volatility.
struct ChainSmile {
  std::string name;  ///< asset and expiry
  Smile smile;
  std::vector<double> half_spread;
};

inline double day_number(const std::string& date) {  // of "2026-02-05..."
  using namespace std::chrono;
  const year_month_day day{year{std::stoi(date.substr(0, 4))}, month{unsigned(std::stoi(date.substr(5, 2)))},
                           std::chrono::day{unsigned(std::stoi(date.substr(8, 2)))}};
  return double(sys_days{day}.time_since_epoch().count());
}

inline double seconds_of_day(const std::string& time) {  // of "...T21:29:37.885Z"
  return 3600.0 * std::stod(time.substr(11, 2)) + 60.0 * std::stod(time.substr(14, 2)) + std::stod(time.substr(17, 2));
}

/// The smiles of a chain file of one snapshot: coin-settled where it has a column `underlying`, else of an index (16:15 in New York on the
/// day that the file's name ends with), whose forward and discount are a line through call less put within 5 % of where they meet. Kept:
/// two-sided, no wider than its middle, within six deviations. Weights are 1 / (half the spread)^2, half a spread being 1e-4 at least.
inline std::vector<ChainSmile> chain_smiles(const std::filesystem::path& file) {
  const Table table = read_table(file);
  const bool in_coins = table.find("underlying").has_value();
  struct Quote {
    double strike, side, bid, ask;
  };
  struct Group {
    double years = 0.0, forward = 0.0, unit = 1.0;
    std::vector<Quote> quotes;
  };
  std::map<std::string, Group> groups;
  const std::string stem = file.stem().string();
  const std::string date = stem.substr(stem.size() - 8);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const std::string expiry = row.text(in_coins ? "expiry_utc" : "expiry");
    const std::string instrument = row.text(in_coins ? "instrument" : "root");
    Group& group = groups[(in_coins ? instrument.substr(0, 3) : instrument) + " " + expiry.substr(0, 10)];
    if (in_coins) {
      const std::string now = row.text("snapshot_utc");
      group.years = (day_number(expiry) - day_number(now) + (seconds_of_day(expiry) - seconds_of_day(now)) / 86400.0) / 365.0;
      const bool has_parity = table.find("fwd_parity") && !row.text("fwd_parity").empty();
      group.forward = row(has_parity ? "fwd_parity" : "underlying"), group.unit = group.forward;
    } else {
      const std::string now = date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2);
      const double hour = instrument == "SPX" ? 9.5 : 16.0;
      group.years = (day_number(expiry) - day_number(now) + (hour - 16.25) / 24.0) / 365.0;
    }
    if (row.text("bid").empty() || row.text("ask").empty()) continue;
    group.quotes.push_back({row("strike"), row.text("type") == "C" ? 1.0 : -1.0, row("bid"), row("ask")});
  }
  std::vector<ChainSmile> found;
  for (auto& [name, group] : groups) {
    if (!(group.years > 0.0)) continue;
    if (!in_coins) {
      std::map<double, double> difference;
      std::map<double, int> sides;
      for (const Quote& q : group.quotes)
        if (q.bid > 0.0) difference[q.strike] += q.side * 0.5 * (q.bid + q.ask), ++sides[q.strike];
      double nearest = 1e300, around = 0.0;
      for (const auto& [strike, d] : difference)
        if (sides[strike] == 2 && std::fabs(d) < nearest) nearest = std::fabs(d), around = strike;
      double n = 0, x = 0, y = 0, xx = 0, xy = 0;
      for (const auto& [strike, d] : difference)
        if (sides[strike] == 2 && std::fabs(strike / around - 1.0) < 0.05)
          n += 1, x += strike, y += d, xx += strike * strike, xy += strike * d;
      const double slope = (n * xy - x * y) / (n * xx - x * x);
      if (!(n >= 3 && slope < -0.8 && slope > -1.1)) continue;
      group.forward = (y - slope * x) / n / -slope, group.unit = -1.0 / slope;
    }
    ChainSmile one{name, {group.forward, group.years, {}}, {}};
    for (const Quote& q : group.quotes) {
      if ((q.side > 0.0) != (q.strike >= group.forward)) continue;
      const double middle = 0.5 * (q.bid + q.ask);
      if (!(q.bid > 0.0) || q.ask - q.bid > middle) continue;
      const auto implied = [&](double price) {
        return black_implied_volatility(Claim<double>{group.forward, q.strike, 0.0, group.years, q.side}, price * group.unit).volatility;
      };
      const auto low = implied(q.bid), mid = implied(middle), high = implied(q.ask);
      const double k = std::log(q.strike / group.forward);
      if (!low || !mid || !high || std::fabs(k) > 6.0 * *mid * std::sqrt(group.years)) continue;
      const double half = 0.5 * (*high - *low), error = std::max(half, 1e-4);
      one.smile.quotes.push_back({k, *mid, 1.0 / (error * error)});
      one.half_spread.push_back(half);
    }
    if (one.smile.quotes.size() >= 8) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(), [](const ChainSmile& a, const ChainSmile& b) {
    return a.name.substr(0, 3) != b.name.substr(0, 3) ? a.name < b.name : a.smile.years < b.smile.years;
  });
  return found;
}

}  // namespace bulwark::test
