#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../demo/chain_file.hpp"
#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/scenario/deribit_name.hpp"

namespace options_book {

/// The options of one expiry, as quoted.
struct Expiry {
  bulwark::Timestamp at;
  bulwark::ExpiryChain chain;
  std::optional<double> forward{};  ///< the file's own, quote per coin
};

/// All options of one asset at one time.
struct Chain {
  std::string asset;
  bulwark::Timestamp now;
  std::vector<Expiry> expiries;  ///< increasing
  std::optional<double> spot{};  ///< quote per coin; none: the forward of the nearest expiry
};

/// The chains of a data set's file, one for each asset; none where it is no chain of coin-settled options.
inline std::vector<Chain> read_chains(const std::string& path) {
  const demo::ChainFile file{path};
  if (!file.is_open() || !file.has("instrument")) return {};
  std::map<std::string, std::map<bulwark::Timestamp, Expiry>> assets;
  std::map<std::string, bulwark::Timestamp> times;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    const auto option = bulwark::read_deribit_name(file.text(i, "instrument"));
    const auto now = file.time(i, file.has("snapshot_utc") ? "snapshot_utc" : "snapshot_est_utc");
    if (!option || option->kind != bulwark::InstrumentName::Kind::option || !now) continue;
    const std::string asset{option->base};
    const bulwark::Timestamp begin = times.try_emplace(asset, *now).first->second;
    const double years = bulwark::years_between(begin, option->expiry);
    if (!(years > 0.0)) continue;
    Expiry& expiry =
        assets[asset].try_emplace(option->expiry, Expiry{option->expiry, {years, bulwark::PremiumIn::coins, {}}}).first->second;
    for (const char* column : {"fwd_est", "underlying", "fwd_parity"})
      if (const auto forward = file.number(i, column)) expiry.forward = forward;
    expiry.chain.quotes.push_back({option->strike, option->side, file.number(i, "bid"), file.number(i, "ask")});
  }
  std::vector<Chain> chains;
  for (auto& [asset, expiries] : assets) {
    Chain chain{asset, times[asset], {}};
    for (auto& [at, expiry] : expiries) chain.expiries.push_back(std::move(expiry));
    chains.push_back(std::move(chain));
  }
  return chains;
}

}  // namespace options_book
