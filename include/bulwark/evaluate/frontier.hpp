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

/// The path along a direction: the asset whose log price moves faster leads, the other follows with the ratio as its beta, and so does all
/// that moves with the first. Volatilities and bases follow only who leads: where the path moves any, the first leads, down to 2^-20 of the
/// other's speed, and so much slower that the other still goes from `lowest` to `highest`; slower yet, they stand still.
inline PricePath path_along(const PricePath& base, AssetId second, const Direction& d) {
  PricePath path = base;
  const double quick = greatest(magnitude(d.first), magnitude(d.second)), slowness = magnitude(d.first) / quick;
  const bool only_first = base.vol_response != 0.0 || !base.basis.empty();
  const bool is_first = slowness == 1.0 || (only_first && slowness >= 0x1p-20);
  const auto beta_of = [&](AssetId asset) -> double& {
    if (std::ssize(path.beta) <= row(asset)) path.beta.resize(static_cast<std::size_t>(row(asset)) + 1, 0.0);
    return path.beta[static_cast<std::size_t>(row(asset))];
  };
  if (is_first) {
    if (slowness < 1.0) path.lowest = exp(product(slowness, log(base.lowest))), path.highest = exp(product(slowness, log(base.highest)));
    beta_of(second) = d.second / d.first;
    return path;
  }
  for (double& beta : path.beta) beta = product(beta, d.first / d.second);
  path.asset = second, path.vol_response = 0.0, path.basis.clear(), path.prices.clear();
  beta_of(base.asset) = d.first / d.second;
  return path;
}

/// The same boundary seen from today's prices, direction by direction, as `path_along` walks them: the last safe price of the asset that
/// leads is an adjacent double to one that is not. `base` says what else moves with the first asset; its `asset` is the first, its beta for
/// the second is not read.
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
    const PricePath path = path_along(base, second, d);
    const bool is_first = path.asset == base.asset;
    const double lead = is_first ? d.first : d.second, follow = is_first ? d.second : d.first;
    const AssetId follower = is_first ? second : base.asset;
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
