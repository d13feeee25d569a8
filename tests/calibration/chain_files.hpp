#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "support/csv.hpp"

namespace bulwark::test {

/// The chains of one asset in one file, by expiry.
struct AssetChains {
  std::string asset;
  std::vector<ExpiryChain> chains;
  std::vector<std::optional<double>> forward;  ///< the file's own by parity of marks
};

/// Coin-settled chains of `deribit_*.csv`.
inline std::vector<AssetChains> coin_chains(const std::filesystem::path& path) {
  const Csv csv(path);
  std::map<std::string, std::map<Timestamp, std::pair<ExpiryChain, std::optional<double>>>> chains;
  for (Index i = 0; i < csv.rows(); ++i) {
    const auto option = read_deribit_name(csv.text(i, "instrument"));
    if (!option) throw std::runtime_error("no option: " + csv.text(i, "instrument"));
    auto& [chain, forward] = chains[std::string{option->base}][option->expiry];
    chain.years = years_between(csv.time(i, csv.has("snapshot_utc") ? "snapshot_utc" : "snapshot_est_utc"), option->expiry);
    chain.premium = PremiumIn::coins;
    chain.quotes.push_back({option->strike, option->side, csv.number(i, "bid"), csv.number(i, "ask")});
    if (csv.has("fwd_parity")) forward = csv.number(i, "fwd_parity");
  }
  std::vector<AssetChains> assets;
  for (auto& [asset, expiries] : chains) {
    assets.push_back({asset, {}, {}});
    for (auto& [expiry, entry] : expiries) assets.back().chains.push_back(entry.first), assets.back().forward.push_back(entry.second);
  }
  return assets;
}

/// "2022-06-17".
inline Timestamp day_of(const std::string& text) {
  using namespace std::chrono;
  return sys_days{year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8, 2))};
}

/// Chains of one root of an index at a close; options end `hours` before the close's time of day.
inline AssetChains index_chains(const std::filesystem::path& path, const std::string& root, std::chrono::sys_days close, double hours) {
  const Csv csv(path);
  std::map<std::string, ExpiryChain> chains;
  for (Index i = 0; i < csv.rows(); ++i) {
    if (csv.text(i, "root") != root) continue;
    const Timestamp expiry = day_of(csv.text(i, "expiry"));
    const double years = (years_between(close, expiry) * 365.0 * 24.0 - hours) / (365.0 * 24.0);
    if (!(years > 0.0)) continue;
    ExpiryChain& chain = chains[csv.text(i, "expiry")];
    chain.years = years;
    chain.premium = PremiumIn::quote;
    const OptionSide side = csv.text(i, "type") == "C" ? OptionSide::call : OptionSide::put;
    chain.quotes.push_back({csv.number(i, "strike").value(), side, csv.number(i, "bid"), csv.number(i, "ask")});
  }
  AssetChains all{root, {}, {}};
  for (auto& [expiry, chain] : chains) all.chains.push_back(chain), all.forward.push_back(std::nullopt);
  return all;
}

}  // namespace bulwark::test
