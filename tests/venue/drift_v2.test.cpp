#include "bulwark/venue/drift_v2.hpp"

#include "bulwark/venue/drift_v2_account.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;

namespace {

constexpr Int coin = 1'000'000'000, quote = 1'000'000;

/// Two tokens with perpetuals: one plain, one with size factors, crowded deposits and profits that count in part.
venue::DriftV2<Int> two_markets() {
  venue::DriftV2<Int> venue{.spot = {venue::drift_test_spot<Int>(), venue::drift_test_spot<Int>()},
                            .perps = {venue::drift_test_perp<Int>(), venue::drift_test_perp<Int>()}};
  venue.spot[1].weights.size_factor = 3'000;
  venue.spot[1].weights.scale_start = 1'000'000 * quote;
  venue.spot[1].deposits = 90'000 * coin;
  venue.perps[1].ratio.size_factor = 1'500;
  venue.perps[1].unrealised = {.initial = 8'000, .maintenance = 9'000, .size_factor = 1'000, .most_imbalance = 1'000 * quote};
  venue.perps[1].net_profit = 1'600 * quote;
  return venue;
}

constexpr AssetId assets[] = {AssetId{0}, AssetId{1}};
constexpr double prices[] = {100.0, 20.0};

}  // namespace

TEST_CASE("the venue in real numbers is the programme's account without orders, up to its truncation of weights", "[venue][drift_v2]") {
  const venue::DriftV2<Int> parameters = two_markets();
  REQUIRE(parameters.faults().empty());
  const auto floating = venue::drift_v2<Int>(parameters);
  REQUIRE(floating.faults().empty());
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = prices[0]}, {.spot = prices[1]}}};
  Random random{17};
  for (int trial = 0; trial < 400; ++trial) {
    const auto amount = [&](Index most) { return static_cast<double>(random.below(2 * most) - most) / 16.0; };
    Account account{.positions = {}, .cash = amount(1'000'000)};
    std::vector<venue::DriftBalance<Int>> balances;
    std::vector<venue::DriftPosition<Int>> positions;
    double gross = std::abs(account.cash);
    for (int a = 0; a < 2; ++a) {
      const double coins = amount(100'000), contracts = amount(100'000), entry = prices[a] + amount(64);
      const Int at = static_cast<Int>(prices[a] * 1e6);
      account.positions.push_back({Spot{assets[a]}, coins});
      account.positions.push_back({LinearFuture{assets[a]}, contracts, entry});
      balances.push_back({.market = a, .amount = static_cast<Int>(coins * 1e9), .price = StrictPrice<Int>::alone(at)});
      positions.push_back(
          {.market = a, .base = static_cast<Int>(contracts * 1e9), .quote = static_cast<Int>(-contracts * entry * 1e6), .price = at});
      gross += (std::abs(coins) + std::abs(contracts)) * prices[a];
    }
    const venue::DriftAccount<Int> exact{.quote = static_cast<Int>(account.cash * 1e6), .balances = balances, .positions = positions};
    const RiskReport report = *floating.evaluate(account, market);
    const auto margin = [&](MarginKind kind) { return venue::drift_margin<Int>(parameters, exact, {.kind = kind}); };
    const BufferedMargin<Int> initial = margin(MarginKind::initial), maintenance = margin(MarginKind::maintenance);
    const double allowed = 3e-4 * gross + 1e-5;
    const auto is_near = [&](double ours, Int theirs) { return std::abs(ours - static_cast<double>(theirs) / 1e6) <= allowed; };
    CHECK(is_near(report.requirement.initial, initial.requirement));
    CHECK(is_near(report.requirement.maintenance, maintenance.requirement));
    CHECK(is_near(report.resources.initial, initial.collateral));
    CHECK(is_near(report.resources.maintenance, maintenance.collateral));
    if (std::abs(report.maintenance_surplus()) > 2.0 * allowed) CHECK((report.maintenance_surplus() < 0.0) == !maintenance.is_met());
  }
}

TEST_CASE("where weights are round, the venue in real numbers is the programme's to the last unit", "[venue][drift_v2]") {
  // drift_v2.json, "account.isolated cross part" and "account.negative pnl buffer 1%".
  const auto floating = venue::drift_v2<Int>({.spot = {venue::drift_test_spot<Int>()}, .perps = {venue::drift_test_perp<Int>()}});
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 100.0}}};
  const RiskReport debt = *floating.evaluate({.positions = {{Spot{AssetId{0}}, -100.0}}, .cash = 20'000.0}, market);
  CHECK(debt.requirement.initial == 12'000.0);
  CHECK(debt.resources.initial == 20'000.0);
  const RiskReport long_perp = *floating.evaluate({.positions = {{LinearFuture{AssetId{0}}, 100.0, 110.0}}, .cash = 100.0}, market);
  CHECK(long_perp.requirement.initial == 1'000.0);
  CHECK(long_perp.resources.initial == -900.0);
  CHECK(long_perp.verdict.is_liquidatable());
}
