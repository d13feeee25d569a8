#include "bulwark/system/cascade_fund.hpp"

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "bulwark/laws/loss_level_laws.hpp"
#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Levels = FundLevels<InsuranceFund<MinorUnits>, BackstopVault<MinorUnits>, Reserve<MinorUnits>>;
static_assert(CascadeFund<MinorUnits> && CascadeFund<InsuranceFund<MinorUnits>> && CascadeFund<Levels>);
static_assert(!CascadeFund<BackstopVault<MinorUnits>>);  // takes no penalties
static_assert(!CascadeFund<LossIndex<MinorUnits>>);      // everybody's money has no end: what a cascade leaves uncovered is his to share

Levels levels(MinorUnits fund, MinorUnits market, MinorUnits vault, MinorUnits cap, MinorUnits reserve) {
  return {{{.balance = fund, .market = {market}, .period = {fund}}, {{.assets = vault, .shares = vault}, {cap}}, {reserve}}};
}

MinorUnits balance(const Levels& all) {
  const auto& [fund, vault, reserve] = all.levels;
  return fund.balance + vault.depositors.assets + reserve.held;
}

const auto house = crowd_venue();

}  // namespace

TEST_CASE("levels as one fund obey the laws of a level, and take money in at the first", "[system][cascade_fund]") {
  const MinorUnits losses[] = {7, 0, -3, 1, 40, 13, 1'000, 2};
  for (const MinorUnits held : {0, 1, 30, 5'000}) {
    const Levels all = levels(held, 20, 2 * held, 25, held / 2);
    CHECK(broken_by<MinorUnits>(all, losses).empty());
    CHECK(all.pay(1'000'000).paid == all.available());
    CHECK(balance(all.after_income(5)) == balance(all) + 5);
    CHECK(std::get<0>(all.after_income(5).levels).balance == held + 5);
  }
  CHECK(levels(-1, 0, -1, 0, -1).faults().size() == 6);
}

TEST_CASE("a cascade over levels is, unit for unit, the one over as much plain money where no limit binds", "[system][cascade_fund]") {
  Random random{31};
  for (int i = 0; i < 40; ++i) {
    const Crowd crowd = random_crowd(random, 60).fallen(random.between(0.05, 0.4));
    const Listing listing = crowd.listing();
    const MinorUnits fund = random.below(200'000), vault = random.below(200'000), reserve = random.below(100'000);
    const auto plain = crowd.state(3'000.0, fund + vault + reserve);
    constexpr MinorUnits endless = MinorUnits{1} << 40;
    const CascadeState<LinearImpact, std::monostate, Levels> levelled{
        .accounts = plain.accounts,
        .market = plain.market,
        .depths = plain.depths,
        .fund = {{{fund, {endless}, {endless}}, {{vault, vault}, {endless}}, {reserve}}}};
    const CascadeRules<> rules{.penalty = 0.01, .fund_share = 0.5};
    const auto one = cascade(house, listing, plain, rules);
    const auto two = cascade(house, listing, levelled, rules);
    REQUIRE((one && two));
    REQUIRE(one->report.rounds.size() == two->report.rounds.size());
    for (std::size_t r = 0; r < one->report.rounds.size(); ++r) CHECK(one->report.rounds[r].fund == two->report.rounds[r].fund);
    CHECK(one->report.prices == two->report.prices);
    CHECK(balance(two->state.fund) == one->state.fund);
  }
}

TEST_CASE("whatever the levels' limits: not a unit is made or lost, and what is left uncovered no level had", "[system][cascade_fund]") {
  Random random{32};
  Index exhausted = 0;
  for (int i = 0; i < 60; ++i) {
    const Crowd crowd = random_crowd(random, 60).fallen(random.between(0.05, 0.5));
    const auto plain = crowd.state(2'000.0);
    const auto some = [&] { return MinorUnits{random.below(300'000)}; };
    const Levels before = levels(some(), some(), some(), some(), some());
    const CascadeState<LinearImpact, std::monostate, Levels> state{
        .accounts = plain.accounts, .market = plain.market, .depths = plain.depths, .fund = before};
    const auto done =
        cascade(house, crowd.listing(), state, CascadeRules<VerdictShare, AtOnce, FundThenEverybody>{.penalty = 0.01, .fund_share = 0.3});
    REQUIRE(done);
    const CascadeRound total = done->report.total();
    CHECK(total.bad_debt == total.from_fund + total.uncovered);
    CHECK(balance(done->state.fund) == balance(before) + total.to_fund - total.from_fund);
    CHECK(done->state.fund.faults().empty());
    for (const CascadeRound& round : done->report.rounds) CHECK((round.uncovered == 0 || round.fund == 0));
    const auto& [fund, vault, reserve] = done->state.fund.levels;
    CHECK(vault.loss.drawn == std::get<1>(before.levels).depositors.assets - vault.depositors.assets);
    CHECK((reserve.held == std::get<2>(before.levels).held || vault.available() == 0));  // in turn
    exhausted += total.uncovered > 0;
  }
  CHECK((exhausted > 5 && exhausted < 55));
}

TEST_CASE("winners are asked once the market's own limit is drawn, whatever else the fund holds", "[system][cascade_fund]") {
  Crowd crowd;  // at 80 account 1 lacks 100 quote
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 1'000.0, {Crowd::of(0, -10.0)});
  const Crowd fallen = crowd.fallen(0.2);
  const auto plain = fallen.state(1e9);
  CascadeState<LinearImpact, std::monostate, InsuranceFund<MinorUnits>> state{
      plain.accounts, plain.market, plain.depths, {.balance = 1'000'000, .market = {9'999}, .period = {1'000'000}}};
  CHECK(cascade(house, fallen.listing(), state, CascadeRules<>{})->report.total().deleveraged == 1);
  state.fund.market.most = 10'001;
  const auto done = cascade(house, fallen.listing(), state, CascadeRules<>{});
  CHECK(done->report.total().deleveraged == 0);
  CHECK(done->state.fund.balance == 1'000'000 - 10'001);
  CHECK(done->state.fund.market.left() == 0);
}

TEST_CASE("levels that hold less than nothing keep a cascade from running", "[system][cascade_fund][faults]") {
  Crowd crowd;
  crowd.add(1, 100.0, {Crowd::of(0, 10.0)});
  const auto plain = crowd.state(1e9);
  const CascadeState<LinearImpact, std::monostate, Levels> state{plain.accounts, plain.market, plain.depths, levels(-1, 0, 1, 0, -1)};
  CHECK(cascade(house, crowd.listing(), state, CascadeRules<>{}).faults().size() == 4);
}
