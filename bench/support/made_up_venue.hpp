#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "support/words.hpp"

namespace bulwark::bench {

inline constexpr AssetId btc{0}, eth{1};
inline constexpr std::uint64_t rows_per_asset = 1000, futures_per_asset = 13;

inline Timestamp in_days(int days) { return Timestamp{} + std::chrono::days(20000 + days); }

/// Two coins at their spots, twelve expiries, a flat surface.
inline MarketState made_up_market() {
  MarketState market{.now = in_days(0), .assets = {}};
  for (const double spot : {60000.0, 3000.0}) {
    AssetMarket asset{.spot = spot, .volatility = FlatVolatility{0.6}};
    asset.model = JumpParameters{.per_year = 1.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};
    for (int e = 1; e <= 12; ++e) asset.forwards.push_back({.expiry = in_days(7 * e * e), .forward = spot * (1.0 + 0.002 * e)});
    market.assets.push_back(asset);
  }
  return market;
}

/// 2,000 quote-settled instruments: of each coin a perpetual, twelve futures and 987 options.
inline Listing made_up_listing() {
  std::vector<ListedInstrument> listed;
  const MarketState market = made_up_market();
  for (const AssetId asset : {btc, eth}) {
    const std::size_t full = listed.size() + rows_per_asset;
    const auto add = [&](const Instrument& instrument) {
      if (listed.size() < full) listed.push_back({.id = std::to_string(listed.size()), .instrument = instrument});
    };
    add(LinearFuture{asset});
    for (int e = 1; e <= 12; ++e) add(LinearFuture{asset, in_days(7 * e * e)});
    for (int k = 0; k < 42; ++k)
      for (int e = 1; e <= 12; ++e)
        for (const OptionSide side : {OptionSide::call, OptionSide::put})
          add(VanillaOption{asset, side, market[asset].spot * (0.4 + 0.03 * k), in_days(7 * e * e)});
  }
  return *Listing::from(listed);
}

/// `accounts` of `positions` different contracts each: a fifth futures, the rest options; of one coin, or of both in turn.
inline AccountRows made_up_accounts(const Listing& listing, Index accounts, std::uint64_t positions, std::uint64_t coins) {
  Words words(5);
  const MarketState market = made_up_market();
  std::vector<Index> offsets{0};
  std::vector<RowId> row;
  std::vector<double> quantity, price, cash;
  for (Index a = 0; a < accounts; ++a) {
    std::set<std::uint64_t> held;
    for (std::uint64_t k = 0; k < positions; ++k) {
      const std::uint64_t coin = coins == 1 ? static_cast<std::uint64_t>(a) % 2 : k % 2;
      std::uint64_t at = 0;
      do {
        at = coin * rows_per_asset +
             (k % 5 == 0 ? words.below(futures_per_asset) : futures_per_asset + words.below(rows_per_asset - futures_per_asset));
      } while (!held.insert(at).second);
      row.push_back(listing.id(static_cast<Index>(at)));
      quantity.push_back(words.between(-5.0, 5.0));
      price.push_back(market.assets[coin].spot * words.between(0.9, 1.1));
    }
    offsets.push_back(std::ssize(row));
    cash.push_back(words.between(1e4, 1e6));
  }
  return listing.admit(PositionColumns{offsets, row, quantity, price, cash});
}

/// `accounts` of `positions` different futures each, of both coins.
inline AccountRows made_up_future_accounts(const Listing& listing, Index accounts, std::uint64_t positions) {
  Words words(7);
  const MarketState market = made_up_market();
  std::vector<Index> offsets{0};
  std::vector<RowId> row;
  std::vector<double> quantity, price, cash;
  for (Index a = 0; a < accounts; ++a) {
    std::set<std::uint64_t> held;
    while (held.size() < positions) held.insert(words.below(2 * futures_per_asset));
    for (const std::uint64_t n : held) {
      const std::uint64_t coin = n / futures_per_asset;
      row.push_back(listing.id(static_cast<Index>(coin * rows_per_asset + n % futures_per_asset)));
      quantity.push_back(words.between(-5.0, 5.0));
      price.push_back(market.assets[coin].spot * words.between(0.9, 1.1));
    }
    offsets.push_back(std::ssize(row));
    cash.push_back(words.between(1e4, 1e6));
  }
  return listing.admit(PositionColumns{offsets, row, quantity, price, cash});
}

/// 64 scenarios: 21 prices x 3 volatilities and a far fall.
inline ShockGrid sixty_four() {
  return {.price_range = 0.16, .steps_per_side = 10, .vol_up = 0.5, .vol_down = 0.25, .far_moves = {-0.5}, .far_factor = 0.32};
}

}  // namespace bulwark::bench
