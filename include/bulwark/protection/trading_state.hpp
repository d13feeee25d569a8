#pragma once

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// What a market is open for, from everything to nothing.
enum class TradingState { open, reduce_only, paused };

constexpr TradingState stricter(TradingState a, TradingState b) noexcept { return a < b ? b : a; }

/// What somebody wants to do in a market.
enum class MarketAction {
  cancel,  ///< a resting order
  top_up,
  reduce,
  liquidate,
  withdraw,
  open,
};

/// Whatever a stricter state permits, a milder one does. A paused market matches nothing, so nobody can be closed in it either; orders may
/// always be taken back and collateral brought in.
constexpr bool permits(TradingState state, MarketAction action) noexcept {
  switch (action) {
    case MarketAction::cancel:
    case MarketAction::top_up: return true;
    case MarketAction::reduce:
    case MarketAction::liquidate: return state != TradingState::paused;
    case MarketAction::withdraw:
    case MarketAction::open: return state == TradingState::open;
  }
  return false;
}

}  // namespace bulwark::inline v1
