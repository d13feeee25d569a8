#pragma once

#include <optional>
#include <span>

#include "bulwark/core/durations.hpp"
#include "bulwark/scenario/history.hpp"
#include "bulwark/volatility/surface.hpp"

namespace bulwark::BULWARK_TARGET {

/// The moves from close to close of markets that were seen, oldest first: log returns of spots, and relative moves of the volatility at the
/// money at `time_left` to expiry. Only the last `most` (>= 1) moves, of the assets that the last market has. NaN, and so a fault of the
/// history, where a spot is not positive or an asset was not there yet; no volatility moves where no asset has a volatility on any two days
/// in a row, and 0 for an asset that lacks one.
inline History moves_between(std::span<const MarketState> closes, Index most, std::chrono::hours time_left) {
  History moves{.assets = closes.empty() ? 0 : std::ssize(closes.back().assets), .log_return = {}, .vol_move = {}};
  const Index first = std::ssize(closes) - 1 > most ? std::ssize(closes) - 1 - most : 0;
  const auto spot = [](const MarketState& market, std::size_t asset) {
    return asset < market.assets.size() ? market.assets[asset].spot : __builtin_nan("");
  };
  const auto volatility = [&](const MarketState& market, std::size_t asset) -> std::optional<double> {
    if (asset >= market.assets.size()) return {};
    return volatility_at(market.assets[asset].volatility, 0.0, market.now, market.now + time_left);
  };
  bool is_volatile = false;
  for (Index day = first; day + 1 < std::ssize(closes); ++day) {
    const MarketState &before = closes[static_cast<std::size_t>(day)], &after = closes[static_cast<std::size_t>(day + 1)];
    for (std::size_t a = 0; a < closes.back().assets.size(); ++a) {
      const double from = spot(before, a), to = spot(after, a);
      moves.log_return.push_back(from > 0.0 && to > 0.0 ? log(to / from) : __builtin_nan(""));
      const auto low = volatility(before, a), high = volatility(after, a);
      moves.vol_move.push_back(low && high && *low > 0.0 ? *high / *low - 1.0 : 0.0);
      is_volatile = is_volatile || (low && high);
    }
  }
  if (!is_volatile) moves.vol_move.clear();
  return moves;
}

}  // namespace bulwark::BULWARK_TARGET
