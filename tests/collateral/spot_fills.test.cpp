#include "bulwark/collateral/spot_fills.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int coin = 1'000'000'000, quote = 1'000'000;
const SpotWeights<Int> token{8'000, 9'000, 12'000, 11'000};
const auto hundred = StrictPrice<Int>::alone(100 * quote);
}  // namespace

TEST_CASE("orders never leave an account with more than it had without them", "[collateral][spot_fills]") {
  SpotWeights<Int> sized = token;
  sized.size_factor = 3'000;
  for (const SpotWeights<Int>& weights : {token, sized})
    for (const MarginKind kind : {MarginKind::initial, MarginKind::fill, MarginKind::maintenance})
      for (const StrictPrice<Int>& price : {hundred, StrictPrice<Int>{100 * quote, 90 * quote}, StrictPrice<Int>{100 * quote, 110 * quote}})
        for (Int amount = -40; amount <= 40; amount += 8)
          for (Int bids = 0; bids <= 60; bids += 12)
            for (Int asks = 0; asks >= -60; asks -= 12) {
              const Int without = worst_fill<Int>(weights, kind, {amount * coin}, price).contribution();
              const Int with = worst_fill<Int>(weights, kind, {amount * coin, bids * coin, asks * coin}, price).contribution();
              CHECK(with <= without);
            }
}

TEST_CASE("the worse side is taken, and the asks on a tie", "[collateral][spot_fills]") {
  const SpotFill<Int> sold = worst_fill<Int>(token, MarginKind::initial, {10 * coin, 0, -100 * coin}, hundred);
  CHECK(sold.amount == -90 * coin);
  CHECK(sold.orders == 10'000 * quote);
  CHECK(sold.weighted == -10'800 * quote);
  const SpotFill<Int> bought = worst_fill<Int>(token, MarginKind::initial, {10 * coin, 500 * coin, -1 * coin}, hundred);
  CHECK(bought.amount == 510 * coin);
  CHECK(bought.orders == -50'000 * quote);
  CHECK(worst_fill<Int>(token, MarginKind::initial, {0, 100 * coin, -100 * coin}, hundred).amount == -100 * coin);
}

TEST_CASE("what is owned counts at the lower price, fills happen at the higher", "[collateral][spot_fills]") {
  const StrictPrice<Int> strict{100 * quote, 90 * quote};
  CHECK(worst_fill<Int>(token, MarginKind::maintenance, {10 * coin}, strict).value == 900 * quote);
  CHECK(worst_fill<Int>(token, MarginKind::maintenance, {-10 * coin}, strict).value == -1'000 * quote);
  const SpotFill<Int> bought = worst_fill<Int>(token, MarginKind::maintenance, {10 * coin, 10 * coin}, strict);
  CHECK(bought.orders == -1'000 * quote);
  CHECK(bought.value == 1'900 * quote);
}

TEST_CASE("an owner's own ratio makes assets count for less and debts weigh more, and nothing else", "[collateral][spot_fills]") {
  // drift_v2.json, "account.custom ratio asset side" and "... 20000 initial".
  CHECK(worst_fill<Int>(token, MarginKind::initial, {100 * coin}, hundred, 5'000).weighted == 5'000 * quote);
  CHECK(worst_fill<Int>(token, MarginKind::initial, {-100 * coin}, hundred, 20'000).weighted == -30'000 * quote);
  CHECK(worst_fill<Int>(token, MarginKind::initial, {100 * coin}, hundred, 20'000).weighted == 0);
  CHECK(worst_fill<Int>(token, MarginKind::initial, {100 * coin}, hundred, 1'000).weighted == 8'000 * quote);
  CHECK(worst_fill<Int>(token, MarginKind::initial, {-100 * coin}, hundred, 1'000).weighted == -12'000 * quote);
}
