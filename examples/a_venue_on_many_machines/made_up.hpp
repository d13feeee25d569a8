#pragma once

#include <string>
#include <vector>

#include "bulwark/evaluate/sweep.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/scenario/exported_rows.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"

namespace machines {

using namespace bulwark;

inline constexpr AssetId btc{0};
inline constexpr double spot = 74'801.05;
inline constexpr Index positions = 20;  ///< of an account
inline constexpr int expiries = 12;
inline constexpr Index strikes = 80;

inline auto rules() { return venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()); }

inline Timestamp expiry(int e) { return Timestamp{} + std::chrono::days{7 * e * e}; }

inline MarketState market() {
  MarketState market{.now = Timestamp{}, .assets = {{.spot = spot, .volatility = FlatVolatility{0.44}}}};
  for (int e = 1; e <= expiries; ++e) market.assets[0].forwards.push_back({.expiry = expiry(e), .forward = spot * (1.0 + 0.002 * e)});
  return market;
}

/// The coin, a perpetual, twelve futures and 1,920 options. Every rank makes the same.
inline Listing listing() {
  std::vector<ListedInstrument> listed{{"BTC", Spot{btc}}, {"BTC-PERPETUAL", InverseFuture{btc}}};
  const auto add = [&](const Instrument& instrument) { listed.push_back({std::to_string(listed.size()), instrument, 1.0, btc}); };
  for (int e = 1; e <= expiries; ++e) add(InverseFuture{btc, expiry(e)});
  for (int e = 1; e <= expiries; ++e)
    for (Index k = 0; k < strikes; ++k)
      for (const OptionSide side : {OptionSide::call, OptionSide::put})
        add(VanillaOption{btc, side, 1'000.0 * static_cast<double>(30 + k), expiry(e)});
  return *Listing::from(listed);
}

/// The accounts of a range of the venue as their keeper holds them, in compressed rows: each is a function of its number alone, as if read
/// from a database. `is_spoilt`: of the first and the middle one a number is none.
inline ExportedRows accounts_of(const Listing& listing, const AccountRange& range, bool is_spoilt) {
  const Index count = range.end - range.begin, futures = 1 + expiries, options = listing.rows() - 1 - futures;
  std::vector<Index> offsets{0};
  std::vector<RowId> row;
  std::vector<double> quantity, price;
  for (Index i = 0; i < count; ++i) {
    for (Index k = 0; k < positions; ++k) {
      const auto [which, drawn] = random_pair(2026, range.begin + i, k);
      const auto among = [&, w = which](Index rows) { return static_cast<Index>(w * static_cast<double>(rows)); };
      const bool is_coin = k == 0, is_future = !is_coin && k < 4;
      row.push_back(listing.id(is_coin ? 0 : is_future ? 1 + among(futures) : 1 + futures + among(options)));
      quantity.push_back(is_coin ? 4.0 + 60.0 * drawn : is_future ? 100'000.0 * (drawn - 0.5) : 8.0 * (drawn - 0.5));
      price.push_back(spot * (0.95 + 0.1 * drawn));
    }
    offsets.push_back(std::ssize(row));
  }
  ExportedRows rows = exported(listing, listing.admit(PositionColumns{offsets, row, quantity, price}));
  if (is_spoilt && count > 0) {
    rows.quantity[1] = std::numeric_limits<double>::quiet_NaN();
    rows.row[static_cast<std::size_t>(rows.offsets[static_cast<std::size_t>(count / 2)] + 2)] = static_cast<std::uint32_t>(listing.rows());
  }
  return rows;
}

}  // namespace machines
