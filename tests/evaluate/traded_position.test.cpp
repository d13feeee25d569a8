#include "bulwark/evaluate/traded_position.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const ContractTerms perpetual_future{.kind = InstrumentKind::linear_future, .asset = btc, .multiplier = 0.5};
const ContractTerms coin_option{.kind = InstrumentKind::option, .asset = btc, .settlement = btc};
const ContractTerms coin{.kind = InstrumentKind::spot, .asset = btc, .settlement = btc};
}  // namespace

TEST_CASE("a future moves its entry leg, an option what is paid in its settlement, a coin cash", "[evaluate][traded_position]") {
  const TradedPosition future = opened(perpetual_future, {{0, 1}, 4.0, 100.0});
  CHECK((future.leg == -200.0 && future.legs == -200.0 && future.coins == 0.0 && future.cash == 0.0));
  CHECK((future.left == 4.0 && !future.is_held && !future.leaves_none));
  const TradedPosition option = opened(coin_option, {{0, 1}, -2.0, 0.25});
  CHECK((option.coins == 0.5 && option.legs == 0.0 && option.cash == 0.0));
  const TradedPosition bought = opened(coin, {{0, 1}, 3.0, 10.0});
  CHECK((bought.cash == -30.0 && bought.coins == 0.0));
  CHECK(opened(coin, {{0, 1}, 0.0, 10.0}).leaves_none);
}

TEST_CASE("a position that is closed pays its profit and takes its leg away", "[evaluate][traded_position]") {
  const Order sale{{0, 1}, -4.0, 110.0};
  const TradedPosition closed = on_held(perpetual_future, sale, 4.0, -200.0, true);
  CHECK((closed.left == 0.0 && closed.cash == 20.0 && closed.legs == 200.0 && closed.leaves_none));
  CHECK_FALSE(on_held(perpetual_future, sale, 4.0, -200.0, false).leaves_none);
  const TradedPosition reduced = on_held(perpetual_future, sale, 6.0, -300.0, true);
  CHECK((reduced.left == 2.0 && reduced.cash == 0.0 && reduced.legs == 220.0 && !reduced.leaves_none && reduced.is_held));
}
