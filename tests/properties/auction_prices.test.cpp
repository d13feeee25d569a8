// D01, D02, D06, D09: what an auction asks, and when it sells at all.

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/liquidation/lot_auction.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

using Wide = boost::multiprecision::int256_t;  // of a stair: powers of rays

/// The narrowest auction of integers: amounts and prices in units of one, shares in rays.
const Int128 ray = one_in_rays<Int128>();

LotAuction<Int128, LinearDecrease> any_auction(Random& random) {
  return {.start_factor = ray + ray / 100 * random.below(50),
          .curve = {.length = seconds{random.below(7'200) + 60}},
          .reset = {.longest = seconds{random.below(3'600) + 30}, .deepest = ray / 100 * random.below(90)},
          .reward = {.flat = random.below(100), .share = 0},
          .least_left = random.below(50)};
}

}  // namespace

TEST_CASE("D01: no curve of an auction rises, and each starts at its top", "[properties][auction]") {
  Random random{101};
  for (int i = 0; i < 2'000; ++i) {
    const Index top = random.below(1'000'000'000) + 1;
    const LinearDecrease line{.length = seconds{random.below(86'400) + 1}};
    const StairDecrease<Wide> stair{.factor = parts_of(static_cast<int>(random.below(1'001)), 1'000, one_in_rays<Wide>()),
                                    .step = seconds{random.below(600) + 1}};
    const double real_top = random.between(1e-3, 1e6), start = random.between(0.5, 1.0);
    const TwoSpeedDecrease two{{.start = start,
                                .cutoff = start * random.between(0.0, 1.0),
                                .fast = seconds{random.below(3'600) + 1},
                                .slow = seconds{random.below(86'400) + 1}}};
    CHECK((line.price(Int128(top), 0s) == top && stair.price(Wide(top), 0s) == top && two.price(real_top, 0s) == real_top * start));
    const seconds t{random.below(100'000)}, later = t + seconds{random.below(1'000)};
    const auto falls = [&](const auto& curve, const auto& from) {
      return curve.price(from, later) <= curve.price(from, t) && curve.price(from, later) >= 0;
    };
    CHECK((falls(line, Int128(top)) && falls(stair, Wide(top)) && falls(two, real_top)));
  }
}

TEST_CASE("D01: a line is nothing after its length, and a stair falls only at its steps", "[properties][auction]") {
  Random random{102};
  for (int i = 0; i < 2'000; ++i) {
    const Int128 top = random.below(1'000'000'000) + 1;
    const seconds length{random.below(86'400) + 1}, step{random.below(600) + 2};
    CHECK(LinearDecrease{length}.price(top, length) == 0);
    // Equal amounts: half of the time, half of the price, to the unit that rounding takes.
    const Int128 half = LinearDecrease{2 * length}.price(top, length);
    CHECK((2 * half <= top && top <= 2 * half + 2));
    const StairDecrease<double> stair{.factor = random.between(0.5, 1.0), .step = step};
    const Index n = random.below(40);
    const double on = stair.price(1.0, n * step);
    CHECK(stair.price(1.0, n * step + step - 1s) == on);
    // Equal factors: a step more is a factor less, to what two powers round.
    CHECK(std::abs(stair.price(1.0, (n + 1) * step) - on * stair.factor) <= 1e-14 * on);
  }
}

TEST_CASE("D02: an auction starts at the oracle's price and its factor, and not at all without one", "[properties][auction]") {
  Random random{103};
  for (int i = 0; i < 3'000; ++i) {
    const auto auction = any_auction(random);
    const Sale<Int128> sale{.to_raise = random.below(100'000) + 1, .lot = random.below(1'000) + 1};
    const Int128 oracle = random.below(100'000) + 1;
    const auto start = auction.start(sale, oracle, {}, {});
    REQUIRE(start.refused == AuctionRefusal::none);
    CHECK((start.auction.top * ray <= oracle * auction.start_factor && oracle * auction.start_factor < (start.auction.top + 1) * ray));
    CHECK(auction.start(sale, std::nullopt, {}, {}).refused == AuctionRefusal::no_price);
    CHECK(auction.start(sale, Int128(0), {}, {}).refused == AuctionRefusal::no_price);
    CHECK(auction.start(sale, Int128(-random.below(100)), {}, {}).refused == AuctionRefusal::no_price);
  }
  const LotAuction<double, LinearDecrease> real{
      .start_factor = 1.2, .curve = {1h}, .reset = {30min, 0.5}, .reward = {0.0, 0.0}, .least_left = 0.0};
  CHECK(real.start({100.0, 1.0}, std::numeric_limits<double>::quiet_NaN(), {}, {}).refused == AuctionRefusal::no_price);
}

TEST_CASE("D06: past its time or its depth nothing is sold, and only then may an auction start again", "[properties][auction]") {
  Random random{104};
  int due = 0, running = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto auction = any_auction(random);
    const RunningLot<Int128> lot{.sale = {.to_raise = 10'000'000, .lot = 1'000}, .top = random.below(10'000) + 100, .started = {}};
    const seconds t{random.below(5'400)};
    const Int128 price = auction.curve.price(lot.top, t);
    const bool is_old = t > auction.reset.longest, is_deep = price * ray / lot.top < auction.reset.deepest;
    const auto bought = auction.buy(lot, 10, price, {}, Timestamp{t});
    const auto again = auction.restart(lot, Int128(1'000), {}, Timestamp{t});
    if (is_old || is_deep) {
      ++due;
      CHECK((bought.refused == AuctionRefusal::needs_restart && bought.taken.slice == 0 && bought.taken.pays == 0));
      CHECK((again.refused == AuctionRefusal::none && again.auction.started == Timestamp{t} && again.auction.sale.lot == lot.sale.lot));
    } else {
      ++running;
      CHECK((bought.refused == AuctionRefusal::none || (price == 0 && bought.refused == AuctionRefusal::pays_nothing)));
      CHECK(again.refused == AuctionRefusal::still_running);
    }
  }
  CHECK((due > 1'000 && running > 1'000));
}

TEST_CASE("D09: each level of the breaker stops what the levels below it stop", "[properties][auction]") {
  for (const AuctionStep step : {AuctionStep::start, AuctionStep::restart, AuctionStep::buy}) {
    for (int level = 0; level < 3; ++level)
      if (AuctionBreaker{level}.stops(step)) CHECK(AuctionBreaker{level + 1}.stops(step));
    CHECK_FALSE(AuctionBreaker{0}.stops(step));
    CHECK(AuctionBreaker{3}.stops(step));
  }
  // The auction obeys: what a level stops is refused, and nothing else is.
  Random random{105};
  for (int i = 0; i < 2'000; ++i) {
    const LotAuction<Int128, LinearDecrease> auction{
        .start_factor = ray, .curve = {10h}, .reset = {1h, 0}, .reward = {random.below(9), 0}, .least_left = 0};
    const AuctionBreaker breaker{static_cast<int>(random.below(4))};
    const RunningLot<Int128> lot{.sale = {.to_raise = 1'000, .lot = 100}, .top = random.below(100) + 10, .started = {}};
    const bool starts = auction.start(lot.sale, lot.top, breaker, {}).refused == AuctionRefusal::none;
    const bool restarts = auction.restart(lot, lot.top, breaker, Timestamp{2h}).refused == AuctionRefusal::none;
    const bool sells = auction.buy(lot, 1, lot.top, breaker, {}).refused == AuctionRefusal::none;
    CHECK((starts == (breaker.level < 1) && restarts == (breaker.level < 2) && sells == (breaker.level < 3)));
  }
}
