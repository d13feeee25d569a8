#include "bulwark/evaluate/smallest_close.hpp"

#include <vector>

#include "bulwark/liquidation/close_factor.hpp"
#include "bulwark/margin/size_step_margin.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/troubled.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("the smallest close restores and one part less does not", "[evaluate][smallest_close]") {
  const RowCosts costs{.fee = 0.0005, .penalty = 0.001};
  const RestoreTarget target{.health = 1.05};
  int closed = 0, hopeless = 0;
  on_troubled_accounts(61, 60, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    const TradeLimits limits{};
    const CloseSearch search{.shares = 4096};
    const auto close = smallest_close(tick, account, target, held, costs, limits, workspace, scratch, search);
    REQUIRE(close);
    TrialTrades trades{tick, account, target, held, costs, limits, workspace, scratch};
    const auto at = [&](Index part) {
      std::vector<Index> lots(held.size());
      for (std::size_t i = 0; i < held.size(); ++i) {
        const Index most = held[i].lots_bought() - held[i].lots_sold();
        lots[i] = static_cast<Index>(std::ceil(static_cast<double>(part) / 4096.0 * static_cast<double>(std::abs(most)) - 0x1p-20)) *
                  (most < 0 ? -1 : 1);
      }
      return trades.at(lots);
    };
    const auto part = static_cast<Index>(close->share * 4096.0);
    if (!close->is_restored) {
      ++hopeless;
      for (Index p = 0; p <= 4096; p += 64) CHECK_FALSE(at(p).is_met);
      return;
    }
    ++closed;
    CHECK(bits(at(part).report) == bits(close->after));
    CHECK(at(part).is_met);
    CHECK_FALSE(at(part - 1).is_met);
    CHECK_THAT(close->cost, WithinRel(at(part).cost, 1e-12));
    if (close->is_edge)
      for (Index p = part; p <= 4096; p += 64) CHECK(at(p).is_met);
  });
  CHECK(closed > 60);
  CHECK(hopeless > 5);
}

TEST_CASE("where surplus is linear in the share the close is the quotient", "[evaluate][smallest_close]") {
  // 10 BTC bought at 104,000 on 60,000 of cash, 10 % kept: 1,040,000 x 10 % = 104,000 required. A close of f costs f x 1,040,000 x 0.2 %,
  // so that 60,000 - 2,080 f >= 1.2 x 104,000 (1 - f), f = 64,800 / 122,720.
  const auto venue = RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 60'000.0}, 0x1p-20);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  const auto close = smallest_close(book.tick, book.account(), {.health = 1.2}, book.held(), RowCosts{.fee = 0.002}, {}, workspace, scratch,
                                    {.shares = 1'000'000, .points = 0});
  REQUIRE(close);
  CHECK(close->is_restored);
  CHECK(close->share == std::ceil(1e6 * 64'800.0 / 122'720.0) / 1e6);
  CHECK(close->after.health >= 1.2);
  CHECK_THAT(close->cost, WithinRel(close->share * 2'080.0, 1e-5));
  CHECK_THAT(close->before.equity - close->after.equity, WithinRel(close->cost, 1e-9));
}

TEST_CASE("a cost that eats the equity leaves a window of shares, and the smallest is its beginning", "[evaluate][smallest_close]") {
  // Impact grows with the square: closing some restores, closing everything costs 10 x 10 x 610 = 61,000 of 60,000.
  const auto venue = RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 60'000.0}, 0x1p-20);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  const RowCosts costs{.otherwise = {.impact = 610.0}};
  const auto close = smallest_close(book.tick, book.account(), {}, book.held(), costs, {}, workspace, scratch);
  REQUIRE(close);
  CHECK(close->is_restored);
  CHECK_FALSE(close->is_edge);
  // 60,000 - 61,000 f^2 = 104,000 (1 - f)
  const double f = (104'000.0 - std::sqrt(104'000.0 * 104'000.0 - 4.0 * 61'000.0 * 44'000.0)) / 122'000.0;
  CHECK(close->share >= f);
  CHECK(close->share <= f + 2e-6);
  // Dearer still, and nothing restores: no answer rather than a close that only costs.
  const auto none =
      smallest_close(book.tick, book.account(), {}, book.held(), RowCosts{.otherwise = {.impact = 620.0}}, {}, workspace, scratch);
  CHECK_FALSE(none->is_restored);
  CHECK(none->share == 0.0);
}

TEST_CASE("health that jumps at a tier can be restored in a stretch that a coarse scan misses", "[evaluate][smallest_close]") {
  // Ten coins and more at 10 %, fewer at 4 %, and 6 % to close. Short of the tier nothing helps; just past it 54,500 - 12,486 covers
  // 41,596; from there each coin costs 6,240 and frees 4,160. The closes that restore are one short stretch.
  const SizeStepMargin steps{.tiers = {.tables = {{{0.0, 0.08, 0.04}, {10.0, 0.2, 0.1}}}, .table_of_asset = {}}};
  const auto venue = RiskEvaluator{no_haircut(), steps, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 12.0, 104'000.0}}, .cash = 54'500.0}, 0.001);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  const auto close = [&](Index points) {
    return *smallest_close(book.tick, book.account(), {}, book.held(), RowCosts{.fee = 0.06}, {}, workspace, scratch, {.points = points});
  };
  const SmallestClose missed = close(4), found = close(256);
  CHECK_FALSE(missed.is_restored);
  CHECK(found.is_restored);
  CHECK_FALSE(found.is_edge);
  CHECK(found.share > 2.0 / 12.0);  // past the tier
  CHECK(found.share < 2.1 / 12.0);
}

TEST_CASE("a close factor and a cap on a block's notional hold, and the rest is left for the next", "[evaluate][smallest_close]") {
  const auto venue = RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.2, 0.1}}, Black{}, NoVar{}, HealthThreshold{}};
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 60'000.0}, 0.001);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  // Aave's factor, in quote of the whole: nearly well, so that half of it may go.
  const CloseFactor<double> factor{.share = 0.5, .whole_up_to = 0.5, .small = 2'000.0};
  const double most = factor.most(60'000.0 / 104'000.0, 1'040'000.0, 1'040'000.0, 1'040'000.0);
  CHECK(most == 520'000.0);
  const auto half =
      smallest_close(book.tick, book.account(), {.health = 1.1}, book.held(), NoTradeCost{}, {.notional = most}, workspace, scratch);
  CHECK(half->is_restored);
  CHECK(half->share * 1'040'000.0 <= most);
  const auto capped =
      smallest_close(book.tick, book.account(), {.health = 1.5}, book.held(), NoTradeCost{}, {.notional = most}, workspace, scratch);
  CHECK_FALSE(capped->is_restored);
  // The same as a share of each position.
  std::vector<Tradable> third(1);
  REQUIRE(closing_tradables(
              book.tick.table(), book.account(), [](Index) { return 0.001; }, third, 1.0 / 3.0) == 1);
  CHECK(third.front().lots_sold() == 3333);
  CHECK(third.front().most_bought == 0.0);
}

TEST_CASE("a well account is left alone, an unknown one is not guessed at", "[evaluate][smallest_close][A06]") {
  const auto venue = portfolio_venue();
  const Troubled well(venue, {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e6}, 0.25);
  Workspace workspace = well.tick.workspace();
  TrialScratch scratch;
  const auto close = smallest_close(well.tick, well.account(), {}, well.held(), NoTradeCost{}, {}, workspace, scratch);
  CHECK(close->share == 0.0);
  CHECK(close->is_restored);
  const auto unknown = smallest_close(well.tick, {}, {}, {}, NoTradeCost{}, {}, workspace, scratch);
  CHECK_FALSE(unknown->is_restored);
  CHECK(is_unknown(unknown->after));
}

TEST_CASE("closing by share allocates nothing once its memory has been used", "[evaluate][smallest_close]") {
  on_troubled_accounts(62, 5, [&](const auto& tick, const AccountRow& account, std::span<const Tradable> held) {
    Workspace workspace = tick.workspace();
    TrialScratch scratch;
    const auto run = [&] {
      return smallest_close(tick, account, {.health = 1.1}, held, RowCosts{.fee = 1e-4}, {}, workspace, scratch)->share;
    };
    const double first = run();
    double again = -1.0;
    CHECK(allocations_during([&] { again = run(); }) == 0);
    CHECK(first == again);
  });
}

TEST_CASE("everything that is wrong with a close is said", "[evaluate][smallest_close][faults]") {
  const auto venue = portfolio_venue();
  const Troubled book(venue, {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e4}, 0.25);
  Workspace workspace = book.tick.workspace();
  TrialScratch scratch;
  const RowId row = book.held().front().row;
  const std::vector<Tradable> wrong{{row, 0.0, -1.0, -2.0}, {row, 1.0}, {RowId{999, 1}, 1.0}};
  const auto close = smallest_close(book.tick, book.account(), {.health = -1.0}, wrong, NoTradeCost{}, {.notional = -5.0}, workspace,
                                    scratch, {.shares = 0, .points = -1});
  REQUIRE_FALSE(close);
  std::vector<std::string> said;
  for (const Fault& fault : close.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{"tradable.lot[0] must be positive, got 0", "tradable.most_bought[0] must not be negative, got -1",
                                         "tradable.most_sold[0] must not be negative, got -2", "tradable.row[1] appears twice",
                                         "tradable.row[2] is a row of an older listing, got 999",
                                         "restore_target.health must be positive, got -1",
                                         "trade_limits.notional must not be negative, got -5", "close_search.shares is out of range, got 0",
                                         "close_search.points must not be negative, got -1"});
}
