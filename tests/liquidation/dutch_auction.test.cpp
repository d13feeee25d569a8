#include "bulwark/liquidation/dutch_auction.hpp"

#include <limits>

#include "bulwark/laws/liquidation_laws.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

const DutchAuction auction{
    .solvent = {.discount = {.start = 0.98, .cutoff = 0.8, .fast = 100s, .slow = 14'400s}, .buffer = 0.2, .fee = 0.02},
    .insolvent = {.length = 10min}};
constexpr Timestamp now{};
const AuctionedAccount worth{.equity = 100.0, .surplus = -50.0}, owing{.equity = -40.0, .surplus = -100.0};

}  // namespace

TEST_CASE("an auction starts below the requirement, solvent where the account is worth something", "[liquidation][dutch_auction]") {
  const auto solvent = auction.start(worth, now);
  REQUIRE(solvent);
  CHECK_FALSE(solvent->auction.is_insolvent);
  CHECK(solvent->fee == auction.solvent.start_fee(worth));
  const auto insolvent = auction.start(owing, now);
  REQUIRE(insolvent);
  CHECK(insolvent->auction.is_insolvent);
  CHECK(insolvent->auction.lacked == 100.0);
  CHECK(insolvent->fee == 0.0);
  CHECK(auction.start({.equity = 0.0, .surplus = -1.0}, now)->auction.is_insolvent);
  CHECK_FALSE(auction.start({.equity = 100.0, .surplus = 0.0}, now));
  CHECK_FALSE(auction.start({.equity = 100.0, .surplus = std::numeric_limits<double>::quiet_NaN()}, now));
  CHECK_FALSE(auction.start({.equity = std::numeric_limits<double>::quiet_NaN(), .surplus = -1.0}, now));  // nor insolvent
}

TEST_CASE("bids follow each other until the account has its requirement and the buffer", "[liquidation][dutch_auction]") {
  RunningAuction running = auction.start(worth, now)->auction;
  AuctionedAccount account = worth;
  double paid = 0.0, left = 1.0;
  for (int bids = 0; bids < 200; ++bids) {
    const Timestamp at = now + bids * 7s;
    const auto sale = auction.sale(running, account, at, 0.02);
    REQUIRE(sale);
    account = account.after_sale(sale->share, sale->price);
    paid += sale->price, left *= 1.0 - sale->share;
    running = DutchAuction::after(running, *sale);
    CHECK(running.reserved == account.reserved);
    if (!sale->is_last) continue;
    // What buyers paid is still all there, and with what is left restores the buffered requirement.
    CHECK_THAT(running.reserved, WithinRel(paid, 1e-13));
    CHECK_THAT(account.equity, WithinRel(100.0 * left + paid, 1e-12));
    CHECK(magnitude(account.buffered(0.2)) < 1e-9);
    return;
  }
  FAIL("the auction does not end");
}

TEST_CASE("one bid for all that is sold is worth as much as two in a row at the same price", "[liquidation][dutch_auction]") {
  const RunningAuction start = auction.start(worth, now)->auction;
  const auto whole = auction.sale(start, worth, now + 30s, 1.0);
  const auto half = auction.sale(start, worth, now + 30s, 0.2);
  REQUIRE((whole && half));
  const auto rest = auction.sale(DutchAuction::after(start, *half), worth.after_sale(half->share, half->price), now + 30s, 1.0);
  REQUIRE(rest);
  CHECK_THAT(half->share + (1.0 - half->share) * rest->share, WithinRel(whole->share, 1e-12));
  CHECK_THAT(half->price + rest->price, WithinRel(whole->price, 1e-12));
}

TEST_CASE("a solvent auction ends with the buffer, an insolvent one with the requirement", "[liquidation][dutch_auction]") {
  const RunningAuction solvent{.is_insolvent = false, .started = now}, insolvent{.is_insolvent = true, .started = now};
  const AuctionedAccount thin{.equity = 100.0, .surplus = 5.0};  // its buffered surplus is -14
  CHECK_FALSE(auction.may_end(solvent, thin, now + 1min));
  CHECK(auction.may_end(insolvent, thin, now + 1min));
  CHECK(auction.may_end(solvent, thin, now + 14'500s));  // over: the requirement is enough
  CHECK(auction.may_end(solvent, {.equity = 100.0, .surplus = 50.0}, now + 1min));
  CHECK_FALSE(auction.may_end(insolvent, owing, now + 24h));
  CHECK_FALSE(auction.may_end(solvent, {.equity = 100.0, .surplus = std::numeric_limits<double>::quiet_NaN()}, now));
}

TEST_CASE("an auction ends and starts again where only what buyers paid is worth anything", "[liquidation][dutch_auction]") {
  const RunningAuction running{.is_insolvent = false, .started = now, .reserved = 30.0};
  CHECK(auction.may_end(running, {.equity = 30.0, .surplus = -20.0}, now + 1min));
  CHECK(auction.may_end(running, owing, now + 1min));
  CHECK_FALSE(auction.sale(running, owing, now + 1min, 1.0));
  CHECK(auction.start(owing, now + 1min)->auction.is_insolvent);
  CHECK_FALSE(auction.start({.equity = 30.0, .surplus = -20.0}, now + 1min)->auction.is_insolvent);
}

TEST_CASE("an account that nobody bought in time is paid for", "[liquidation][dutch_auction]") {
  const RunningAuction solvent = auction.start(worth, now)->auction;
  const Timestamp before = now + 14'499s, over = now + 14'500s;
  CHECK_FALSE(auction.converted(solvent, worth, before));
  CHECK_FALSE(auction.sale(solvent, worth, over, 1.0));
  CHECK_FALSE(auction.converted(solvent, {.equity = 100.0, .surplus = 0.0}, over));
  const auto insolvent = auction.converted(solvent, worth, over);
  REQUIRE(insolvent);
  CHECK((insolvent->is_insolvent && insolvent->started == over && insolvent->lacked == 50.0 && insolvent->reserved == 0.0));
  CHECK_FALSE(auction.converted(*insolvent, worth, over + 24h));
  const auto sale = auction.sale(*insolvent, worth, over + 5min, 0.5);
  REQUIRE(sale);
  CHECK(sale->price == -12.5);
  CHECK(DutchAuction::after(*insolvent, *sale).reserved == 0.0);  // it is not the account that is paid
}

TEST_CASE("an auction judges by its first price and names the faults of both parts", "[liquidation][dutch_auction][laws]") {
  CHECK(broken_by(auction).empty());
  CHECK(auction.faults().empty());
  CHECK(DutchAuction{.solvent = {.discount = auction.solvent.discount, .buffer = -1.0, .fee = 0.0}, .insolvent = {.length = 0s}}
            .faults()
            .size() == 2);
}
