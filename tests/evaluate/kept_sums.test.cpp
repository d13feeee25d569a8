#include "bulwark/evaluate/kept_sums.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// Every profit and every value of the units that an account was folded to.
std::vector<double> numbers(const Profits& profits, std::span<const HeldUnit> held) {
  std::vector<double> all;
  for (Index b = 0; b < profits.blocks(); ++b)
    profits.after(b).each([&](const HeldUnit&, std::span<const double> profit) { all.insert(all.end(), profit.begin(), profit.end()); });
  for (const HeldUnit& unit : held) all.insert(all.end(), {unit.coins, unit.option_value, unit.unrealised, unit.delta, unit.vega});
  return all;
}

/// Calls visit(market, account, sums) with random accounts that are kept, of tables of every netting and of several blocks.
template <class Visit>
void on_kept(Visit visit) {
  Random random{311};
  ScenarioSet joint = grid().scenarios(3), unfolded = joint;
  joint.joint = true, unfolded.is_folded = false;
  const std::vector<std::vector<ScenarioSet>> asked{{}, {grid().scenarios(3)}, {unfolded, joint, grid().scenarios(3)}};
  for (const std::vector<ScenarioSet>& sets : asked) {
    const PricedMarket market = price_market(listing, three_assets(), Black{}, sets, InScenarios{1, 1, 1}).table;
    KeptSums sums;
    for (int i = 0; i < 30; ++i) {
      const Account account = random_book(random, chain(), 2 + random.below(10));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      if (rows.at(0).segments.empty()) continue;
      sums.keep(market, fold(market, rows.at(0), sums.room(market)));
      visit(random, market, rows.at(0), sums);
    }
  }
}

}  // namespace

TEST_CASE("what is kept is what was folded, and its worst are known", "[evaluate][kept_sums]") {
  on_kept([](Random&, const PricedMarket& market, const AccountRow& account, KeptSums& sums) {
    Workspace workspace(market);
    const Folded folded = fold(market, account, workspace);
    const auto held = workspace.units().first(static_cast<std::size_t>(folded.units));
    REQUIRE(sums.units() == held.size());
    CHECK(sums.is_additive());
    CHECK(numbers(sums.profits(market), sums.held()) == numbers(Profits(market.blocks(), held, workspace.sums(0), market.stride()), held));
    for (Index b = 0; b < sums.profits(market).blocks(); ++b)
      sums.profits(market).after(b).each_known([](const HeldUnit&, std::span<const double> profit, const Worst* known) {
        REQUIRE(known != nullptr);
        const Worst worst = worst_of(profit);
        CHECK(known->lowest == worst.lowest);
        CHECK(known->runner_up == worst.runner_up);
        CHECK(known->index == worst.index);
      });
  });
}

TEST_CASE("a trade moves its own unit and what that nets into, and leaves no trace", "[evaluate][kept_sums][bits]") {
  on_kept([](Random& random, const PricedMarket& market, const AccountRow& account, KeptSums& sums) {
    KeptSums fresh;
    for (int j = 0; j < 12; ++j) {
      const auto u = static_cast<std::size_t>(random.below(static_cast<Index>(sums.units())));
      const Segment& segment = account.segments[u];
      if (segment.begin == segment.end) continue;
      const Order order{listing.id(static_cast<Index>(account.row[segment.begin])), random.quantity(), 1.0};
      const double outright = j % 2 == 0 ? 0.0 : 0.375;
      fresh.keep(market, fold(market, account, fresh.room(market)));
      const auto add = [&](KeptSums& to) {
        return to.add(market, u, static_cast<Index>(segment.unit), order, segment.legs + outright, segment.coins, outright);
      };
      CHECK(add(sums));
      CHECK(add(fresh));
      CHECK(numbers(sums.profits(market), sums.held()) == numbers(fresh.profits(market), fresh.held()));
      for (Index b = 0; b < sums.profits(market).blocks(); ++b)
        sums.profits(market).after(b).each_known([](const HeldUnit&, std::span<const double> profit, const Worst* known) {
          CHECK(known->lowest == worst_of(profit).lowest);
          CHECK(known->index == worst_of(profit).index);
        });
      if (j % 5 == 4) (void)fold(market, account, sums.lent());  // whoever borrowed the room
    }
  });
}

TEST_CASE("sums that are not known are kept but not added to", "[evaluate][kept_sums]") {
  const PricedMarket market = price_market(listing, three_assets(), Black{}, std::vector{grid().scenarios(3)}, InScenarios{}).table;
  KeptSums sums;
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  Folded folded = fold(market, rows.at(0), sums.room(market));
  folded.is_known = false;
  sums.keep(market, folded);
  CHECK_FALSE(sums.is_additive());
}
