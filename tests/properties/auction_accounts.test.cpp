// D10: how the auction of a whole account starts, goes on and ends.

#include "bulwark/liquidation/auction_scenario.hpp"
#include "bulwark/liquidation/dutch_auction.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

DutchAuction any_auction(Random& random) {
  const double start = random.between(0.8, 1.0);
  return {.solvent = {.discount = {.start = start, .cutoff = start * random.between(0.5, 1.0), .fast = 15min, .slow = 12h},
                      .buffer = random.between(0.0, 0.4),
                      .fee = random.between(0.0, 0.1)},
          .insolvent = {.length = 1h}};
}

}  // namespace

TEST_CASE("D10: a solvent auction ends with its buffer and not before, and what it then sells is nothing", "[properties][auction]") {
  Random random{301};
  int ended = 0, going = 0;
  for (int i = 0; i < 10'000; ++i) {
    const DutchAuction auction = any_auction(random);
    const RunningAuction running{.is_insolvent = false, .started = {}};
    const double requirement = random.between(1.0, 500.0), equity = requirement * random.between(0.05, 1.6);
    const AuctionedAccount now{.equity = equity, .surplus = equity - requirement};
    const Timestamp at{random.below(12 * 3'600) * 1s};
    // The buffer is a share of what equity exceeds surplus by; nothing is said of the last billionth.
    const double beyond = equity - requirement * (1.0 + auction.solvent.buffer);
    const bool has_buffer = beyond >= 1e-9 * requirement, lacks_it = beyond <= -1e-9 * requirement;
    if (has_buffer) {
      ++ended;
      CHECK(auction.may_end(running, now, at));
      CHECK_FALSE(auction.sale(running, now, at, 1.0));
    }
    if (lacks_it) {
      ++going;
      CHECK_FALSE(auction.may_end(running, now, at));
      const auto sale = auction.sale(running, now, at, 1.0);
      REQUIRE(sale);
      CHECK((sale->price > 0.0 && sale->price <= now.equity && sale->share <= 1.0));
    }
  }
  CHECK((ended > 500 && going > 500));
}

TEST_CASE("D10: the largest sale leaves the account with exactly its buffer", "[properties][auction]") {
  Random random{302};
  for (int i = 0; i < 10'000; ++i) {
    const DutchAuction auction = any_auction(random);
    const double equity = random.between(1.0, 1'000.0), requirement = equity * random.between(1.05, 10.0);
    const AuctionedAccount account{.equity = equity, .surplus = equity - requirement};
    const auto start = auction.start(account, {});
    REQUIRE(start);
    const auto sale = auction.sale(start->auction, account, Timestamp{random.below(40'000) * 1s}, 1.0);
    REQUIRE((sale && sale->is_last));
    const AuctionedAccount after = account.after_sale(sale->share, sale->price);
    CHECK(std::abs(after.buffered(auction.solvent.buffer)) <= 1e-12 * requirement);
    CHECK(auction.may_end({.is_insolvent = false, .started = {}, .reserved = after.reserved},
                          {after.equity, after.surplus + 1e-9 * requirement, after.reserved}, {}));
  }
}

TEST_CASE("D10: an account that is worth less than nothing is not sold but paid for", "[properties][auction]") {
  Random random{303};
  for (int i = 0; i < 10'000; ++i) {
    const DutchAuction auction = any_auction(random);
    const RunningAuction running{.is_insolvent = false, .started = {}, .reserved = random.between(0.0, 50.0)};
    const double equity = -random.between(0.01, 500.0);
    const AuctionedAccount owing{.equity = equity, .surplus = equity - random.between(0.01, 500.0)};
    const Timestamp at{random.below(12 * 3'600) * 1s};
    CHECK_FALSE(auction.sale(running, owing, at, 1.0));
    CHECK(auction.may_end(running, owing, at));
    const auto again = auction.start(owing, at);
    REQUIRE(again);
    CHECK((again->auction.is_insolvent && again->fee == 0.0 && again->auction.lacked == -owing.surplus));
    const auto sale = auction.sale(again->auction, owing, at + random.below(7'200) * 1s, random.between(0.01, 1.0));
    REQUIRE(sale);
    CHECK((sale->price <= 0.0 && sale->price >= owing.surplus));
    // What whoever takes it is paid only grows.
    const auto later = auction.sale(again->auction, owing, at + 2h, sale->share);
    CHECK(later->price <= sale->price);
  }
}

TEST_CASE("D10: however often a scenario is named, the auction rests on the worst that was", "[properties][auction]") {
  Random random{304};
  for (int i = 0; i < 3'000; ++i) {
    AuctionScenario rests{.scenario = 0, .account = {.equity = 100.0, .surplus = random.between(-100.0, 0.0)}};
    double worst = rests.account.surplus;
    for (Index named = 1; named < 20; ++named) {
      const double surplus = random.between(-120.0, 50.0), before = rests.account.surplus;
      rests = rests.or_worse({.scenario = named, .account = {.equity = 100.0, .surplus = surplus}});
      worst = std::min(worst, surplus);
      CHECK((rests.account.surplus <= before && rests.account.surplus == worst));
    }
  }
}
