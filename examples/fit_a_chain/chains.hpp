#pragma once

#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../demo/chain_file.hpp"
#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/scenario/deribit_name.hpp"

namespace fit_a_chain {

/// One expiry of one asset, as a file quotes it.
struct NamedChain {
  std::string name;  ///< "BTC 2026-02-27"
  bulwark::ExpiryChain chain;
  std::optional<double> forward;  ///< the file's own, quote per coin
};

using Date = std::chrono::sys_days;

inline std::optional<Date> date_of(std::string_view text, const char* form) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (std::sscanf(std::string{text}.c_str(), form, &year, &month, &day) != 3) return std::nullopt;
  const auto date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return date.ok() ? std::optional{Date{date}} : std::nullopt;
}

inline std::string text_of(Date day) {
  const std::chrono::year_month_day date{day};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
  return text;
}

inline bulwark::OptionQuote quote_of(const demo::ChainFile& file, std::size_t row, double strike, bulwark::OptionSide side) {
  return {strike, side, file.number(row, "bid"), file.number(row, "ask")};
}

/// Coin-settled options by their exchange's names; times are the snapshot's and the name's.
inline std::vector<NamedChain> coin_chains(const demo::ChainFile& file) {
  std::map<std::pair<std::string, bulwark::Timestamp>, NamedChain> chains;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    const auto option = bulwark::read_deribit_name(file.text(i, "instrument"));
    const auto now = file.time(i, file.has("snapshot_utc") ? "snapshot_utc" : "snapshot_est_utc");
    if (!option || option->kind != bulwark::InstrumentName::Kind::option || !now) continue;
    const double years = bulwark::years_between(*now, option->expiry);
    if (!(years > 0.0)) continue;
    const std::string asset{option->base};
    NamedChain& named = chains[{asset, option->expiry}];
    if (named.name.empty()) {
      named.name = asset + " " + text_of(std::chrono::floor<std::chrono::days>(option->expiry));
      named.chain = {.years = years, .premium = bulwark::PremiumIn::coins, .quotes = {}};
      for (const char* column : {"fwd_est", "underlying", "fwd_parity"})
        if (const auto forward = file.number(i, column)) named.forward = forward;
    }
    named.chain.quotes.push_back(quote_of(file, i, option->strike, option->side));
  }
  std::vector<NamedChain> list;
  for (auto& [key, named] : chains) list.push_back(std::move(named));
  return list;
}

/// Index options of a close at 16:15, by root; they expire at 16:00, those of root SPX at 09:30. `close` is a day, as in the file's name.
inline std::vector<NamedChain> index_chains(const demo::ChainFile& file, Date close) {
  std::map<std::pair<std::string, Date>, NamedChain> chains;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    const auto expiry = date_of(file.text(i, "expiry"), "%d-%u-%u");
    const auto strike = file.number(i, "strike");
    if (!expiry || !strike) continue;
    const std::string root{file.text(i, "root")};
    const double hours = 24.0 * double((*expiry - close).count()) - (root == "SPX" ? 6.75 : 0.25);
    if (!(hours > 0.0)) continue;
    NamedChain& named = chains[{root, *expiry}];
    named.name = root + " " + text_of(*expiry);
    named.chain.years = hours / (24.0 * 365.0);
    named.chain.premium = bulwark::PremiumIn::quote;
    const auto side = file.text(i, "type") == "C" ? bulwark::OptionSide::call : bulwark::OptionSide::put;
    named.chain.quotes.push_back(quote_of(file, i, *strike, side));
  }
  std::vector<NamedChain> list;
  for (auto& [key, named] : chains) list.push_back(std::move(named));
  return list;
}

/// Every expiry of a file; none where it is no chain.
inline std::vector<NamedChain> read_chains(const std::string& path) {
  const demo::ChainFile file{path};
  if (!file.is_open()) return {};
  if (file.has("instrument")) return coin_chains(file);
  const std::size_t at = path.find_last_of('_');
  const auto close = at == std::string::npos ? std::nullopt : date_of(path.substr(at + 1), "%4d%2u%2u");
  return close && file.has("root") ? index_chains(file, *close) : std::vector<NamedChain>{};
}

}  // namespace fit_a_chain
