// What liquidation may and may not do to accounts of a venue: random books on four kinds of venue.

#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/margin_call.hpp"
#include "bulwark/evaluate/postcondition.hpp"
#include "bulwark/evaluate/restoring_trades.hpp"
#include "bulwark/evaluate/smallest_close.hpp"
#include "bulwark/evaluate/takeover.hpp"
#include "bulwark/liquidation/liquidation_rights.hpp"
#include "bulwark/liquidation/solvent_auction.hpp"
#include "bulwark/liquidation/target_health.hpp"
#include "bulwark/liquidation/work_order.hpp"
#include "bulwark/venue/aave_v3_exact.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

const Listing listing = *Listing::from(chain());

/// Runs `use(tick, account, report)` for random books, well and ill, on each venue.
template <class Use>
void on_any_accounts(std::uint64_t seed, int count, Use use) {
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    Random random{seed};
    for (int i = 0; i < count; ++i) {
      Account account = random_book(random, chain(), random.below(7));
      account.cash += random.between(0.0, 6e6);
      const AccountRows rows = listing.admit(std::span{&account, 1});
      use(*tick, rows.at(0), tick->evaluate(rows.at(0), workspace));
    }
  });
}

std::vector<Tradable> held_of(const PricedMarket& market, const AccountRow& account, double lot = 0.0625) {
  std::vector<Tradable> held(64);
  held.resize(static_cast<std::size_t>(closing_tradables(
      market, account, [&](Index) { return lot; }, held)));
  return held;
}

}  // namespace

TEST_CASE("C01: only an account that is liquidatable is liquidated", "[properties][liquidation][C01]") {
  int ill = 0, well = 0;
  on_any_accounts(101, 300, [&](const auto& tick, const AccountRow& account, const RiskReport& report) {
    Workspace workspace = tick.workspace();
    ChangedAccount changed;
    const bool may = permits(tick, account, Action::liquidate, {}, workspace, changed).is_allowed();
    CHECK(may == report.verdict.is_liquidatable());
    const LiquidationRequest asked{.liquidator = OwnerId{1},
                                   .owner = OwnerId{2},
                                   .verdict = report.verdict,
                                   .are_prices_set = true,
                                   .is_collateral = true,
                                   .has_some = true};
    CHECK(LiquidationRights{}.permits(asked, now) == may);
    (may ? ill : well) += 1;
  });
  CHECK((ill > 50 && well > 50));
}

TEST_CASE("C02: while somebody can be helped somebody is, and at unchanged prices the number of the liquidatable never rises",
          "[properties][liquidation][C02]") {
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    TrialScratch scratch;
    ChangedAccount changed;
    Random random{102};
    std::vector<Account> accounts;
    for (int i = 0; i < 60; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(5));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const RiskReport full = tick->evaluate(rows.at(0), workspace);
      account.cash += random.between(-0.2, 2.0) * full.requirement.maintenance - full.resources.maintenance;
      accounts.push_back(account);
    }
    const AccountRows rows = listing.admit(accounts);
    std::vector<AccountRow> now_held;
    std::vector<ChangedAccount> after(accounts.size());
    for (Index i = 0; i < rows.size(); ++i) now_held.push_back(rows.at(i));
    std::vector<bool> is_done(accounts.size(), false);
    const auto liquidatable = [&] {
      Index count = 0;
      for (const AccountRow& account : now_held) count += tick->evaluate(account, workspace).verdict.is_liquidatable();
      return count;
    };
    Index before = liquidatable();
    CHECK(before > 10);
    Index hopeless = 0;
    for (;;) {
      std::vector<LiquidationWork> work;
      for (std::size_t i = 0; i < now_held.size(); ++i) {
        const RiskReport report = tick->evaluate(now_held[i], workspace);
        if (report.verdict.is_liquidatable() && !is_done[i])
          work.push_back({1.0 - report.health.value_or(-1e9), report.requirement.maintenance, i});
      }
      if (work.empty()) break;
      sort_work(work);
      const auto first = static_cast<std::size_t>(work.front().id);
      is_done[first] = true;
      const std::vector<Tradable> held = held_of(tick->table(), now_held[first]);
      std::vector<Order> orders(held.size());
      const auto plan =
          restoring_trades(*tick, now_held[first], {.health = 1.01}, held, RowCosts{.fee = 1e-4}, {}, workspace, scratch, orders);
      REQUIRE(plan);
      if (!plan->is_restored) {
        ++hopeless;
        continue;
      }
      CHECK(plan->orders > 0);
      orders.resize(static_cast<std::size_t>(plan->orders));
      now_held[first] = after[first].apply(tick->table(), now_held[first], {.orders = orders, .cash = -plan->cost});
      const Index left = liquidatable();
      CHECK(left == before - 1);
      before = left;
    }
    CHECK(before == hopeless);
    // Nobody left to help: asked again, nothing is done to those who are well.
    for (const AccountRow& account : now_held) {
      if (tick->evaluate(account, workspace).verdict.is_liquidatable()) continue;
      const std::vector<Tradable> held = held_of(tick->table(), account);
      std::vector<Order> orders(held.size());
      CHECK(restoring_trades(*tick, account, {}, held, NoTradeCost{}, {}, workspace, scratch, orders)->orders == 0);
    }
  });
}

TEST_CASE("C10: what is done to one account leaves every other one's bits", "[properties][liquidation][C10]") {
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    TrialScratch scratch;
    ScaledAccount scaled;
    Random random{110};
    std::vector<Account> accounts;
    for (int i = 0; i < 40; ++i) accounts.push_back(random_book(random, chain(), 1 + random.below(6)));
    const AccountRows rows = listing.admit(accounts);
    std::vector<RiskReport> before(accounts.size()), after(accounts.size());
    tick->evaluate(rows, workspace, before);
    for (Index i = 0; i < rows.size(); i += 2) {
      const std::vector<Tradable> held = held_of(tick->table(), rows.at(i));
      std::vector<Order> orders(held.size());
      (void)restoring_trades(*tick, rows.at(i), {.health = 1.1}, held, RowCosts{.fee = 0.01}, {}, workspace, scratch, orders);
      (void)smallest_takeover(*tick, rows.at(i), {.health = 1.1}, 0.1, workspace, scaled);
    }
    tick->evaluate(rows, workspace, after);
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(bits(before[i]) == bits(after[i]));
  });
}

TEST_CASE("C16: nobody liquidates himself, whatever else speaks for it", "[properties][liquidation][C16]") {
  Random random{116};
  int own = 0;
  for (int i = 0; i < 20'000; ++i) {
    const LiquidationRequest asked{.liquidator = OwnerId{static_cast<std::uint64_t>(random.below(4))},
                                   .owner = OwnerId{static_cast<std::uint64_t>(random.below(4))},
                                   .verdict = {random.below(2) == 0 ? Standing::liquidatable : Standing::bankrupt, 1.0},
                                   .are_prices_set = true,
                                   .is_collateral = true,
                                   .has_some = true};
    CHECK(LiquidationRights{}.permits(asked, now) == (asked.liquidator != asked.owner));
    CHECK(LiquidationRights{.is_own_refused = false}.permits(asked, now));
    own += asked.liquidator == asked.owner;
  }
  CHECK(own > 1'000);
}

TEST_CASE("C17: refused where a price is missing, the account's check is deferred or the collateral is not recognised",
          "[properties][liquidation][C17]") {
  Random random{117};
  int allowed = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto coin = [&] { return random.below(4) != 0; };
    const LiquidationRequest asked{.liquidator = OwnerId{1},
                                   .owner = OwnerId{2},
                                   .verdict = {static_cast<Standing>(random.below(5)), 1.0},
                                   .are_prices_set = coin(),
                                   .is_deferred = !coin(),
                                   .is_collateral = coin(),
                                   .has_some = coin()};
    const bool may = LiquidationRights{}.permits(asked, now);
    CHECK(may == (asked.verdict.is_liquidatable() && asked.are_prices_set && !asked.is_deferred && asked.is_collateral && asked.has_some));
    allowed += may;
  }
  CHECK(allowed > 500);
  // An account whose price is missing is unknown to the evaluator, and so to the rights.
  MarketState unpriced = three_assets();
  unpriced.assets[1].spot = std::numeric_limits<double>::quiet_NaN();
  const Account account{.positions = {{LinearFuture{eth}, 100.0, 2'560.0}}, .cash = 0.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = portfolio_venue().price(listing, unpriced);
  Workspace workspace = tick->workspace();
  ChangedAccount changed;
  CHECK(permits(*tick, rows.at(0), Action::liquidate, {}, workspace, changed).refusal == Refusal::unknown_account);
}

TEST_CASE("C18: the time after an outage is honoured to the millisecond, and is never longer than four hours",
          "[properties][liquidation][C18]") {
  Random random{118};
  for (int i = 0; i < 20'000; ++i) {
    const std::chrono::milliseconds grace{random.below(6 * 3'600'000)}, since{random.below(6 * 3'600'000)};
    const LiquidationRights rights{.grace = grace};
    CHECK(rights.faults().empty() == (grace <= 4h));
    if (grace > 4h) continue;
    LiquidationRequest asked{.liquidator = OwnerId{1},
                             .owner = OwnerId{2},
                             .verdict = {Standing::liquidatable, 1.0},
                             .are_prices_set = true,
                             .is_collateral = true,
                             .has_some = true};
    CHECK(rights.permits(asked, now));
    asked.resumed = now - since;
    CHECK(rights.permits(asked, now) == (since >= grace));
    asked.resumed = now - 4h;
    CHECK(rights.permits(asked, now));
  }
}

TEST_CASE("C23: a liquidation leaves the mark where it was, however much worse it sells", "[properties][liquidation][C23]") {
  on_troubled_accounts(123, 20, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    std::vector<double> marks;
    const PricedMarket& market = tick.table();
    for (Index row = 0; row < market.rows(); ++row)
      for (Index c = 0; c < market.stride() * PricedMarket::lanes; ++c) marks.push_back(market.row(row)[c]);
    std::vector<Order> orders(held.size());
    const auto plan = restoring_trades(tick, account, {.health = 1.1}, held, RowCosts{.penalty = 0.02}, {}, workspace, scratch, orders);
    REQUIRE(plan);
    std::size_t at = 0;
    for (Index row = 0; row < market.rows(); ++row)
      for (Index c = 0; c < market.stride() * PricedMarket::lanes; ++c, ++at)
        REQUIRE((marks[at] == market.row(row)[c] || marks[at] != marks[at]));
    // What it sold worse is the account's cost, none of it in a price: equity falls by just that.
    CHECK(std::abs(plan->before.equity - plan->after.equity - plan->cost) <= 1e-9 * (std::abs(plan->before.equity) + 1e7));
  });
}

TEST_CASE("A06: of a healthy account nothing is repaid, seized, sold or taken over", "[properties][liquidation][A06]") {
  int well = 0;
  on_any_accounts(106, 200, [&](const auto& tick, const AccountRow& account, const RiskReport& report) {
    if (!report.verdict.is_healthy()) return;
    ++well;
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    ScaledAccount scaled;
    const std::vector<Tradable> held = held_of(tick.table(), account);
    std::vector<Order> orders(held.size());
    CHECK(smallest_close(tick, account, {}, held, RowCosts{.fee = 0.01}, {}, workspace, scratch)->share == 0.0);
    CHECK(restoring_trades(tick, account, {}, held, RowCosts{.fee = 0.01}, {}, workspace, scratch, orders)->orders == 0);
    const auto takeover = smallest_takeover(tick, account, {}, 0.05, workspace, scaled);
    CHECK((takeover->share == 0.0 && takeover->paid == 0.0));
    ChangedAccount changed;
    CHECK(smallest_cure(tick, account, 1.0, workspace, changed) == 0.0);
    const SolventAuction auction{.discount = {.start = 1.0, .cutoff = 0.5, .fast = 1s, .slow = 1s}, .buffer = 0.0, .fee = 0.1};
    if (report.equity > 0.0) CHECK_FALSE(auction.sale(auctioned(report), 0ms, 1.0));
  });
  CHECK(well > 100);
  Random random{107};
  for (int i = 0; i < 5'000; ++i) {
    const double debt = random.between(1.0, 1e6), target = random.between(1.0, 1.3);
    CHECK(TargetHealth{target}.repayment(debt * target * random.between(1.0, 2.0) * (1.0 + 1e-15), debt,
                                         {.threshold = 0.8, .bonus = 0.05}) == 0.0);
  }
  using Wide = boost::multiprecision::int512_t;
  const venue::AaveV3 pool{.of_asset = {venue::aave_v3_ether, venue::aave_v3_usdc}};
  int refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    const Wide ether = Wide(1 + random.below(1'000'000)) * 1'000'000'000'000, price = Wide(1 + random.below(4'000)) * 100'000'000;
    const std::vector<venue::AaveHolding<Wide>> held{
        {.asset = AssetId{0}, .price = price, .deposited = ether},
        {.asset = AssetId{1}, .price = 100'000'000, .owed = Wide(1 + random.below(2'000'000'000))}};
    if (venue::aave_account<Wide>(pool, held).is_liquidatable()) continue;
    const auto call = venue::aave_liquidation<Wide>(pool, held, 0, 1, held[1].owed);
    CHECK((call.refused == venue::AaveRefusal::healthy && call.taken.repaid == 0 && call.taken.seized() == 0));
    ++refused;
  }
  CHECK(refused > 100);
}

TEST_CASE("A07: what a plan says of the account is what the account is once it has been traded", "[properties][liquidation][A07]") {
  int compared = 0;
  on_troubled_accounts(107, 40, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    ChangedAccount changed;
    std::vector<Order> orders(held.size());
    const auto plan = restoring_trades(tick, account, {.health = 1.02}, held, RowCosts{.fee = 1e-3}, {}, workspace, scratch, orders);
    REQUIRE(plan);
    orders.resize(static_cast<std::size_t>(plan->orders));
    // By the pre-trade check, and one order after the other, as fills come in.
    const auto impact = what_if(tick, account, {.orders = orders, .cash = -plan->cost}, workspace, changed);
    REQUIRE(impact);
    CHECK(bits(impact->after) == bits(plan->after));
    AccountRow step = account;
    ChangedAccount one;
    for (const Order& order : orders) step = one.apply(tick.table(), step, {.orders = {&order, 1}});
    step = one.apply(tick.table(), step, {.cash = -plan->cost});
    const RiskReport filled = tick.evaluate(step, workspace);
    CHECK(std::abs(filled.equity - plan->after.equity) <= 1e-9 * (std::abs(plan->after.equity) + 1e7));
    CHECK(std::abs(filled.requirement.maintenance - plan->after.requirement.maintenance) <=
          1e-9 * (plan->after.requirement.maintenance + 1e7));
    if (std::abs(plan->after.maintenance_surplus()) > 1.0) {
      ++compared;
      CHECK(filled.verdict.standing == plan->after.verdict.standing);
    }
  });
  CHECK(compared > 80);
}

TEST_CASE("A21: closing everything, and repaying everything, is always accepted", "[properties][liquidation][A21]") {
  int ill = 0, owing = 0;
  on_any_accounts(121, 200, [&](const auto& tick, const AccountRow& account, const RiskReport& report) {
    Workspace workspace = tick.workspace();
    ChangedAccount changed;
    std::vector<Tradable> held(64);
    held.resize(static_cast<std::size_t>(closing_tradables(
        tick.table(), account, [](Index) { return 1.0; }, held, 1.0, true)));
    std::vector<Order> orders;
    for (const Tradable& t : held) {
      const Index whole = t.lots_bought() - t.lots_sold();
      orders.push_back(order_at_mark(tick.table(), t.row, t.quantity(whole)));
    }
    ill += report.verdict.is_liquidatable();
    const auto may = [&](double cash) {
      return permits(tick, account, Action::reduce, {.orders = orders, .cash = cash}, workspace, changed).is_allowed();
    };
    const RiskReport left = tick.evaluate(changed.apply(tick.table(), account, {.orders = orders}), workspace);
    CHECK(std::abs(left.equity - report.equity) <= 1e-9 * (std::abs(report.equity) + 1e7));
    if (report.equity > 1.0 || left.requirement.maintenance == 0.0) {
      CHECK(may(0.0));
    } else {  // it would leave a debt behind, of cash or of coins that closed futures cost: accepted once there is cover for that
      ++owing;
      CHECK(may(1e8 - report.equity));
    }
  });
  CHECK(ill > 40);
  CHECK(owing > 0);
}

TEST_CASE("A22: the most that may be withdrawn may be, a unit more may not, and a cure is the least that cures",
          "[properties][liquidation][A22]") {
  int drawn = 0, cured = 0;
  Random random{122};
  on_any_accounts(122, 200, [&](const auto& tick, const AccountRow& account, const RiskReport& report) {
    Workspace workspace = tick.workspace();
    ChangedAccount changed;
    const double unit = random.between(0.001, 100.0);
    const auto may = [&](double cash) {
      return permits(tick, account, Action::withdraw, {.cash = -cash}, workspace, changed).is_allowed();
    };
    if (const auto most = largest_withdrawal(tick, account, unit, workspace, changed)) {
      ++drawn;
      CHECK(may(*most));
      CHECK_FALSE(may(*most + unit));
      CHECK_FALSE(report.verdict.is_liquidatable());
    }
    const RestoreTarget target{.health = random.between(1.0, 1.5)};
    const auto cure = smallest_deposit(tick, account, target, {.unit = unit}, workspace, changed);
    REQUIRE(cure);
    REQUIRE(cure->is_curing);
    const auto is_well = [&](double cash) {
      return target.is_met(tick.evaluate(changed.apply(tick.table(), account, {.cash = cash}), workspace));
    };
    CHECK(is_well(cure->amount));
    if (cure->amount == 0.0) return;
    ++cured;
    CHECK_FALSE(is_well(cure->amount - unit));
  });
  CHECK(drawn > 50);
  CHECK(cured > 25);
}
