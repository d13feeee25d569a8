#include "bulwark/system/deleveraging.hpp"

#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {

const auto house = crowd_venue();

}  // namespace

TEST_CASE("closing against winners moves no money but from them to the bankrupt", "[system][deleveraging]") {
  Random random{14};
  Index partly = 0;
  for (int i = 0; i < 200; ++i) {
    const Crowd crowd = random_crowd(random, 40, random.between(0.3, 0.9)).fallen(random.between(0.1, 0.6));
    const Listing listing = crowd.listing();
    const auto tick = *house.price(listing, crowd.market);
    OpenAccounts open = crowd.open();
    std::vector<AccountPlan> plans(40);
    Workspace workspace = tick.workspace();
    for (Index a = 0; a < 40; ++a) {
      const double equity = tick.evaluate(open.at(a), workspace).equity;
      plans[static_cast<std::size_t>(a)] = {equity, 1.0, equity < 0.0 ? Exit::winners : Exit::none};
    }
    const OpenAccounts before = open;
    const double worth = equity_of(open, crowd.market, tick.table());
    const Deleveraged done = Deleveraging(listing.rows()).run(tick.table(), open, plans, 3, ProRata{});
    CHECK_THAT(equity_of(open, crowd.market, tick.table()), WithinAbs(worth, 1e-7));
    for (std::uint32_t asset = 0; asset < 3; ++asset) {  // longs and shorts shrink alike
      double net = 0.0, was = 0.0;
      for (Index k = 0; k < open.first(40); ++k)
        if (open.row(k) == static_cast<Index>(asset)) net += open.quantity(k), was += before.quantity(k);
      CHECK_THAT(net, WithinAbs(was, 1e-9));
    }
    double gained = 0.0;
    for (Index a = 0; a < 40; ++a) {
      const double now = tick.evaluate(open.at(a), workspace).equity, then = plans[static_cast<std::size_t>(a)].equity;
      if (then < 0.0) {
        gained += now - then;
        CHECK((now >= then - 1e-9 && now <= 1e-7));  // nobody leaves with more than nothing
        if (open.is_flat(a)) CHECK_THAT(now, WithinAbs(0.0, 1e-7));
        partly += !open.is_flat(a) && now > then + 1e-6;
      } else {
        CHECK(now <= then + 1e-9);
        CHECK(now >= -1e-7);  // nor does anybody who was well leave with less than nothing
      }
    }
    CHECK_THAT(done.forgone, WithinAbs(gained, 1e-7));
  }
  CHECK(partly > 0);
}

TEST_CASE("a winner takes over no more than it can pay for, over all its contracts, and the rest goes to the market",
          "[system][deleveraging]") {
  // At 80 account 1 lacks 180 on 10 coins: 18 a coin worse than the mark. Account 2 is short 10 coins at 80 and has 60, so 3 1/3 coins.
  Crowd crowd;
  crowd.add(1, 20.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 60.0, {Crowd::of(0, -10.0, 80.0)});
  const Crowd fallen = crowd.fallen(0.2);
  const auto done = cascade(house, fallen.listing(), fallen.state(1e9), CascadeRules<VerdictShare, AtOnce, WinnersFirst>{});
  REQUIRE(done);
  CHECK_THAT(done->report.rounds[0].forgone, WithinAbs(60.0, 1e-9));
  CHECK(done->report.rounds[0].written_off == 0);
  CHECK_THAT(0.01 * static_cast<double>(done->report.total().bad_debt), WithinAbs(120.0, 0.02));  // account 1's, not account 2's
  CHECK(done->report.total().written_off == 1);
  CHECK(done->report.is_settled);
  CHECK(done->report.rounds.size() < 6);
}
