#include "bulwark/margin/tail_margin.hpp"

#include <cmath>
#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "bulwark/var/historical_var.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Two hundred days of two assets that mostly move together.
History some_days(Index assets = 2) {
  Random random{7};
  History history{.assets = assets, .log_return = {}, .vol_move = {}};
  for (int day = 0; day < 200; ++day) {
    const double common = random.between(-0.04, 0.04);
    for (Index a = 0; a < assets; ++a) {
      history.log_return.push_back(common + random.between(-0.02, 0.02));
      history.vol_move.push_back(-2.0 * common + random.between(-0.02, 0.02));
    }
  }
  return history;
}

}  // namespace

TEST_CASE("tail margins keep the laws of margins, and their slopes are what a little more costs", "[margin][tail_margin][laws]") {
  CHECK(broken_by(expected_shortfall_margin(some_days(), 0.02)) == BrokenLaws{});
  CHECK(broken_by(expected_shortfall_margin(some_days(), 0.033)) == BrokenLaws{});  // a part of a scenario
  CHECK(broken_by(expected_shortfall_margin(ShockGrid{.price_range = 0.25}, 0.2)) == BrokenLaws{});
}

TEST_CASE("value at risk as margin keeps all laws of margins but what a quantile cannot", "[margin][tail_margin][laws]") {
  // Size scales it, so each account is convex in its own size; the step of a slope meets the next scenario now and then.
  for (const std::string& law : broken_by(value_at_risk_margin(some_days(), 0.02)))
    CHECK(law == "the slope is what a little more of an instrument adds");
}

TEST_CASE("a requirement is the tail of the account's own profits, as value at risk counts them", "[margin][tail_margin]") {
  const MarketState market = three_assets();
  const Listing listing = *Listing::from(chain());
  Random random{11};
  for (int trial = 0; trial < 40; ++trial) {
    const Account account = random_book(random, chain(), 1 + random.below(12));
    const HistoricalVar var{.history = some_days(), .tail = 0.02};
    std::vector<ScenarioSet> sets{var.scenarios(market)};
    const PricedMarket table = price_market(listing, market, Black{}, sets, InScenarios{}).table;
    const VarReport report = on_valued(listing, table, account, [&](const ValuedAccount&, const Profits& profits) {
      std::vector<double> all;
      profits.each([&](const HeldUnit&, std::span<const double> profit) { all.assign(profit.begin(), profit.end()); });
      return var.measure(all);
    });
    CHECK(required(value_at_risk_margin(some_days(), 0.02), account).maintenance == std::max(0.0, report.value_at_risk));
    CHECK(required(expected_shortfall_margin(some_days(), 0.02), account).maintenance == std::max(0.0, report.expected_shortfall));
  }
}

TEST_CASE("joint moves net across assets, moves of one asset each do not", "[margin][tail_margin]") {
  const Account pair{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, -40.625, 2'560.0}}};
  const Account alone{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}};
  const auto joint = expected_shortfall_margin(some_days(), 0.02);
  CHECK(required(joint, pair).maintenance < 0.75 * required(joint, alone).maintenance);
  const auto apart = expected_shortfall_margin(ShockGrid{.price_range = 0.25}, 0.2);
  CHECK(required(apart, pair).maintenance == 2.0 * required(apart, alone).maintenance);
}

TEST_CASE("contributions to a shortfall add up to it", "[margin][tail_margin]") {
  // Euler: homogeneous of degree one in what is held; entry prices at the market and no cash leave nothing else.
  const auto margin = expected_shortfall_margin(some_days(3), 0.033);
  const MarketState market = three_assets();
  const std::vector<ListedInstrument> listed = chain();
  const Listing listing = *Listing::from(listed);
  std::vector<ScenarioSet> sets{margin.scenarios(market)};
  const PricedMarket table = price_market(listing, market, Black{}, sets, InScenarios{}).table;
  Random random{5};
  for (int trial = 0; trial < 20; ++trial) {
    Account account;
    std::vector<double> held(static_cast<std::size_t>(table.rows()), 0.0);
    for (int i = 0; i < 8; ++i) {
      const Index row = random.below(table.rows());
      if (std::holds_alternative<Spot>(listing[row].instrument)) continue;
      const double quantity = random.quantity() * (std::holds_alternative<InverseFuture>(listing[row].instrument) ? 1024.0 : 1.0);
      account.positions.push_back({.instrument = listing[row].instrument,
                                   .quantity = quantity,
                                   .entry_price = table.terms(row).underlying,
                                   .settlement = table.terms(row).settlement});
      held[static_cast<std::size_t>(row)] += quantity;
    }
    const auto [total, sum] = on_valued(listing, table, account, [&](const ValuedAccount& valued, const Profits& profits) {
      double by_slopes = 0.0;
      for (Index row = 0; row < table.rows(); ++row)
        if (held[static_cast<std::size_t>(row)] != 0.0)
          by_slopes += held[static_cast<std::size_t>(row)] * margin.slope(valued, profits, row, 0).maintenance;
      return std::pair{margin.requirement(valued, profits).maintenance, by_slopes};
    });
    if (total > 0.0) CHECK(std::abs(sum - total) <= 1e-12 * total * 8.0);
  }
}

TEST_CASE("a shortfall is subadditive, and a value at risk is not", "[margin][tail_margin]") {
  const auto shortfall = expected_shortfall_margin(some_days(3), 0.033);
  Random random{13};
  for (int trial = 0; trial < 60; ++trial) {
    const Account one = random_book(random, chain(), 3), other = random_book(random, chain(), 3);
    Account both = one;
    both.positions.insert(both.positions.end(), other.positions.begin(), other.positions.end());
    const double apart = required(shortfall, one).maintenance + required(shortfall, other).maintenance;
    CHECK(required(shortfall, both).maintenance <= apart * (1.0 + 1e-12));
  }
  // Two lenders of 1 % tail: each loses on another day of a hundred, so that neither's 1.5 % quantile sees it and both together's does.
  History days{.assets = 2, .log_return = std::vector<double>(200, 0.0)};
  days.log_return[0] = -0.5, days.log_return[3] = -0.5;
  const auto quantile = value_at_risk_margin(days, 0.015);
  const Account first{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}}, second{.positions = {{LinearFuture{eth}, 40.625, 2'560.0}}};
  const Account together{.positions = {first.positions[0], second.positions[0]}};
  CHECK(required(quantile, first).maintenance == 0.0);
  CHECK(required(quantile, second).maintenance == 0.0);
  CHECK(required(quantile, together).maintenance > 30'000.0);
}

TEST_CASE("too few scenarios, or too many in the tail, are faults, and an unknown requirement", "[margin][tail_margin][faults]") {
  const Account future{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}};
  auto margin = expected_shortfall_margin(some_days(), 0.004);
  CHECK(said(margin.faults()) == std::vector<std::string>{"tail_margin.scenarios is out of range, got 200"});
  CHECK(std::isnan(required(margin, future).maintenance));
  margin.tail = 0.005;
  CHECK(margin.faults().empty());
  CHECK(required(margin, future).maintenance > 0.0);
  margin.tail = 1.0;
  margin.initial_factor = 0.5;
  margin.moves.log_return[3] = std::numeric_limits<double>::quiet_NaN();
  CHECK(said(margin.faults()) == std::vector<std::string>{"history.log_return[1,1] must be finite, got nan",
                                                          "tail_margin.tail is out of range, got 1",
                                                          "tail_margin.maintenance_factor is out of range, got 1"});
}
