#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <bulwark/core/account.hpp>
#include <bulwark/margin/tiered_margin.hpp>
#include <bulwark/venue/hyperliquid.hpp>

#include "day.hpp"

namespace one_day_in_october {

/// Accounts as they stood when the evening began. The day's coins come first; what else is held keeps its mark and is not sold.
struct Book {
  std::vector<bulwark::ListedInstrument> listed;
  std::vector<bulwark::venue::LeverageSchedule> schedules;  ///< row AssetId
  bulwark::MarketState market{.now = bulwark::Timestamp{}, .assets = {}};
  std::vector<bulwark::Account> accounts;
  std::vector<std::uint64_t> names;

  bulwark::AssetId add(const std::string& coin, double mark, double max_leverage) {
    const bulwark::AssetId asset{static_cast<std::uint32_t>(schedules.size())};
    listed.push_back({.id = coin, .instrument = bulwark::LinearFuture{asset}});
    schedules.push_back({{0.0, max_leverage}});
    market.assets.push_back({.spot = mark});
    return asset;
  }
};

/// Three thousand made-up accounts of up to three coins, three in four of them long, with a leverage of 2 to 20 (as far as the coin has
/// it).
inline Book built_in_book(const std::vector<Coin>& coins) {
  Book book;
  std::uint64_t state = 20251010;
  const auto share = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 33) * 0x1p-31;
  };
  for (const Coin& coin : coins) book.add(coin.name, coin.hours.front().open, coin.max_leverage);
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    bulwark::Account account;
    const double size = 20'000.0 / (0.01 + share());  // quote; a few are large
    const int held = 1 + static_cast<int>(3.0 * share());
    for (int k = 0; k < held; ++k) {
      const auto a = static_cast<std::uint32_t>(share() * static_cast<double>(coins.size()));
      const double mark = book.market.assets[a].spot, coins_held = (share() < 0.75 ? 1.0 : -1.0) * size / mark;
      account.positions.push_back({bulwark::LinearFuture{bulwark::AssetId{a}}, coins_held, mark});
      account.cash += size / (2.0 + (std::min(20.0, coins[a].max_leverage / 1.5) - 2.0) * share());
    }
    book.accounts.push_back(account), book.names.push_back(i);
  }
  return book;
}

/// The accounts of `hl_positions_<time>.csv`, February 2026, moved to the evening as they are: their marks take the day's ratios. An
/// account's money is what puts its quoted liquidation price where it is, or less by all but `free_share` of what stands above its margin;
/// where none is quoted, it holds what it has in full.
inline std::optional<Book> book_from(const std::string& path, const std::vector<Coin>& coins, double free_share) {
  std::ifstream file{path};
  if (!file) return std::fprintf(stderr, "%s: cannot be read\n", path.c_str()), std::nullopt;
  Book book;
  std::map<std::string, bulwark::AssetId> asset_of;
  for (const Coin& coin : coins) asset_of[coin.name] = book.add(coin.name, 0.0, 3.0);
  struct Held {
    double size, entry, mark, leverage, quoted;
    bulwark::AssetId asset;
  };
  std::map<std::uint64_t, std::vector<Held>> of_account;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> f = fields_of(line);
    if (f.size() < 9 || f[8].empty()) continue;
    const double mark = std::stod(f[6]), leverage = std::stod(f[8]);
    if (asset_of.count(f[3]) == 0) asset_of[f[3]] = book.add(f[3], mark, leverage);
    const bulwark::AssetId asset = asset_of[f[3]];
    const auto a = static_cast<std::size_t>(bulwark::row(asset));
    book.market.assets[a].spot = mark, book.schedules[a] = {{0.0, leverage}};
    const double quoted = f.size() > 10 && !f[10].empty() ? std::stod(f[10]) : 0.0;
    of_account[std::stoull(f[1], nullptr, 16)].push_back({std::stod(f[4]), std::stod(f[5]), mark, leverage, quoted, asset});
  }
  for (std::size_t a = 0; a < coins.size(); ++a)  // a coin that nobody holds still needs a price
    if (book.market.assets[a].spot == 0.0) book.market.assets[a].spot = coins[a].hours.front().open;
  for (const auto& [name, positions] : of_account) {
    bulwark::Account account;
    double gain = 0.0, kept = 0.0, notional = 0.0, free = 0.0;
    bool is_quoted = false;
    for (const Held& h : positions) {
      const double mark = book.market[h.asset].spot, size = std::abs(h.size);
      account.positions.push_back({bulwark::LinearFuture{h.asset}, h.size, h.entry});
      gain += h.size * (mark - h.entry), kept += 0.5 / h.leverage * size * mark, notional += size * mark;
      if (h.quoted > 0.0 && !is_quoted) free = (mark - h.quoted) * h.size + 0.5 / h.leverage * size * (h.quoted - mark), is_quoted = true;
    }
    account.cash = (is_quoted ? free_share * std::max(0.0, free) + kept : notional) - gain;
    book.accounts.push_back(account), book.names.push_back(name);
  }
  return book;
}

}  // namespace one_day_in_october
