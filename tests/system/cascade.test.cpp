#include "bulwark/system/cascade.hpp"

#include <algorithm>
#include <cstring>

#include "bulwark/pricing/any_depth.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "bulwark/system/gas_queue.hpp"
#include "bulwark/system/restoring_share.hpp"
#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const auto house = crowd_venue();

template <class Rules = CascadeRules<>>
auto run(const Crowd& crowd, double depth, MinorUnits fund = 0, const Rules& rules = {}) {
  const Listing listing = crowd.listing();
  auto done = cascade(house, listing, crowd.state(depth, fund), rules);
  REQUIRE(done);
  return *std::move(done);
}

}  // namespace

TEST_CASE("one liquidation moves the price until the next account falls", "[system][cascade]") {
  // The price is 94. Account 1 (10 coins bought at 100, 80 quote) has 20 and needs 47; account 2 (10 coins, 130 quote) has 70 and is well.
  // 10 coins sold into a depth of 100 fetch 94 x 10 x 0.95 and leave 84.6; there account 2 has -24 and is sold at 84.6 - 4.7.
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 130.0, {Crowd::of(0, 10.0)});
  crowd.add(3, 1'000.0, {Crowd::of(0, 10.0)});
  const auto done = run(crowd.fallen(0.06), 100.0, 1'000'000);
  REQUIRE(done.report.rounds.size() == 3);
  const auto& rounds = done.report.rounds;
  CHECK(rounds[0].liquidated == 1);
  CHECK_THAT(rounds[0].sold, WithinRel(893.0, 1e-14));
  CHECK_THAT(rounds[0].slippage, WithinRel(47.0, 1e-13));
  CHECK(rounds[0].bad_debt == 2'700);  // 80 - 1000 + 893
  CHECK(rounds[1].bankrupt == 1);
  CHECK_THAT(rounds[1].sold, WithinRel(799.0, 1e-14));
  CHECK(rounds[1].bad_debt == 7'100);  // 130 - 1000 + 799
  CHECK(rounds[2].liquidatable == 0);
  CHECK(done.report.is_settled);
  CHECK(done.state.fund == 1'000'000 - 2'700 - 7'100);
  CHECK_THAT(done.report.prices.back(), WithinRel(94.0, 1e-14));  // of the third asset, untouched but for the fall
}

TEST_CASE("sales and purchases of a round meet before the market is asked", "[system][cascade]") {
  Crowd crowd;
  crowd.add(1, 20.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 20.0, {Crowd::of(0, -10.0)});
  const auto done = run(crowd, 100.0);
  CHECK(done.report.rounds[0].liquidated == 2);
  CHECK(done.report.rounds[0].slippage == 0.0);
  CHECK(done.state.market.assets[0].spot == 100.0);
  CHECK(done.state.accounts.cash(0) == 20.0);
  CHECK(done.state.accounts.cash(1) == 20.0);
}

TEST_CASE("what the market took, the accounts have: no money is made or lost but at the depth", "[system][cascade]") {
  Random random{6};
  for (int i = 0; i < 60; ++i) {
    const Crowd crowd = random_crowd(random, 80).fallen(random.between(0.0, 0.4));
    const double depth = random.between(500.0, 20'000.0);
    const CascadeRules<RestoringShare, AtOnce, FundThenWinners, ProRata> rules{.penalty = 0.01, .fund_share = 0.5, .most_move = 0.2};
    const Listing listing = crowd.listing();
    const auto table = house.price(listing, crowd.market)->table();
    const auto done = run(crowd, depth, 100'000, rules);
    const double before = equity_of(crowd.open(), crowd.market, table);
    // Revalued at the old prices, so that only what was traded shows.
    const double after = equity_of(done.state.accounts, crowd.market, table);
    double market = 0.0;
    for (std::size_t a = 0; a < 3; ++a) {
      const LinearImpact start{crowd.market.assets[a].spot, depth};
      const Fill fill = start.sell(done.state.depths[a].sold);
      market += fill.cash - fill.filled * crowd.market.assets[a].spot;
    }
    const CascadeRound total = done.report.total();
    const double forgiven = after - before - market + total.penalties;  // debts that were written off
    CHECK(forgiven <= 0.01 * static_cast<double>(total.bad_debt) + 1e-6);
    CHECK(forgiven >= 0.01 * static_cast<double>(total.bad_debt - total.written_off) - 1e-6);
    CHECK(total.bad_debt == total.from_fund + total.uncovered);
    CHECK(done.state.fund == 100'000 + total.to_fund - total.from_fund);
  }
}

TEST_CASE("the order in which accounts are named changes no bit", "[system][cascade]") {
  Random random{7};
  for (int i = 0; i < 20; ++i) {
    const Crowd crowd = random_crowd(random, 60).fallen(0.15);
    Crowd shuffled = crowd;
    for (std::size_t n = shuffled.names.size() - 1; n > 0; --n) {
      const auto other = static_cast<std::size_t>(random.below(static_cast<Index>(n + 1)));
      std::swap(shuffled.names[n], shuffled.names[other]), std::swap(shuffled.accounts[n], shuffled.accounts[other]);
    }
    const CascadeRules<RestoringShare> rules{.penalty = 0.005, .most_move = 0.1};
    const auto one = run(crowd, 2'000.0, 10'000, rules), two = run(shuffled, 2'000.0, 10'000, rules);
    REQUIRE(one.report.prices == two.report.prices);
    REQUIRE(one.report.rounds.size() == two.report.rounds.size());
    for (std::size_t r = 0; r < one.report.rounds.size(); ++r) {
      CHECK(one.report.rounds[r].fund == two.report.rounds[r].fund);
      CHECK(one.report.rounds[r].sold == two.report.rounds[r].sold);
      CHECK(one.report.rounds[r].forgone == two.report.rounds[r].forgone);
    }
    for (Index a = 0; a < one.state.accounts.size(); ++a) CHECK(one.state.accounts.cash(a) == two.state.accounts.cash(a));
  }
}

TEST_CASE("a settled cascade is a fixed point: running it again does nothing", "[system][cascade]") {
  Random random{8};
  for (int i = 0; i < 20; ++i) {
    const Crowd crowd = random_crowd(random, 60).fallen(0.2);
    const Listing listing = crowd.listing();
    const auto done = run(crowd, 3'000.0, 100'000);
    REQUIRE(done.report.is_settled);
    const auto again = cascade(house, listing, done.state, CascadeRules<>{});
    REQUIRE(again);
    CHECK(again->report.rounds.size() == 1);
    CHECK(again->report.total().liquidated == 0);
    CHECK(again->state.fund == done.state.fund);
  }
}

TEST_CASE("a bankrupt long leaves against the shorts, at the price that leaves it nothing", "[system][cascade]") {
  // At 80 account 1 has 100 - 200 and holds 10 coins: its bankruptcy price is 90. Accounts 2 and 3 are short at 100 and 120.
  Crowd crowd;
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 1'000.0, {Crowd::of(0, -10.0)});
  crowd.add(3, 1'000.0, {Crowd::of(0, -6.0, 120.0)});
  const Crowd fallen = crowd.fallen(0.2);
  const auto queue = run(fallen, 100.0);
  CHECK(queue.report.rounds[0].deleveraged == 1);
  CHECK(queue.report.rounds[0].winners == 1);
  CHECK(queue.report.total().sold == 0.0);  // no coin went to the market
  CHECK(queue.report.total().bad_debt == 0);
  CHECK(queue.state.market.assets[0].spot == 80.0);
  CHECK_THAT(queue.state.accounts.cash(0), WithinAbs(0.0, 1e-12));
  // By profit share x leverage: account 2 has 200 / 1000 x 800 / 1200, account 3 has 240 / 720 x 480 / 1240.
  CHECK(queue.state.accounts.quantity(1) == 0.0);
  CHECK(queue.state.accounts.cash(1) == 1'100.0);  // 10 coins bought back at 90
  CHECK(queue.state.accounts.quantity(2) == -6.0);

  const auto alike = run(fallen, 100.0, 0, CascadeRules<VerdictShare, AtOnce, FundThenWinners, ProRata>{});
  CHECK_THAT(alike.state.accounts.quantity(1), WithinRel(-3.75, 1e-14));
  CHECK_THAT(alike.state.accounts.quantity(2), WithinRel(-2.25, 1e-14));
  CHECK_THAT(alike.report.total().forgone, WithinRel(100.0, 1e-14));
}

TEST_CASE("a fund that is large enough spares the winners", "[system][cascade]") {
  Crowd crowd;
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 1'000.0, {Crowd::of(0, -10.0)});
  const auto done = run(crowd.fallen(0.2), 1e9, 10'001);
  CHECK(done.report.total().deleveraged == 0);
  CHECK(done.report.total().bad_debt == 10'001);  // 100 quote and a hair of slippage, rounded up against the fund
  CHECK(done.state.fund == 0);
  CHECK(run(crowd.fallen(0.2), 1e9, 9'999).report.total().deleveraged == 1);
}

TEST_CASE("who finds no winner is sold after all, and everybody bears what the fund does not", "[system][cascade]") {
  Crowd crowd;
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  const auto done = run(crowd.fallen(0.2), 1e9, 4'000);
  CHECK(done.report.rounds[0].winners == 0);
  CHECK(done.report.total().liquidated == 1);
  CHECK(done.report.total().from_fund == 4'000);
  CHECK(done.report.total().uncovered == done.report.total().bad_debt - 4'000);
}

TEST_CASE("closing what is needed sells less than closing everything, and moves the price less", "[system][cascade]") {
  Random random{9};
  Index less = 0;
  for (int i = 0; i < 40; ++i) {
    const Crowd crowd = random_crowd(random, 60, 1.0).fallen(0.08);
    const auto all = run(crowd, 4'000.0), part = run(crowd, 4'000.0, 0, CascadeRules<RestoringShare>{});
    less += part.report.total().sold <= all.report.total().sold;
    CHECK(part.report.is_settled);
    for (std::size_t a = 0; a < 3; ++a) CHECK(part.state.market.assets[a].spot >= all.state.market.assets[a].spot - 1e-9);
  }
  CHECK(less == 40);
}

TEST_CASE("a round moves no price by more than it may; the rest waits", "[system][cascade]") {
  Random random{10};
  const Crowd crowd = random_crowd(random, 100, 1.0).fallen(0.15);
  const CascadeRules<> guarded{.most_move = 0.02};
  const auto done = run(crowd, 2'000.0, 0, guarded);
  for (std::size_t i = 3; i < done.report.prices.size(); ++i)
    CHECK(done.report.prices[i] >= done.report.prices[i - 3] * 0.98 * (1.0 - 1e-12));
  CHECK(done.report.rounds.size() > 5);
}

TEST_CASE("coins that stand as collateral are sold, options are revalued and kept", "[system][cascade]") {
  Crowd crowd;
  crowd.listed.push_back({.id = "put", .instrument = VanillaOption{AssetId{1}, OptionSide::put, 100.0, Timestamp{std::chrono::days{30}}}});
  crowd.market.assets[1].volatility = FlatVolatility{0.5};
  crowd.add(1, -850.0, {{Spot{AssetId{0}}, 10.0}, Crowd::of(0, 2.0)});
  crowd.add(2, 300.0, {{VanillaOption{AssetId{1}, OptionSide::put, 100.0, Timestamp{std::chrono::days{30}}}, -20.0}});
  const auto done = run(crowd.fallen(0.2), 1e6, 1'000'000);
  CHECK(done.state.accounts.is_flat(0));
  CHECK(done.report.total().bad_debt >= 9'000);  // 800 - 850 - 40
  CHECK_FALSE(done.state.accounts.is_flat(1));
  CHECK(done.report.is_settled);
  CHECK(done.report.rounds.back().liquidatable == 0);  // nothing of account 2 can be sold
}

TEST_CASE("an asset may trade on a book and another in a pool, at whatever scale their prices are quoted", "[system][cascade]") {
  // A trades on a book about 100, B in a pool that counts in thousandths. 10 coins of each are sold; C has no market.
  const BookLevel bids[] = {{99.0, 4.0}, {98.0, 5.0}, {90.0, 50.0}}, asks[] = {{101.0, 10.0}};
  using Either = AnyDepth<OrderBookDepth, ConstantProductDepth>;
  Crowd crowd;
  crowd.add(1, 30.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 30.0, {Crowd::of(1, 10.0)});
  crowd.add(3, 30.0, {Crowd::of(2, 10.0)});
  const Listing listing = crowd.listing();
  const CascadeState<Either> state{.accounts = crowd.open(),
                                   .market = crowd.market,
                                   .depths = {Either{OrderBookDepth{bids, asks}}, Either{ConstantProductDepth{90.0, 9e6}}},
                                   .fund = 1'000'000};
  const auto done = cascade(house, listing, state, CascadeRules<>{});
  REQUIRE(done);
  const CascadeRound total = done->report.total();
  CHECK(total.liquidated == 2);
  CHECK_THAT(total.sold, WithinRel(4.0 * 99.0 + 5.0 * 98.0 + 90.0 + 1e-3 * 9e6 * 10.0 / 100.0, 1e-13));
  CHECK_THAT(done->state.market.assets[0].spot, WithinRel(0.5 * (90.0 + 101.0), 1e-14));  // the middle of what is left
  CHECK_THAT(done->state.market.assets[1].spot, WithinRel(81.0, 1e-13));
  CHECK(done->state.accounts.quantity(2) == 10.0);
  CHECK(done->report.is_settled);
}

TEST_CASE("where the marks follow an index, sales move them by its share of the venue", "[system][cascade]") {
  Crowd crowd;
  crowd.add(1, 20.0, {Crowd::of(0, 10.0)});
  const auto done = run(crowd, 100.0, 1'000'000, CascadeRules<>{.pass_through = 0.25});
  CHECK_THAT(done.state.market.assets[0].spot, WithinRel(97.5, 1e-14));
  CHECK_THAT(done.report.total().sold, WithinRel(950.0, 1e-14));  // and the sale is paid what the venue's own market pays
}

TEST_CASE("liquidations that wait for gas cost more than those that do not", "[system][cascade]") {
  // Thirty accounts in a market that falls by 2 % a block; a block holds two liquidations beside everybody else's transactions.
  Crowd crowd;
  for (std::uint64_t i = 0; i < 30; ++i) crowd.add(i, 80.0 + static_cast<double>(i), {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  std::vector<double> falling(3 * 30, 0.98);
  auto at_once = crowd.state(1e6, 1'000'000);
  at_once.drift = falling;
  const auto swift = cascade(house, listing, at_once, CascadeRules<>{.penalty = 0.02});
  REQUIRE(swift);

  const GasQueue queue{.congestion = {.fee = {.target = 15e6}, .gas_per_liquidation = 1e6, .tip = 0.0}, .other_gas = 28e6};
  CascadeState<LinearImpact, double> waiting{crowd.open(), crowd.market, at_once.depths, 1'000'000, 1e-6, falling};
  const CascadeRules<VerdictShare, GasQueue> rules{.queue = queue, .penalty = 0.02};
  const auto slow = cascade(house, listing, waiting, rules);
  REQUIRE(slow);
  for (const CascadeRound& r : slow->report.rounds) CHECK(r.liquidated <= 2);
  // Accounts that owe more than they have pay no reward, and wait with what they lack.
  CHECK(swift->report.total().bad_debt == 0);
  CHECK(swift->report.total().underwater == 0.0);
  CHECK(slow->report.total().underwater > 1'000.0);
  CHECK(slow->state.queue > 1e-6);  // and they made gas dearer

  // At a fee of 100 quote a liquidation, nobody is paid enough, and nobody comes.
  waiting.queue = 1e-4;
  const auto never = cascade(house, listing, waiting, rules);
  REQUIRE(never);
  CHECK(never->report.total().liquidated == 0);
  CHECK_FALSE(never->report.rounds.back().liquidatable == 0);
}

TEST_CASE("an account of which nothing is known is left alone, and the rest is as without it", "[system][cascade]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 130.0, {Crowd::of(0, 10.0)});
  const auto without = run(crowd.fallen(0.06), 100.0);
  crowd.add(3, 10.0, {Crowd::of(1, 10.0)});
  Crowd broken = crowd.fallen(0.06);
  broken.market.assets[1].spot = std::numeric_limits<double>::quiet_NaN();
  auto state = broken.state(100.0);
  state.depths.resize(1);
  const Listing listing = broken.listing();
  const auto with = cascade(house, listing, state, CascadeRules<>{});
  REQUIRE(with);
  REQUIRE(with->report.rounds.size() == without.report.rounds.size());
  CHECK(with->report.rounds[0].unknown == 1);
  CHECK(with->state.accounts.quantity(2) == 10.0);
  for (std::size_t r = 0; r < without.report.rounds.size(); ++r)
    CHECK(with->report.rounds[r].bad_debt == without.report.rounds[r].bad_debt);
}

TEST_CASE("rules, depths and names that make no sense are faults, all of them", "[system][cascade][faults]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  auto state = crowd.state(100.0, -5);
  state.depths[1].start = 0.0;
  state.depths.push_back({100.0, 1.0});
  state.drift = {0.0};
  CHECK(cascade(house, listing, state, CascadeRules<>{.penalty = -1.0, .fund_share = 2.0, .minor_unit = 0.0, .most_rounds = 0})
            .faults()
            .size() == 8);
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const AccountRows rows = crowd.listing().admit(crowd.accounts);
  CHECK(OpenAccounts::from(rows, crowd.names).faults().size() == 1);
  CHECK(OpenAccounts::from(rows, std::span{crowd.names}.first(1)).faults().size() == 1);
}

TEST_CASE("debts of more minor units than a double counts are refused, not counted wrong", "[system][cascade][faults]") {
  Crowd crowd;
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  const Crowd fallen = crowd.fallen(0.2);
  const auto in_wei = cascade(house, fallen.listing(), fallen.state(1e9), CascadeRules<>{.minor_unit = 1e-18});
  REQUIRE_FALSE(in_wei);
  CHECK(in_wei.faults().size() == 1);
  CHECK(in_wei.faults()[0].code == FaultCode::overflow);
  CHECK(cascade(house, fallen.listing(), fallen.state(1e9), CascadeRules<>{.minor_unit = 1e-9}));
}
