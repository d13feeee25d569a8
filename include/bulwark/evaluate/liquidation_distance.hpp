#pragma once

#include <algorithm>

#include "bulwark/core/durations.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/liquidation/gap_risk.hpp"
#include "bulwark/pricing/discrete_watch.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/volatility/surface.hpp"

namespace bulwark::inline v1 {

/// Over what time an account is watched, how often, and how quickly it can be closed.
struct LiquidationWatch {
  std::chrono::milliseconds horizon;    ///< > 0
  std::chrono::milliseconds update{0};  ///< between two updates of the oracle; 0: continuously
  std::chrono::milliseconds delay{0};   ///< from the update that shows the touch to the close
  std::optional<double> volatility{};   ///< of the diffusion, per sqrt(year); none: the surface's at the money for the horizon
};

/// How far an account is from liquidation on its path.
struct LiquidationDistance {
  SafePrices safe{};                         ///< the interval around today's price
  LogPrice price{};                          ///< what moves it
  LogRange range{};                          ///< distances of the ends in log price
  std::optional<double> deviations_below{};  ///< the same in standard deviations of the log price over the horizon, jumps included
  std::optional<double> deviations_above{};
  MeasuredExit until_update{};  ///< the threshold is touched before the next update is there (whether or not that still shows it)
  MeasuredExit in_horizon{};    ///< an update within the horizon shows it touched
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

inline Faults faults(const LiquidationWatch& watch) {
  Faults found;
  if (watch.horizon.count() <= 0) report(found, FaultCode::not_positive, "liquidation_watch.horizon", {}, seconds_of(watch.horizon));
  if (watch.update.count() < 0 || watch.update > watch.horizon)
    report(found, FaultCode::out_of_range, "liquidation_watch.update", {}, seconds_of(watch.update));
  if (watch.delay.count() < 0) report(found, FaultCode::negative, "liquidation_watch.delay", {}, seconds_of(watch.delay));
  if (watch.volatility && !(*watch.volatility > 0.0 && is_finite(*watch.volatility)))
    report(found, FaultCode::not_positive, "liquidation_watch.volatility", {}, *watch.volatility);
  return found;
}

/// An asset's log price from what prices its options: the model's jumps, growth from the forward of the horizon, and the surface's
/// volatility at the money there (or at the nearest forward's expiry that it knows), which is the diffusion's to every pricer with jumps.
inline Checked<LogPrice> log_price_of(const MarketState& market, AssetId asset, const LiquidationWatch& watch) {
  const AssetMarket& own = market[asset];
  const Timestamp then = market.now + watch.horizon;
  std::optional<double> volatility = watch.volatility ? watch.volatility : volatility_at(own.volatility, 0.0, market.now, then);
  for (const ForwardPoint& point : own.forwards)
    if (!volatility && point.expiry > market.now) volatility = volatility_at(own.volatility, 0.0, market.now, point.expiry);
  if (!volatility) return Faults{{FaultCode::missing, "market.volatility", {.outer = row(asset)}}};
  const double years = years_between(market.now, then);
  const double growth = log(forward_at(own, market.now, then).forward / own.spot) / years;
  LogPrice price{.volatility = *volatility, .growth = growth, .model = own.model};
  if (Faults found = faults(price); !found.empty()) return found;
  return price;
}

/// How far an account's next liquidation is, and how likely, if its path's asset moves as its options are priced. An account that is
/// liquidatable now is no distance from it: `safe` has no interval, deviations are 0 and both probabilities 1 (counted as below).
template <class Evaluator>
Checked<LiquidationDistance> liquidation_distance(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                                  const PricePath& path, const LiquidationWatch& watch) {
  Faults found = faults(watch);
  append(found, faults(path, market));
  if (!found.empty()) return found;
  const Checked<LogPrice> price = log_price_of(market, path.asset, watch);
  if (!price) return price.faults();
  Checked<SafePrices> safe = nearest_liquidation(tick, account, market, path);
  if (!safe) return safe.faults();
  LiquidationDistance distance{.safe = *safe, .price = *price};
  if (!safe->is_safe_now()) {
    distance.range = {0.0, 0.0};
    distance.deviations_below = distance.deviations_above = 0.0;
    distance.until_update.shares.below_at_end = distance.in_horizon.shares.below_at_end = 1.0;
    return distance;
  }
  const double years = years_between(Timestamp{}, Timestamp{watch.horizon}), update = years_between(Timestamp{}, Timestamp{watch.update});
  const double deviation = __builtin_sqrt(product(variance_per_year(*price), years));
  constexpr double least_distance = 0x1p-60;  // a price may stand on the threshold itself
  if (const auto low = safe->below()) {
    distance.range.below = greatest(log(safe->spot / *low), least_distance);
    distance.deviations_below = distance.range.below / deviation;
  }
  if (const auto high = safe->above()) {
    distance.range.above = greatest(log(*high / safe->spot), least_distance);
    distance.deviations_above = distance.range.above / deviation;
  }
  const Checked<MeasuredExit> first = first_exit(*price, distance.range, update),
                              all = first_exit(*price, seen_at_updates(distance.range, price->volatility, update), years);
  if (!first) return first.faults();
  if (!all) return all.faults();
  distance.until_update = *first, distance.in_horizon = *all;
  return distance;
}

}  // namespace bulwark::BULWARK_TARGET
