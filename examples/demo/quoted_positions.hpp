#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bulwark/venue/hyperliquid.hpp"
#include "chain_file.hpp"

namespace demo {

/// A position and the liquidation price that the exchange quotes for it.
struct QuotedPosition {
  std::string coin;
  bulwark::MarginTiers tiers;
  double size;                        ///< coins, signed
  double mark;                        ///< USD
  double quoted;                      ///< USD
  std::optional<double> available{};  ///< USD: equity less maintenance at the mark, where the margin is known (isolated positions)
};
using QuotedAccounts = std::map<std::string, std::vector<QuotedPosition>>;

/// What stands behind a position. The files do not tell a cross account's balance, but each quoted price gives its free margin:
/// (mark - quoted) x size + kept(quoted) - kept(mark). Answers with that of the account's other position that comes nearest to the own one,
/// since some are isolated and so not of the account's; nothing where there is no other.
inline std::optional<double> available_for(const std::vector<QuotedPosition>& account, std::size_t own) {
  if (account[own].available) return account[own].available;
  const auto implied = [](const QuotedPosition& p) {
    const auto kept = [&](double price) { return bulwark::TieredMargin::charge(p.tiers, std::abs(p.size) * price).maintenance; };
    return (p.mark - p.quoted) * p.size + kept(p.quoted) - kept(p.mark);
  };
  std::optional<double> nearest;
  const double here = implied(account[own]);
  for (std::size_t i = 0; i < account.size(); ++i)
    if (const double other = implied(account[i]); i != own && (!nearest || std::abs(other - here) < std::abs(*nearest - here)))
      nearest = other;
  return nearest;
}

/// Our price: a long has it below, a short above.
inline std::optional<double> our_price(const std::vector<QuotedPosition>& account, std::size_t own) {
  const QuotedPosition& p = account[own];
  const auto available = available_for(account, own);
  if (!available) return std::nullopt;
  const bulwark::LiquidationPrices prices = bulwark::venue::hyperliquid_liquidation_prices(p.mark, p.size, *available, p.tiers);
  return p.size > 0.0 ? prices.below : prices.above;
}

/// An account of 21 February 2026, one of the 5th, and two isolated positions of autumn 2024.
inline QuotedAccounts well_known_accounts() {
  using namespace bulwark::venue;
  const auto btc = hyperliquid_tiers(hyperliquid_btc()), eth = hyperliquid_tiers(hyperliquid_eth()),
             sol = hyperliquid_tiers(hyperliquid_sol());
  const auto isolated = [](double size, double entry, double collateral, double quoted) {
    const auto tiers = hyperliquid_tiers({{0.0, 20.0}});
    const double kept = bulwark::TieredMargin::charge(tiers, size * entry).maintenance;
    return QuotedPosition{"SOL", tiers, size, entry, quoted, collateral - kept};
  };
  return {{"0x152e41f0b8", {{"BTC", btc, 398.30862, 68485.0, 45832.8462618}, {"ETH", eth, 6292.6623, 1989.2, 544.406401517}}},
          {"0x35d1151ef1",
           {{"BTC", btc, -178.949, 70170.0, 172018.657704},
            {"ETH", eth, -3706.82, 2075.2, 6955.85318356},
            {"SOL", sol, -566271.4, 89.932, 121.724971753}}},
          {"isolated 1x", {isolated(0.16, 146.82, 23.482979, 0.05269872)}},
          {"isolated 2x", {isolated(0.33, 145.83, 24.045107, 74.83696193)}}};
}

/// Reads positions of a file in either of the data set's forms, of accounts or isolated, with the table of margins and, beside it, which
/// coin has which; a coin without one has a single tier. Nothing, and a word about it, where a file is not what it should be.
inline std::optional<QuotedAccounts> read_accounts(const std::string& positions, const std::string& tables) {
  const ChainFile rows(positions), tiers(tables), coins(tables.substr(0, tables.find_last_of('/') + 1) + "hl_coin_margin_table.csv");
  const auto refuse = [](const std::string& path, const char* why) {
    std::fprintf(stderr, "%s: %s\n", path.c_str(), why);
    return std::nullopt;
  };
  if (!rows.is_open()) return refuse(positions, "cannot be read");
  if (!tiers.is_open()) return refuse(tables, "cannot be read");
  if (tiers.missing({"table_id", "lower_bound_usd", "max_leverage"})) return refuse(tables, "is no table of margins");
  const bool is_isolated = rows.has("collateral");
  if (is_isolated ? rows.missing({"coin", "side", "entry_px", "size", "liquidation_px", "max_leverage"})
                  : rows.missing({"account", "coin", "size", "mark_px", "liquidation_px", "max_leverage"}))
    return refuse(positions, "holds no positions");
  std::map<std::string, bulwark::venue::LeverageSchedule> schedule, schedule_of_coin;
  for (std::size_t i = 0; i < tiers.rows(); ++i)
    if (const auto floor = tiers.number(i, "lower_bound_usd"), leverage = tiers.number(i, "max_leverage"); floor && leverage)
      schedule[std::string(tiers.text(i, "table_id"))].push_back({*floor, *leverage});
  for (std::size_t i = 0; i < coins.rows(); ++i)
    if (const auto table = schedule.find(std::string(coins.text(i, "table_id"))); table != schedule.end())
      schedule_of_coin[std::string(coins.text(i, "coin"))] = table->second;

  QuotedAccounts accounts;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const std::string coin{rows.text(i, "coin")};
    const auto size = rows.number(i, "size"), mark = rows.number(i, is_isolated ? "entry_px" : "mark_px"),
               quoted = rows.number(i, "liquidation_px"), leverage = rows.number(i, "max_leverage");
    const auto known = schedule_of_coin.find(coin);
    if (!size || !mark || !quoted || (known == schedule_of_coin.end() && !leverage)) continue;
    QuotedPosition p{coin, bulwark::venue::hyperliquid_tiers({{0.0, leverage.value_or(1.0)}}), *size, *mark, *quoted};
    if (is_isolated) {
      p.available = rows.number(i, "collateral").value_or(0.0) - bulwark::TieredMargin::charge(p.tiers, p.size * p.mark).maintenance;
      if (rows.text(i, "side") == "short") p.size = -p.size;
      accounts["isolated " + std::to_string(i + 1)].push_back(p);
    } else {
      if (known != schedule_of_coin.end()) p.tiers = bulwark::venue::hyperliquid_tiers(known->second);
      accounts[std::string(rows.text(i, "account"))].push_back(p);
    }
  }
  return accounts;
}

/// The table of margins of the data set that a file of positions is in.
inline std::string tables_beside(const std::string& positions) {
  return positions.substr(0, positions.find_last_of('/') + 1) + "../margin/hl_margin_tables.csv";
}

}  // namespace demo
