#include "bulwark/var/simulated_var.hpp"

#include <cmath>

#include "bulwark/margin/tail_margin.hpp"
#include "bulwark/scenario/drawn_days.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/jump_loss.hpp"
#include "bulwark/var/shortfall_error.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

static_assert(VarPolicy<SimulatedVar<DrawnDays>>);
static_assert(HasSlope<TailMargin<MonteCarlo>>);

namespace {

const JumpParameters jumps{15.0, -0.05, 0.05};

MonteCarlo simulation(Index count) {
  return {.law = {.years = 1.0 / 365.0,
                  .volatility = {0.5, 0.7, 0.9},
                  .model = {jumps, JumpParameters{15.0, -0.07, 0.07}, DoubleExponentialJumps{.per_year = 20.0}},
                  .correlation = {1.0, 0.85, 0.6, 0.85, 1.0, 0.7, 0.6, 0.7, 1.0},
                  .common_per_year = 12.0},
          .count = count,
          .seed = 17};
}

}  // namespace

TEST_CASE("the simulated loss of one coin is the jump mixture's own quantile, within three standard errors", "[var][simulated_var]") {
  constexpr Index count = 200'000;
  MonteCarlo moves = simulation(count);
  moves.is_spread = false;  // independent, as the errors say
  const ScenarioSet set = moves.scenarios(three_assets());
  for (const double side : {1.0, -1.0})
    for (const double tail : {0.001, 0.01, 0.05}) {
      const VarReport exact = jump_loss(0.5, jumps, moves.law.years, side, tail);
      std::vector<double> profits;
      for (Index s = 0; s < count; ++s) profits.push_back(side * set.price_move[set.at(s, btc)]);
      double beyond = 0.0;
      for (const double p : profits) beyond += p <= -exact.value_at_risk ? 1.0 : 0.0;
      CHECK(std::fabs(beyond - tail * count) < 3.0 * std::sqrt(tail * (1.0 - tail) * count));
      std::vector<double> scratch = profits;
      const VarReport simulated = SimulatedVar<>{.moves = simulation(1), .tail = tail}.measure(scratch);
      CHECK(std::fabs(simulated.expected_shortfall - exact.expected_shortfall) <
            3.0 * shortfall_error(profits, simulated.value_at_risk, tail));
      CHECK(simulated.scenarios == count);
    }
}

TEST_CASE("a simulation as margin requires what it measures as risk", "[var][simulated_var]") {
  const MarketState market = three_assets();
  const Listing listing = *Listing::from(chain());
  const SimulatedVar<> var{.moves = simulation(2'000), .tail = 0.01};
  CHECK(var.faults().empty());
  std::vector<ScenarioSet> sets{var.scenarios(market)};
  const PricedMarket table = price_market(listing, market, Black{}, sets, InScenarios{}).table;
  Random random{11};
  for (int trial = 0; trial < 10; ++trial) {
    const Account account = random_book(random, chain(), 1 + random.below(12));
    const VarReport report = on_valued(listing, table, account, [&](const ValuedAccount&, const Profits& profits) {
      std::vector<double> all;
      profits.each([&](const HeldUnit&, std::span<const double> profit) { all.assign(profit.begin(), profit.end()); });
      return var.measure(all);
    });
    CHECK(required(value_at_risk_margin(simulation(2'000), 0.01), account).maintenance == std::max(0.0, report.value_at_risk));
    CHECK(required(expected_shortfall_margin(simulation(2'000), 0.01), account).maintenance == std::max(0.0, report.expected_shortfall));
  }
}

TEST_CASE("its numbers are a history's where the scenarios are", "[var][simulated_var]") {
  const History days{.assets = 1, .log_return = {0.01, -0.03, 0.02, -0.05, 0.04}};
  std::vector<double> profits{3.0, -7.0, 2.0, -9.0, 1.0}, same = profits;
  const VarReport simulated = SimulatedVar<History>{.moves = days, .tail = 0.4}.measure(profits);
  const VarReport historical = HistoricalVar{.history = days, .tail = 0.4}.measure(same);
  CHECK(simulated.value_at_risk == historical.value_at_risk);
  CHECK(simulated.expected_shortfall == historical.expected_shortfall);
}

TEST_CASE("too few scenarios for the tail are a fault", "[var][simulated_var][faults]") {
  CHECK(said(SimulatedVar<>{.moves = simulation(99), .tail = 0.01}.faults()) ==
        std::vector<std::string>{"simulated_var.scenarios is out of range, got 99"});
  CHECK(SimulatedVar<>{.moves = simulation(100), .tail = 0.01}.faults().empty());
  CHECK(said(SimulatedVar<>{.moves = simulation(100), .tail = 0.0}.faults()) ==
        std::vector<std::string>{"simulated_var.tail is out of range, got 0"});
  CHECK(said(expected_shortfall_margin(simulation(60'000), 0.01).faults()) ==
        std::vector<std::string>{"tail_margin.scenarios is out of range, got 60000"});
}
