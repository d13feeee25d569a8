#pragma once

#include <cmath>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/liquidation/linear_liquidation_price.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

/// From next to nothing to a trillion times the price.
inline PricePath whole_axis(AssetId asset) { return {.asset = asset, .lowest = 0x1p-40, .highest = 0x1p40, .steps = 4}; }

/// Where an account on one asset at `spot` is liquidated, by search over the evaluator's verdicts.
template <class Venue>
LiquidationPrices searched(const Venue& venue, const Account& account, double spot, AssetId asset = AssetId{0}) {
  std::vector<AssetMarket> assets(static_cast<std::size_t>(row(asset)) + 1, {.spot = spot});
  const auto safe = liquidation_price(venue, account, {.now = Timestamp{}, .assets = assets}, whole_axis(asset));
  REQUIRE(safe);
  REQUIRE(safe->intervals.size() <= 1);
  if (safe->intervals.empty()) return {.is_ever_safe = false};
  const SafeInterval& in = safe->intervals.front();
  LiquidationPrices prices;
  if (!in.is_open_below) prices.below = in.low;
  if (!in.is_open_above) prices.above = in.high;
  return prices;
}

/// Whether a price in closed form is the one that the search finds. A price is as uncertain as the rounding of the account's money, `money`
/// in quote, over what a unit of price moves it by, `slope` in coins.
inline void check_same_price(const std::optional<double>& closed, const std::optional<double>& found, double money, double slope) {
  REQUIRE(closed.has_value() == found.has_value());
  if (!closed) return;
  const double allowed = std::fmax(1e-12 * *found, 1e-15 * money / std::fabs(slope));
  CHECK(std::fabs(*closed - *found) <= allowed);
}

}  // namespace bulwark::test
