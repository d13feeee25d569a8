#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/quoted_calls.hpp"
#include "bulwark/calibration/quoted_smile.hpp"
#include "vectors/table.hpp"

namespace bulwark::test {

/// One expiry of a chain file.
struct ChainSmile {
  std::string name;  ///< asset, or root, and expiry
  QuotedSmile quoted;
  QuotedExpiry calls;
};

inline double day_number(const std::string& date) {  // of "2026-02-05..."
  using namespace std::chrono;
  const year_month_day day{year{std::stoi(date.substr(0, 4))}, month{unsigned(std::stoi(date.substr(5, 2)))},
                           std::chrono::day{unsigned(std::stoi(date.substr(8, 2)))}};
  return double(sys_days{day}.time_since_epoch().count());
}

inline double hours_of_day(const std::string& time) {  // of "...T21:29:37.885Z"
  return std::stod(time.substr(11, 2)) + std::stod(time.substr(14, 2)) / 60.0 + std::stod(time.substr(17, 2)) / 3600.0;
}

/// The smiles of a chain file of one snapshot, by name and years, each against its parity-implied forward: coin-settled where the file has
/// a column `underlying`, else of an index at 16:15 in New York on the day that the file's name ends with. At least eight quotes each.
inline std::vector<ChainSmile> chain_smiles(const std::filesystem::path& file) {
  const Table table = read_table(file);
  const bool in_coins = table.find("underlying").has_value();
  const std::string stem = file.stem().string(), date = stem.substr(stem.size() - 8);
  std::map<std::string, ExpiryChain> chains;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row row{table, i};
    const std::string expiry = row.text(in_coins ? "expiry_utc" : "expiry");
    const std::string root = in_coins ? row.text("instrument").substr(0, 3) : row.text("root");
    const std::string now = in_coins ? row.text("snapshot_utc") : date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2);
    const double hours = in_coins ? hours_of_day(expiry) - hours_of_day(now) : (root == "SPX" ? 9.5 : 16.0) - 16.25;
    ExpiryChain& chain = chains[root + " " + expiry.substr(0, 10)];
    chain.years = (day_number(expiry) - day_number(now) + hours / 24.0) / 365.0;
    chain.premium = in_coins ? PremiumIn::coins : PremiumIn::quote;
    if (row.text("bid").empty() || row.text("ask").empty() || row("bid") > row("ask")) continue;
    chain.quotes.push_back({row("strike"), row.text("type") == "C" ? OptionSide::call : OptionSide::put, row("bid"), row("ask")});
  }
  std::vector<ChainSmile> found;
  for (const auto& [name, chain] : chains) {
    const Checked<ParityForward> parity = parity_forward(chain);
    if (!parity) continue;
    Checked<QuotedSmile> quoted = quoted_smile(chain, parity->forward, parity->discount);
    if (quoted && quoted->smile.quotes.size() >= 8)
      found.push_back({name, *std::move(quoted), quoted_calls(chain, parity->forward, parity->discount)});
  }
  std::stable_sort(found.begin(), found.end(), [](const ChainSmile& a, const ChainSmile& b) {
    const std::string left = a.name.substr(0, a.name.find(' ')), right = b.name.substr(0, b.name.find(' '));
    return left != right ? left < right : a.quoted.smile.years < b.quoted.smile.years;
  });
  return found;
}

}  // namespace bulwark::test
