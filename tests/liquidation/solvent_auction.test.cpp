#include "bulwark/liquidation/solvent_auction.hpp"

#include <limits>

#include "bulwark/laws/liquidation_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

const SolventAuction auction{.discount = {.start = 0.98, .cutoff = 0.8, .fast = 100s, .slow = 14'400s}, .buffer = 0.2, .fee = 0.02};

}  // namespace

TEST_CASE("the largest share that is sold restores the requirement and its buffer, and no more", "[liquidation][solvent_auction]") {
  Random random{3};
  for (int i = 0; i < 500; ++i) {
    const double equity = 1.0 + static_cast<double>(random.below(1'000)), lacks = 1.0 + static_cast<double>(random.below(2'000));
    const AuctionedAccount account{.equity = equity, .surplus = -lacks, .reserved = equity * static_cast<double>(random.below(8)) / 8.0};
    const std::chrono::milliseconds elapsed{random.below(14'400'000)};
    const auto sale = auction.sale(account, elapsed, 1.0);
    REQUIRE(sale);
    CHECK((sale->is_last && sale->share > 0.0 && sale->share <= 1.0));
    const AuctionedAccount then = account.after_sale(sale->share, sale->price);
    CHECK(magnitude(then.buffered(auction.buffer)) < 1e-9 * (equity + lacks));
    CHECK(then.surplus >= -1e-9 * (equity + lacks));
    // Whoever wants less gets it, at the same price for each part.
    const auto less = auction.sale(account, elapsed, 0.5 * sale->share);
    REQUIRE(less);
    CHECK_FALSE(less->is_last);
    CHECK_THAT(less->price, WithinRel(0.5 * sale->price, 1e-14));
    CHECK_THAT(less->needs, WithinRel(0.5 * sale->needs, 1e-14));
  }
}

TEST_CASE("the price falls with time, and the share that must be sold rises", "[liquidation][solvent_auction]") {
  const AuctionedAccount account{.equity = 120.0, .surplus = -100.0, .reserved = 15.0};
  double price = std::numeric_limits<double>::infinity(), share = 0.0;
  for (auto elapsed = 0s; elapsed < 14'500s; elapsed += 61s) {
    const auto sale = auction.sale(account, elapsed, 1.0);
    REQUIRE(sale);
    CHECK((auction.price(account, elapsed) < price && sale->share > share));
    price = auction.price(account, elapsed), share = sale->share;
  }
  CHECK_FALSE(auction.sale(account, 14'500s, 1.0));
}

TEST_CASE("what buyers have paid is not sold again", "[liquidation][solvent_auction]") {
  const AuctionedAccount account{.equity = 100.0, .surplus = -50.0, .reserved = 40.0};
  CHECK(auction.price(account, 100s) == 48.0);
  CHECK_FALSE(auction.sale({.equity = 40.0, .surplus = -50.0, .reserved = 40.0}, 0s, 1.0));
  CHECK_FALSE(auction.sale({.equity = 30.0, .surplus = -50.0, .reserved = 40.0}, 0s, 1.0));
}

TEST_CASE("an auction starts and sells as the venue's tests do", "[liquidation][solvent_auction]") {
  // derive_auction.json, "Test1.action0"
  const AuctionedAccount first{119.306330180774723584, -103.090619490529640448};
  const auto all = auction.sale(first, 0s, 1.0);
  REQUIRE(all);
  CHECK_THAT(all->share, WithinRel(0.557941285425569408, 1e-13));
  CHECK_THAT(all->price, WithinRel(65.23460867605946368, 1e-13));
  // "Test4.action1": the second bid, after a tenth was sold for 11.047987360634836992
  const AuctionedAccount second{118.425834278252019712, -81.731093685347155968, 11.047987360634836992};
  const auto rest = auction.sale(second, 30s, 0.111111111111111111);
  REQUIRE(rest);
  CHECK_THAT(rest->price, WithinRel(11.047987360634836992, 1e-13));
  CHECK_THAT(auction.largest_share(second, auction.discount.share(30s)), WithinRel(0.524290585958138816, 1e-13));
}

TEST_CASE("a buyer holds what he pays and what his part lacks with its buffer", "[liquidation][solvent_auction]") {
  const AuctionedAccount account{.equity = 100.0, .surplus = -50.0, .reserved = 10.0};  // buffered: -80
  const auto sale = auction.sale(account, 100s, 0.25);
  REQUIRE(sale);
  CHECK(sale->price == 0.25 * 72.0);
  CHECK(sale->needs == 0.25 * (72.0 + 90.0));
}

TEST_CASE("the fee at the start is a share of what would be sold at full worth, so that equity stays positive",
          "[liquidation][solvent_auction]") {
  const AuctionedAccount account{.equity = 100.0, .surplus = -50.0};
  CHECK_THAT(auction.start_fee(account), WithinRel(0.02 * 100.0 * 80.0 / 180.0, 1e-15));
  CHECK(auction.start_fee({.equity = 1e-6, .surplus = -1e6}) < 1e-6);
}

TEST_CASE("small accounts are sold whole, exactly at the threshold not yet", "[liquidation][solvent_auction]") {
  SolventAuction small = auction;
  small.whole_below = 50.0;
  CHECK(small.largest_share({.equity = 49.0, .surplus = -1.0}, 0.9) == 1.0);
  CHECK(small.largest_share({.equity = 50.0, .surplus = -1.0}, 0.9) < 1.0);
}

TEST_CASE("nothing is sold of an account that has its buffer, or of which nothing is known", "[liquidation][solvent_auction]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(auction.sale({.equity = 100.0, .surplus = 50.0}, 0s, 1.0));
  for (const AuctionedAccount& account : {AuctionedAccount{nothing, -1.0}, AuctionedAccount{100.0, nothing}, {100.0, -1.0, nothing}})
    CHECK_FALSE(auction.sale(account, 0s, 1.0));
  for (const double wanted : {0.0, -0.5, 1.5, nothing}) CHECK_FALSE(auction.sale({.equity = 100.0, .surplus = -50.0}, 0s, wanted));
}

TEST_CASE("the verdict closes what the first buyer could take", "[liquidation][solvent_auction][laws]") {
  CHECK(broken_by(auction).empty());
  const RiskReport report{.equity = 100.0, .resources = {100.0, 100.0}, .requirement = {.initial = 200.0, .maintenance = 150.0}};
  CHECK(auction.verdict(report).standing == Standing::liquidatable);
  CHECK_THAT(auction.verdict(report).close_fraction, WithinRel(80.0 / (80.0 + 98.0), 1e-15));
  CHECK(auction.verdict({.equity = 0.0, .resources = {}, .requirement = {1.0, 1.0}}) == Verdict{Standing::bankrupt, 1.0});
  CHECK(auction.verdict({.equity = 5.0, .resources = {1.0, 1.0}, .requirement = {2.0, 1.0}}).is_healthy());
}

TEST_CASE("an auction's shares are shares", "[liquidation][solvent_auction][faults]") {
  CHECK(auction.faults().empty());
  CHECK(said(SolventAuction{.discount = auction.discount, .buffer = -0.1, .fee = 2.0, .whole_below = -1.0}.faults()) ==
        std::vector<std::string>{"solvent_auction.buffer is out of range, got -0.10000000000000001",
                                 "solvent_auction.fee is out of range, got 2", "solvent_auction.whole_below is out of range, got -1"});
}
