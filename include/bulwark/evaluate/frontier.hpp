#pragma once

#include <vector>

#include "bulwark/evaluate/liquidation_price.hpp"

namespace bulwark::inline v1 {

/// The safe prices of a second asset while a first one stands at a price.
struct FrontierSlice {
  double first;       ///< quote per coin of the first asset
  SafePrices second;  ///< of the second; no interval where no price of it is safe
};

/// A way out from today's two prices: each asset's log price moves by so much per step.
struct Direction {
  double first;
  double second;
};

/// Where the safe region ends in one direction: the last safe prices, and how far in log price of the faster asset. None where it does not
/// end on the path.
struct FrontierPoint {
  Direction direction;
  bool is_open;   ///< safe to the end of the path, where the prices then are
  double first;   ///< quote per coin
  double second;  ///< quote per coin
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The boundary of the safe region in two assets' prices, price of the first by price: `first` and `second` say what moves along with each
/// (volatilities, bases, third assets), `prices` where the first stands. At every one of them the second path starts from today's price
/// of its asset, moved by what `first` says of it. Ends are adjacent doubles, as of `liquidation_price`; a price of the first at which the
/// account cannot be valued is a fault, at its place.
template <class Evaluator>
Checked<std::vector<FrontierSlice>> frontier(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                             const PricePath& first, const PricePath& second, std::span<const double> prices) {
  Faults found = faults(first, market);
  append(found, faults(second, market));
  if (found.empty() && first.asset == second.asset)
    report(found, FaultCode::duplicate, "frontier.asset", {}, static_cast<double>(second.asset));
  for (std::size_t i = 0; i < prices.size(); ++i)
    if (!(prices[i] > 0.0 && is_finite(prices[i])))
      report(found, FaultCode::not_positive, "frontier.prices", {.outer = static_cast<Index>(i)}, prices[i]);
  WalkedAccount<Evaluator> walked(tick, account, market, first);
  if (!walked.is_known()) report(found, FaultCode::missing, "account.verdict");
  if (!found.empty()) return found;
  std::vector<FrontierSlice> slices;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const Checked<Tick<Evaluator>> there = walked.tick_at(prices[i]);
    if (!there) return there.faults();
    const Checked<SafePrices> safe = liquidation_price(*there, walked.row(), walked.market_at(prices[i]), second);
    if (!safe) {
      report(found, FaultCode::missing, "frontier.prices", {.outer = static_cast<Index>(i)}, prices[i]);
      continue;
    }
    slices.push_back({prices[i], *safe});
  }
  if (!found.empty()) return found;
  return slices;
}

/// The same boundary seen from today's prices, direction by direction. Along each, the asset whose log price moves faster is walked (its
/// last safe price is an adjacent double to one that is not), the other follows with the ratio as its beta. `base` says what else moves
/// with the first asset; its `asset` is the first, its beta for the second is not read.
template <class Evaluator>
Checked<std::vector<FrontierPoint>> frontier_around(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                                    const PricePath& base, AssetId second, std::span<const Direction> directions) {
  Faults found = faults(base, market);
  if (second == AssetId::quote || second == base.asset || row(second) >= std::ssize(market.assets))
    report(found, FaultCode::unknown_asset, "frontier.second", {}, static_cast<double>(second));
  for (std::size_t i = 0; i < directions.size(); ++i)
    if (const Direction& d = directions[i]; !is_finite(d.first) || !is_finite(d.second) || (d.first == 0.0 && d.second == 0.0))
      report(found, FaultCode::out_of_range, "frontier.direction", {.outer = static_cast<Index>(i)}, d.first);
  if (!found.empty()) return found;
  std::vector<FrontierPoint> points;
  for (const Direction& d : directions) {
    const bool is_first = magnitude(d.first) >= magnitude(d.second);
    const double lead = is_first ? d.first : d.second, follow = is_first ? d.second : d.first;
    PricePath path = base;
    if (!is_first) path.asset = second, path.beta.clear(), path.vol_response = 0.0, path.basis.clear();
    const AssetId follower = is_first ? second : base.asset;
    if (std::ssize(path.beta) <= row(follower)) path.beta.resize(static_cast<std::size_t>(row(follower)) + 1, 0.0);
    path.beta[static_cast<std::size_t>(row(follower))] = follow / lead;
    const Checked<SafePrices> safe = nearest_liquidation(tick, account, market, path);
    if (!safe) return safe.faults();
    if (!safe->is_safe_now()) return Faults{{FaultCode::out_of_range, "account.verdict"}};
    const std::optional<double> end = lead < 0.0 ? safe->below() : safe->above();
    const SafeInterval& in = safe->intervals.front();
    const double leads = end ? *end : lead < 0.0 ? in.low : in.high;
    const double follows = product(market[follower].spot, exp(product(follow / lead, log(leads / market[path.asset].spot))));
    points.push_back({d, !end, is_first ? leads : follows, is_first ? follows : leads});
  }
  return points;
}

}  // namespace bulwark::BULWARK_TARGET
