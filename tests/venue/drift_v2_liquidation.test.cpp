#include "bulwark/venue/drift_v2_liquidation.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::venue;
using Int = bulwark::test::Int128;

namespace {

constexpr Int coin = 1'000'000'000, quote = 1'000'000;

DriftV2<Int> venue_with_fees() {
  DriftV2<Int> venue{.spot = {}, .perps = {drift_test_perp<Int>()}};
  venue.perps[0].liquidator_fee = 10'000;
  venue.perps[0].insurance_fee = 15'000;
  venue.perps[0].step = coin / 1'000;
  return venue;
}

constexpr auto par = StrictPrice<Int>::alone(quote);

DriftPosition<Int> position_of(Int base) { return {.market = 0, .base = base, .quote = -base * 100 * quote / coin, .price = 100 * quote}; }

BufferedMargin<Int> state_of(const DriftV2<Int>& venue, const DriftPosition<Int>& position, Int cash) {
  return drift_margin<Int>(venue, {.quote = cash, .positions = {&position, 1}}, {.kind = MarginKind::maintenance, .buffer = venue.buffer});
}

DriftClose<Int> close_of(const DriftV2<Int>& venue, const DriftPosition<Int>& position, Int cash, DriftProgress<Int> progress = {}) {
  return drift_close<Int>(venue, state_of(venue, position, cash), position, par, {.kind = MarginKind::maintenance, .buffer = venue.buffer},
                          progress);
}

}  // namespace

TEST_CASE("closing what is computed covers the shortage, but for the buffer on its own fees", "[venue][drift_v2_liquidation]") {
  const DriftV2<Int> venue = venue_with_fees();
  REQUIRE(venue.faults().empty());
  for (const Int base : {7 * coin, 100 * coin, 5'000 * coin, -7 * coin, -100 * coin, -5'000 * coin})
    for (Int share = 1; share < 20; ++share) {
      const DriftPosition<Int> position = position_of(base);
      const Int notional = magnitude_of<Int>(base) * 100 * quote / coin;
      const Int cash = notional * 7 / 100 * share / 20;  // 5 % to stay and 2 % to leave
      const BufferedMargin<Int> before = state_of(venue, position, cash);
      if (before.is_met_with_buffer()) continue;
      const DriftClose<Int> close = close_of(venue, position, cash);
      CHECK((close.base > 0 && close.base <= magnitude_of<Int>(base)));
      CHECK(close.base % venue.perps[0].step == 0);
      const BufferedMargin<Int> after = state_of(venue, close.after(position), cash);
      if (close.base < magnitude_of<Int>(base)) {
        // What is paid becomes a loss, and losses are buffered; the rest are truncations.
        CHECK(after.shortage() <= (close.liquidator_fee + close.insurance_fee) * venue.buffer / 10'000 + 3);
        CHECK(after.is_met());
      }
      CHECK(after.shortage() < before.shortage());
      // Not much too large either: a step less would not have been enough.
      DriftClose<Int> less = close;
      less.base = close.base - venue.perps[0].step;
      if (close.base < magnitude_of<Int>(base) && less.base > 0) CHECK(state_of(venue, less.after(position), cash).shortage() > 0);
    }
}

TEST_CASE("an account with margin left is not made bankrupt by the fees", "[venue][drift_v2_liquidation]") {
  const DriftV2<Int> venue = venue_with_fees();
  for (Int share = 1; share < 20; ++share) {
    const DriftPosition<Int> position = position_of(1'000 * coin);
    const Int cash = 5'000 * quote * share / 20;
    const DriftClose<Int> close = close_of(venue, position, cash);
    const DriftPosition<Int> left = close.after(position);
    const Int equity = cash + left.base * 100 * quote / coin + left.quote;
    CHECK(equity == cash - close.liquidator_fee - close.insurance_fee);
    // The liquidator is paid by contract; the insurance fund takes nothing once that leaves no margin.
    if (cash > 1'000 * quote) CHECK(equity >= 0);
    if (equity <= 0) CHECK(close.insurance_fee == 0);
  }
}

TEST_CASE("liquidation goes by its pace, small positions and isolated ones at once", "[venue][drift_v2_liquidation]") {
  DriftV2<Int> venue = venue_with_fees();
  venue.pace.first = 1'000, venue.pace.duration = 150;
  const DriftPosition<Int> position = position_of(1'000 * coin);
  const Int cash = 4'900 * quote;
  Int before = 0;
  for (Int elapsed = 0; elapsed <= 150; elapsed += 15) {
    const Int base = close_of(venue, position, cash, {.elapsed = elapsed}).base;
    CHECK(base >= before);
    before = base;
  }
  CHECK(close_of(venue, position, cash, {.elapsed = 0}).base * 9 < before);
  DriftPosition<Int> isolated = position;
  isolated.is_isolated = true;
  const auto state = state_of(venue, position, cash);
  CHECK(drift_close<Int>(venue, state, isolated, par, {.kind = MarginKind::maintenance, .buffer = venue.buffer}, {}).base == before);
  const DriftPosition<Int> small = position_of(coin / 2);  // worth 50
  CHECK(close_of(venue, small, 2 * quote).base == coin / 2);
}

TEST_CASE("an account that waits pays its liquidator more", "[venue][drift_v2_liquidation]") {
  const DriftV2<Int> venue = venue_with_fees();
  const DriftPosition<Int> position = position_of(1'000 * coin);
  const auto rate = [&](Int elapsed) {
    const DriftClose<Int> close = close_of(venue, position, 4'000 * quote, {.elapsed = elapsed});
    return close.liquidator_fee * coin / close.base;
  };
  CHECK(rate(0) == 100 * 10'000);
  CHECK(rate(10'000) == 100 * 20'000);
  CHECK(rate(1'000'000) == 100 * 30'000);
}

TEST_CASE("nothing is closed of who may leave, and everything where closing frees nothing", "[venue][drift_v2_liquidation]") {
  DriftV2<Int> venue = venue_with_fees();
  const DriftPosition<Int> position = position_of(1'000 * coin);
  CHECK(close_of(venue, position, 7'000 * quote).base == 0);
  CHECK(close_of(venue, position_of(0), -7'000 * quote).base == 0);
  venue.perps[0].liquidator_fee = 90'000;  // a configuration that `faults()` refuses
  CHECK(close_of(venue, position, 4'000 * quote).base == 1'000 * coin);
}
