// What actions do to verdicts: who may act, in which direction health moves, and whom an action touches.

#include <algorithm>
#include <cmath>

#include "bulwark/liquidation/transition.hpp"
#include "support/drawn_accounts.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("A08: at prices that stand still nothing that is permitted makes a healthy account liquidatable", "[properties][verdict]") {
  int permitted = 0;
  on_drawn_accounts(208, 1'500, [&](const auto& drawn) {
    if (!drawn.report().verdict.is_healthy()) return;
    // At the mark, and at prices that are somebody's gift to somebody.
    const double off = std::array{1.0, 1.0, 0.5, 2.0}[static_cast<std::size_t>(drawn.random.below(4))];
    std::vector<Order> orders;
    for (Index n = drawn.random.below(3); n > 0; --n) {
      const auto reducing = drawn.reducing(off);
      orders.push_back(reducing && drawn.random.below(2) == 0 ? *reducing : drawn.order(off));
    }
    const Change change{.orders = orders, .cash = static_cast<double>(drawn.random.below(5) - 2) * 262'144.0};
    for (const Action action : {Action::open, Action::reduce, Action::withdraw}) {
      if (!drawn.may(action, change)) continue;
      ++permitted;
      CHECK_FALSE(drawn.after(change).verdict.is_liquidatable());
    }
  });
  CHECK(permitted > 500);
}

TEST_CASE("A09: money brought in never lowers health or headroom, and money taken out never raises them", "[properties][verdict]") {
  on_drawn_accounts(209, 1'500, [](const auto& drawn) {
    const RiskReport before = drawn.report();
    const double cash = drawn.random.between(0.01, 1e6), slack = 1e-12 * drawn.scale();
    const RiskReport richer = drawn.after({.cash = cash}), poorer = drawn.after({.cash = -cash});
    const auto is_no_better = [&](const RiskReport& a, const RiskReport& b) {
      CHECK(a.initial_surplus() <= b.initial_surplus() + slack);
      CHECK(a.maintenance_surplus() <= b.maintenance_surplus() + slack);
      // A debt repaid to the last unit requires nothing, and has no health to compare.
      if (a.health && b.health && a.resources.maintenance >= 0.0) CHECK(*a.health <= *b.health * (1.0 + 1e-12) + 1e-12);
      CHECK_FALSE((a.verdict.is_healthy() && b.verdict.is_liquidatable()));
    };
    is_no_better(before, richer);
    is_no_better(poorer, before);
  });
}

TEST_CASE("A10: what one account does changes no bit of another's report", "[properties][verdict]") {
  static const Listing listing = *Listing::from(chain());
  Random random{210};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int trial = 0; trial < 60; ++trial) {
      std::vector<Account> accounts;
      for (int i = 0; i < 12; ++i) accounts.push_back(random_book(random, chain(), 1 + random.below(6)));
      const AccountRows rows = listing.admit(accounts);
      std::vector<RiskReport> before(accounts.size()), after(accounts.size());
      tick->evaluate(rows, workspace, before);
      const auto actor = static_cast<std::size_t>(random.below(12));
      const Order order{listing.id(random.below(listing.rows())), random.quantity(), 2'560.0};
      const Change change{.orders = {&order, 1}, .cash = -1'024.0};
      for (const Action action : {Action::open, Action::reduce, Action::withdraw, Action::liquidate})
        permits(*tick, rows.at(static_cast<Index>(actor)), action, change, workspace, scratch);
      accounts[actor] = random_book(random, chain(), 8);  // and once it has acted, among the others
      tick->evaluate(listing.admit(accounts), workspace, after);
      for (std::size_t i = 0; i < accounts.size(); ++i)
        if (i != actor) CHECK(bits(before[i]) == bits(after[i]));
    }
  });
}

TEST_CASE("A11: more of a collateral that is recognised never leaves less headroom", "[properties][verdict]") {
  on_drawn_accounts(211, 1'500, [](const auto& drawn) {
    const RiskReport before = drawn.report();
    const AssetId asset = std::array{btc, eth, sol}[static_cast<std::size_t>(drawn.random.below(3))];
    const Order gift{drawn.listing.find(Spot{asset}).front(), std::abs(drawn.random.quantity()), 0.0};
    const RiskReport after = drawn.after({.orders = {&gift, 1}});
    const double slack = 1e-12 * (drawn.scale() + gift.quantity * 104'000.0);
    CHECK(after.maintenance_surplus() >= before.maintenance_surplus() - slack);
    CHECK(after.initial_surplus() >= before.initial_surplus() - slack);
    CHECK_FALSE((before.verdict.is_healthy() && after.verdict.is_liquidatable()));
    // Of resources below nothing the ratio says nothing: it rises with the requirement.
    if (before.health && after.health && *before.health >= 0.0 && after.requirement.maintenance <= before.requirement.maintenance)
      CHECK(*after.health >= *before.health * (1.0 - 1e-12) - 1e-12);
  });
}

TEST_CASE("A11, where it does not hold: a coin that moves with the scenarios lowers the ratio while it adds headroom",
          "[properties][verdict]") {
  const auto venue = portfolio_venue();
  Account account{.positions = {{LinearFuture{btc}, 0.125, 104'000.0}}, .cash = 1e6};
  const auto before = venue.evaluate(account, three_assets());
  account.positions.push_back({Spot{btc}, 10.0});
  const auto after = venue.evaluate(account, three_assets());
  CHECK(after->maintenance_surplus() > before->maintenance_surplus());
  CHECK(*after->health < *before->health);
}

TEST_CASE("A14: who is short of his requirement retreats in good order or not at all", "[properties][verdict]") {
  int retreats = 0, refused = 0;
  on_drawn_accounts(214, 2'500, [&](const auto& drawn) {
    const double off = std::array{1.0, 0.99, 1.01, 0.5, 2.0}[static_cast<std::size_t>(drawn.random.below(5))];
    const auto order = drawn.reducing(off);
    if (!order) return;
    const Change change{.orders = {&*order, 1}};
    const RiskReport before = drawn.report(), after = drawn.after(change);
    if (after.initial_surplus() >= 0.0 && !after.verdict.is_liquidatable()) return;
    if (!drawn.may(Action::reduce, change)) {
      ++refused;
      return;
    }
    ++retreats;
    CHECK_FALSE(drawn.may(Action::open, change));
    const double needed = before.requirement.maintenance, needs = after.requirement.maintenance;
    CHECK(needs <= needed);
    if (needs > 0.0)
      CHECK(after.resources.maintenance / needs >= before.resources.maintenance / needed * (1.0 - 1e-12) - 1e-12);
    else
      CHECK((!after.verdict.is_liquidatable() || after.equity >= before.equity - 1e-9 * drawn.scale()));
  });
  CHECK((retreats > 100 && refused > 100));
  Random random{214};
  using Risk = ExactRisk<long long>;
  for (int i = 0; i < 20'000; ++i) {  // in integers: dYdX's rule as it is written
    const auto drawn = [&] { return Risk{random.below(41) - 20, 40, random.below(20)}; };
    const Risk before = drawn(), after = drawn();
    if (transition(before, after) != Transition::allowed) continue;
    CHECK(after.maintenance <= before.maintenance);
    if (before.maintenance == 0)
      CHECK(after.equity > before.equity);
    else
      CHECK((after.maintenance > 0 && after.equity * before.maintenance >= before.equity * after.maintenance));
  }
}

TEST_CASE("A23: a batch is judged by what it leads to, for each account that it touches, and may dip on the way", "[properties][verdict]") {
  int dips = 0, agreed = 0;
  on_drawn_accounts(223, 1'500, [&](const auto& drawn) {
    std::vector<Order> orders;
    for (Index n = 2 + drawn.random.below(3); n > 0; --n) {
      const auto reducing = drawn.reducing();
      orders.push_back(reducing && drawn.random.below(2) == 0 ? *reducing : drawn.order());
      orders.back().quantity *= 0.25;
    }
    const bool may = drawn.may(Action::open, {.orders = orders});
    // The end, come to one order after the other.
    ChangedAccount step;
    AccountRow at = drawn.account;
    bool is_dipping = false;
    for (const Order& order : orders) {
      at = step.apply(drawn.tick.table(), at, {.orders = {&order, 1}});
      const RiskReport here = drawn.tick.evaluate(at, drawn.workspace);
      is_dipping = is_dipping || here.initial_surplus() < 0.0;
    }
    const RiskReport end = drawn.tick.evaluate(at, drawn.workspace);
    if (std::abs(end.initial_surplus()) > 1e-9 * drawn.scale() && std::abs(end.maintenance_surplus()) > 1e-9 * drawn.scale())
      CHECK(may == (end.initial_surplus() >= 0.0 && !end.verdict.is_liquidatable()));
    dips += may && is_dipping;
    // Whoever takes the other side is asked as well, with the opposite orders.
    std::vector<Order> other = orders;
    for (Order& order : other) order.quantity = -order.quantity;
    const bool other_may = drawn.may(Action::open, {.orders = other});
    agreed += may && other_may;
    std::reverse(orders.begin(), orders.end());
    const RiskReport backwards = drawn.after({.orders = orders});
    CHECK(std::abs(backwards.initial_surplus() - end.initial_surplus()) <= 1e-9 * drawn.scale());
  });
  CHECK((dips > 0 && agreed > 100));
}
