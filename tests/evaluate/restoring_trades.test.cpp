#include "bulwark/evaluate/restoring_trades.hpp"

#include <limits>
#include <vector>

#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/permits.hpp"
#include "bulwark/evaluate/smallest_close.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Instrument low_put = VanillaOption{btc, OptionSide::put, 78'000.0, july},
                 high_call = VanillaOption{btc, OptionSide::call, 130'000.0, july};

/// One strangle sold ten times, with half of what it needs.
Account strangle(double cash) {
  return {.positions = {{low_put, -10.0, 0.0, AssetId::quote}, {high_call, -10.0, 0.0, AssetId::quote}}, .cash = cash};
}

}  // namespace

TEST_CASE("a plan restores wherever an equal share does, its report is that of its orders, and its last lot is needed",
          "[evaluate][restoring_trades]") {
  const RowCosts costs{.fee = 0.0005, .penalty = 0.001};
  const RestoreTarget target{.health = 1.05};
  int restored = 0, cheaper = 0;
  on_troubled_accounts(71, 50, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    std::vector<Order> orders(held.size());
    const auto share = smallest_close(tick, account, target, held, costs, {}, workspace, scratch);
    const auto plan = restoring_trades(tick, account, target, held, costs, {}, workspace, scratch, orders);
    REQUIRE((plan && share));
    REQUIRE(plan->orders <= std::ssize(orders));
    orders.resize(static_cast<std::size_t>(plan->orders));
    ChangedAccount changed;
    CHECK(bits(tick.evaluate(changed.apply(tick.table(), account, {.orders = orders, .cash = -plan->cost}), workspace)) ==
          bits(plan->after));
    CHECK(is_reduction(tick.table(), account, {.orders = orders}));
    CHECK((plan->is_restored || !share->is_restored));
    if (!plan->is_restored) return;
    CHECK(target.is_met(plan->after));
    ++restored;
    if (share->is_restored) cheaper += plan->cost <= share->cost * 1.0001;
  });
  CHECK(restored > 60);
  CHECK(cheaper > restored * 8 / 10);
}

TEST_CASE("a closing order costs little more than the best of all, found by trying every one", "[evaluate][restoring_trades]") {
  // Three rows of at most six lots each: 343 closes.
  const RowCost spreads[] = {{.half_spread = 5.0}, {.half_spread = 90.0}, {.half_spread = 1.0}};
  const RestoreTarget target{};
  Random random{72};
  int compared = 0;
  double worst = 1.0, sum = 0.0;
  on_troubled_accounts(73, 150, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> all) {
    if (all.size() != 3) return;
    std::vector<Tradable> held(all.begin(), all.end());
    for (Tradable& t : held) t.lot = (t.most_bought + t.most_sold) / 6.0;
    std::vector<RowCost> of_row(static_cast<std::size_t>(tick.table().rows()));
    for (const Tradable& t : held) {
      RowCost& own = of_row[t.row.row];
      own = spreads[random.below(3)];
      own.half_spread *= tick.table().at(static_cast<Index>(t.row.row), Column::notional) * 1e-5;
    }
    const RowCosts costs{.of_row = of_row};
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    std::vector<Order> orders(3);
    const TradeLimits limits{};
    const auto plan = restoring_trades(tick, account, target, held, costs, limits, workspace, scratch, orders);
    REQUIRE(plan);
    TrialTrades trades{tick, account, target, held, costs, limits, workspace, scratch};
    double best = std::numeric_limits<double>::infinity();
    Index lots[3];
    const auto side = [&](std::size_t i, Index n) { lots[i] = held[i].lots_bought() > 0 ? n : -n; };
    for (Index a = 0; a <= 6; ++a)
      for (Index b = 0; b <= 6; ++b)
        for (Index c = 0; c <= 6; ++c) {
          side(0, a), side(1, b), side(2, c);
          if (const Trial trial = trades.at(lots); trial.is_met) best = std::fmin(best, trial.cost);
        }
    if (!std::isfinite(best)) return;
    CHECK(plan->is_restored);
    if (!plan->is_restored) return;
    ++compared;
    worst = std::fmax(worst, plan->cost / best), sum += plan->cost / best;
    CHECK(plan->cost >= best * (1.0 - 1e-12));
  });
  CHECK(compared > 40);
  CHECK(sum / compared < 1.05);
  CHECK(worst < 2.0);
}

TEST_CASE("a strangle that both sides bind is closed on both sides", "[evaluate][restoring_trades]") {
  const auto venue = portfolio_venue();
  const RiskReport full = *venue.evaluate(strangle(0.0), three_assets());
  const Troubled book(venue, strangle(0.5 * full.requirement.maintenance - full.resources.maintenance), 0.01);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  std::vector<Order> orders(8);
  const auto plan = restoring_trades(book.tick, book.account(), {}, book.held(), RowCosts{.fee = 1e-4}, {}, workspace, scratch, orders);
  REQUIRE(plan);
  CHECK(plan->is_restored);
  CHECK(plan->orders == 2);
  CHECK(plan->rounds < 40);
}

TEST_CASE("buying the wings is cheaper than closing options that nobody quotes, and a plan that may do either does so",
          "[evaluate][restoring_trades]") {
  const auto venue = portfolio_venue();
  Account sold{.positions = {{VanillaOption{btc, OptionSide::put, 104'000.0, december}, -10.0, 0.0, AssetId::quote}}};
  const RiskReport full = *venue.evaluate(sold, three_assets());
  sold.cash = 0.7 * full.requirement.maintenance - full.resources.maintenance;
  const Troubled book(venue, sold, 0.01);
  Workspace workspace = book.tick.workspace();
  REQUIRE(book.tick.evaluate(book.account(), workspace).verdict.is_liquidatable());
  TrialScratch scratch;
  const auto id = [&](const Instrument& i) { return book.listing.find(i, AssetId::quote).front(); };
  const RowId perpetual_future = id(LinearFuture{btc}), put = book.held().front().row;
  std::vector<RowCost> of_row(static_cast<std::size_t>(book.listing.rows()), RowCost{.half_spread = 50.0});
  of_row[put.row].half_spread = 4'000.0;
  of_row[perpetual_future.row].half_spread = 10.0;
  const RowCosts costs{.fee = 2e-4, .of_row = of_row};
  const std::vector<Tradable> hedges{{perpetual_future, 0.001, 50.0, 50.0}, {id(low_put), 0.1, 50.0, 0.0}};
  std::vector<Tradable> both(book.held().begin(), book.held().end());
  both.insert(both.end(), hedges.begin(), hedges.end());
  std::vector<Order> orders(8);
  const auto closed = restoring_trades(book.tick, book.account(), {}, book.held(), costs, {}, workspace, scratch, orders);
  const auto hedged = restoring_trades(book.tick, book.account(), {}, hedges, costs, {}, workspace, scratch, orders);
  REQUIRE((closed && hedged));
  CHECK(closed->is_restored);
  CHECK(hedged->is_restored);
  CHECK(hedged->cost < 0.2 * closed->cost);
  const auto mixed = restoring_trades(book.tick, book.account(), {}, both, costs, {}, workspace, scratch, orders);
  CHECK(mixed->is_restored);
  CHECK(mixed->cost <= hedged->cost * (1.0 + 1e-12));
  CHECK(orders[0].quantity < 0.0);  // sells the future against the put that was sold
  // Where futures are dear and the option is quoted, closing wins.
  of_row[put.row].half_spread = 1.0, of_row[perpetual_future.row].half_spread = 4'000.0, of_row[hedges[1].row.row].half_spread = 4'000.0;
  const auto back = restoring_trades(book.tick, book.account(), {}, both, costs, {}, workspace, scratch, orders);
  CHECK(back->is_restored);
  CHECK(back->orders == 1);
  CHECK(orders[0].row == put);
}

TEST_CASE("what a lot frees is the gradient that explain gives", "[evaluate][restoring_trades]") {
  const auto venue = tiered_venue();
  int compared = 0;
  Random random{74};
  for (int i = 0; i < 80; ++i) {
    const Troubled book(venue, random_book(random, chain(), 5), 0x1p-10);
    Workspace workspace = book.tick.workspace();
    TrialScratch scratch;
    scratch.lots.assign(book.held().size(), 0);
    const RestoreTarget target{};
    const TradeLimits limits{};
    const NoTradeCost costs{};
    const AccountRow account = book.account();
    const std::span<const Tradable> held = book.held();
    TrialTrades trades{book.tick, account, target, held, costs, limits, workspace, scratch};
    const Trial at_first = trades.at(scratch.lots);
    const Explanation why = explain(book.tick, account);
    each_lot(trades, at_first, [&](const TradeDirection& one, const Trial& next) {
      const Tradable& t = held[static_cast<std::size_t>(one.row)];
      for (const InstrumentSlope& slope : why.gradient) {
        if (slope.row != static_cast<Index>(t.row.row)) continue;
        const double falls = at_first.report.requirement.maintenance - next.report.requirement.maintenance;
        const double said = -slope.maintenance * one.lots * t.lot;
        if (book.tick.table().terms(slope.row).kind == InstrumentKind::option) continue;  // sold options net by expiry: a kink
        ++compared;
        CHECK(std::abs(falls - said) <= 1e-6 * std::abs(said) + 1e-6);
      }
      return true;
    });
  }
  CHECK(compared > 30);
}

TEST_CASE("a plan stops at the block's cap, and the order in which rows are named changes nothing that costs differ on",
          "[evaluate][restoring_trades]") {
  const RowCosts costs{.fee = 0.0005};
  int capped = 0;
  on_troubled_accounts(75, 25, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    std::vector<Order> orders(held.size());
    const auto whole = restoring_trades(tick, account, {}, held, costs, {}, workspace, scratch, orders);
    const auto notional = [&](Index count) {
      double sum = 0.0;
      for (Index i = 0; i < count; ++i) {
        const Order& o = orders[static_cast<std::size_t>(i)];
        sum += std::abs(o.quantity * tick.table().at(static_cast<Index>(o.row.row), Column::notional));
      }
      return sum;
    };
    const double most = 0.5 * notional(whole->orders);
    const auto part = restoring_trades(tick, account, {}, held, costs, {.notional = most}, workspace, scratch, orders);
    CHECK(notional(part->orders) <= most * (1.0 + 1e-12));
    capped += !part->is_restored;
  });
  CHECK(capped > 20);
}

TEST_CASE("a plan allocates nothing once its memory has been used, and has the same bits every time", "[evaluate][restoring_trades][A16]") {
  on_troubled_accounts(76, 8, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    std::vector<Order> orders(held.size());
    const auto run = [&] {
      return restoring_trades(tick, account, {.health = 1.1}, held, RowCosts{.fee = 1e-4}, {}, workspace, scratch, orders)->after;
    };
    const RiskReport first = run();
    RiskReport again;
    CHECK(allocations_during([&] { again = run(); }) == 0);
    CHECK(bits(first) == bits(again));
  });
}

TEST_CASE("block by block within a cap, an account comes back as far as in one go, and every block leaves it no worse",
          "[evaluate][restoring_trades]") {
  const RestoreTarget target{.health = 1.05};
  int restored = 0, blocks_of_all = 0;
  on_troubled_accounts(77, 15, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    ChangedAccount changed;
    std::vector<Order> orders(held.size());
    const RowCosts costs{.fee = 0.0005};
    const auto whole = restoring_trades(tick, account, target, held, costs, {}, workspace, scratch, orders);
    if (!whole->is_restored) return;
    double notional = 0.0;
    for (Index i = 0; i < whole->orders; ++i) {
      const Order& o = orders[static_cast<std::size_t>(i)];
      notional += std::abs(o.quantity * tick.table().at(static_cast<Index>(o.row.row), Column::notional));
    }
    AccountRow now_held = account;
    double missing = target.missing(whole->before);
    for (int block = 0; block < 40; ++block) {
      std::vector<Tradable> left(held.size());
      left.resize(static_cast<std::size_t>(closing_tradables(
          tick.table(), now_held, [](Index) { return 0.0625; }, left)));
      const auto part = restoring_trades(tick, now_held, target, left, costs, {.notional = 0.3 * notional}, workspace, scratch, orders);
      now_held = changed.apply(tick.table(), now_held,
                               {.orders = std::span{orders}.first(static_cast<std::size_t>(part->orders)), .cash = -part->cost});
      const double then = target.missing(part->after);
      CHECK(then <= missing);
      if (part->is_restored) {
        ++restored, blocks_of_all += block + 1;
        break;
      }
      if (part->orders == 0) break;  // a lot is more than the cap
      missing = then;
    }
  });
  CHECK(restored > 15);
  CHECK(blocks_of_all > 3 * restored);
}
