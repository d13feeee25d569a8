#pragma once

#include <cmath>
#include <vector>

#include "bulwark/scenario/forward.hpp"
#include "bulwark/scenario/listing.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::bench {

/// Black as a book prints it.
inline double textbook_value(double forward, double strike, double deviation, double side) {
  const double d1 = std::log(forward / strike) / deviation + 0.5 * deviation, d2 = d1 - deviation;
  const auto cdf = [](double x) { return 0.5 * std::erfc(-x * 0.70710678118654752440); };
  return side * (forward * cdf(side * d1) - strike * cdf(side * d2));
}

/// Profits only, instrument x scenario: no Greeks, no checks, flat volatility, no terms.
inline void textbook_table(const Listing& listing, const MarketState& market, const ScenarioSet& set, std::vector<double>& table) {
  std::size_t cell = 0;
  for (Index row = 0; row < listing.rows(); ++row) {
    const Instrument& instrument = listing[row].instrument;
    const AssetMarket& asset = market[asset_of(instrument)];
    const auto* option = std::get_if<VanillaOption>(&instrument);
    const Timestamp expiry = expiry_of(instrument);
    const double forward = expiry == perpetual ? asset.spot : forward_at(asset, market.now, expiry).forward;
    const double root_years = option ? std::sqrt(years_between(market.now, expiry)) : 0.0;
    const double volatility = std::get<FlatVolatility>(asset.volatility).volatility;
    const double base = option ? textbook_value(forward, option->strike, volatility * root_years, sign(option->side)) : forward;
    for (Index s = 0; s < set.scenarios; ++s) {
      const std::size_t at = set.at(s, asset_of(instrument));
      const double moved = forward * (1.0 + set.price_move[at]), moved_volatility = volatility * (1.0 + set.vol_move[at]);
      const double value = option ? textbook_value(moved, option->strike, moved_volatility * root_years, sign(option->side)) : moved;
      table[cell++] = (value - base) * set.weight[at];
    }
  }
}

}  // namespace bulwark::bench
