// 2025-10-10, 21:15 to 21:27: a perpetuals exchange closed 2.1 bn USD of its winners' positions. What would each rule have taken from them?
// The published estimates of its overshoot (28 times what was needed, later 51.7 m USD) rest on event-level files that the data set does
// not have; what it has are each account's totals and a sample of trades.

#include <map>
#include <set>
#include <tuple>

#include "bulwark/backstop/cut_fairness.hpp"
#include "bulwark/backstop/deleveraging_score.hpp"
#include "bulwark/backstop/deleveraging_trade.hpp"
#include "bulwark/backstop/minimal_cut.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/whole_position_queue.hpp"
#include "bulwark/math/minor_units.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/cuts.hpp"
#include "support/int128.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;
using Catch::Matchers::WithinRel;

namespace {

constexpr int decimals = 2;

std::optional<Csv> file(const char* name) {
  const auto path = shared(std::string{"data/positions/hl_adl_20251010_"} + name + ".csv");
  if (!path) return std::nullopt;
  return Csv{*path};
}

Int cents(double amount) { return *to_minor_units(amount, decimals, Rounding::half_up); }
double dollars(const Int& amount) { return from_minor_units(amount, decimals); }

/// The accounts that were closed, with what they had won. Prices fell: winners were short, so that they had entered higher.
std::vector<CutCandidate<Int>> winners(const Csv& users) {
  std::vector<CutCandidate<Int>> candidates;
  for (Index i = 0; i < users.rows(); ++i) {
    const double profit = *users.number(i, "closed_pnl"), notional = *users.number(i, "adl_notional");
    const double score = profit_times_leverage(profit, notional + profit, *users.number(i, "leverage"), 1.0);
    candidates.push_back({static_cast<std::uint64_t>(i), cents(profit), score});
  }
  return candidates;
}

}  // namespace

TEST_CASE("the data set is what its description says", "[data][deleveraging]") {
  const auto coins = file("by_coin"), users = file("by_user"), events = file("events_sample");
  if (!coins || !users || !events) return;
  CHECK((coins->rows() == 162 && users->rows() == 4'000 && events->rows() == 240));
  double notional = 0.0, count = 0.0;
  for (Index i = 0; i < coins->rows(); ++i) notional += *coins->number(i, "net_notional_usd"), count += *coins->number(i, "num_adl_events");
  CHECK(count == 34'983.0);
  CHECK_THAT(notional, WithinRel(2.10e9, 0.002));
}

TEST_CASE("for any deficit the queue overshoots, pro rata and the minimal cut do not", "[data][deleveraging]") {
  const auto users = file("by_user");
  if (!users) return;
  const auto candidates = winners(*users);
  REQUIRE(faults<Int>(candidates).empty());
  const Int all = cuttable<Int>(candidates);
  CHECK_THAT(dollars(all), WithinRel(345.54e6, 1e-4));
  Int largest = 0, most_overshoot = 0;
  for (const auto& winner : candidates) largest = larger<Int>(largest, winner.most);
  CHECK_THAT(dollars(largest), WithinRel(41.449e6, 1e-4));
  int overshot = 0;
  for (int percent = 1; percent <= 100; ++percent) {
    const Int deficit = all * percent / 100;
    const auto queue = cut<Int>(WholePositionQueue{}, deficit, candidates).report;
    const auto minimal = cut<Int>(MinimalCut{}, deficit, candidates).report, shared = cut<Int>(ProRataCut{}, deficit, candidates).report;
    CHECK((minimal.taken == deficit && shared.taken == deficit));
    CHECK((queue.overshoot() >= 0 && queue.overshoot() < largest));
    CHECK(minimal.cut == queue.cut);         // the same accounts, the last of them in part
    CHECK(shared.cut > 9 * queue.cut / 10);  // everybody, a little
    overshot += queue.overshoot() > 0, most_overshoot = larger<Int>(most_overshoot, queue.overshoot());
  }
  CHECK(overshot == 99);  // all but the deficit that takes everything
  // The queue takes the largest account whole for whatever is missing when its turn comes.
  CHECK(dollars(most_overshoot) > 40e6);
}

TEST_CASE("for a tenth of the profits a queue ruins a few accounts, and pro rata takes a tenth of everybody's", "[data][deleveraging]") {
  const auto users = file("by_user");
  if (!users) return;
  const auto candidates = winners(*users);
  const Int deficit = cuttable<Int>(candidates) / 10;
  std::vector<double> scratch(candidates.size());
  const auto fairness = [&](const auto& rule) { return cut_fairness<Int>(candidates, cut<Int>(rule, deficit, candidates).taken, scratch); };
  const CutFairness queue = fairness(WholePositionQueue{}), shared = fairness(ProRataCut{});
  CHECK(queue.inequality > 0.6);
  CHECK(shared.inequality < 0.001);
  CHECK_THAT(shared.mean_share, WithinRel(0.1, 0.001));
}

TEST_CASE("accounts that had won nothing were closed too; the rules here cut none of them", "[data][deleveraging]") {
  const auto users = file("by_user");
  if (!users) return;
  const auto candidates = winners(*users);
  int losers = 0;
  for (const auto& candidate : candidates) losers += !(candidate.most > 0);
  CHECK(losers == 13);
  for (const Int& deficit : {Int(cuttable<Int>(candidates)), Int(cents(100e6))}) {
    const auto queue = cut<Int>(WholePositionQueue{}, deficit, candidates), shared = cut<Int>(ProRataCut{}, deficit, candidates);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (!(candidates[i].most > 0)) CHECK((queue.taken[i] == 0 && shared.taken[i] == 0));
  }
}

TEST_CASE("one liquidated account is closed at one price, whoever takes the other side", "[data][deleveraging]") {
  const auto events = file("events_sample");
  if (!events) return;
  std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> prices;
  for (Index i = 0; i < events->rows(); ++i) {
    prices[{events->text(i, "time_utc"), events->text(i, "coin"), events->text(i, "liquidated_user")}].insert(events->text(i, "adl_price"));
    // The trade, through the library: contracts and prices in 1e-6, cash in 1e-8.
    const Int price = *to_minor_units(*events->number(i, "adl_price"), 6, Rounding::half_up);
    const Int size = *to_minor_units(*events->number(i, "adl_size"), 6, Rounding::half_up);
    const auto trade = deleveraged_at<Int>(price, 10'000, {size, 0}, {-size, 0}, size);
    REQUIRE(trade);
    CHECK_THAT(from_minor_units(trade->closed.cash, 8), WithinRel(*events->number(i, "adl_notional"), 1e-8));
    CHECK((trade->closed.contracts == 0 && trade->other.contracts == 0 && trade->other.cash == -trade->closed.cash));
  }
  CHECK(prices.size() == 122);
  for (const auto& [trade, at] : prices) CHECK(at.size() == 1);
}
