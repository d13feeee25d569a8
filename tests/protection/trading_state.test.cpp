#include "bulwark/protection/trading_state.hpp"

#include <iterator>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr TradingState states[] = {TradingState::open, TradingState::reduce_only, TradingState::paused};
constexpr MarketAction actions[] = {MarketAction::cancel,    MarketAction::top_up,   MarketAction::reduce,
                                    MarketAction::liquidate, MarketAction::withdraw, MarketAction::open};
}  // namespace

TEST_CASE("what a stricter state permits, a milder one does", "[protection][trading_state]") {
  for (const MarketAction action : actions)
    for (std::size_t i = 1; i < std::size(states); ++i) CHECK(permits(states[i], action) <= permits(states[i - 1], action));
}

TEST_CASE("orders may always be taken back and collateral brought in", "[protection][trading_state]") {
  for (const TradingState state : states) CHECK((permits(state, MarketAction::cancel) && permits(state, MarketAction::top_up)));
}

TEST_CASE("while a market only reduces, nothing grows and nothing leaves (F14)", "[protection][trading_state]") {
  CHECK(permits(TradingState::reduce_only, MarketAction::reduce));
  CHECK(permits(TradingState::reduce_only, MarketAction::liquidate));
  CHECK_FALSE(permits(TradingState::reduce_only, MarketAction::open));
  CHECK_FALSE(permits(TradingState::reduce_only, MarketAction::withdraw));
  CHECK_FALSE(permits(TradingState::paused, MarketAction::liquidate));
}

TEST_CASE("the stricter of two is one of them", "[protection][trading_state]") {
  for (const TradingState a : states)
    for (const TradingState b : states) {
      CHECK(stricter(a, b) == stricter(b, a));
      CHECK_FALSE(stricter(a, b) < a);
    }
}
