#include <array>
#include <vector>

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_exponential_loss.hpp"
#include "bulwark/backstop/fund_simulation.hpp"
#include "bulwark/liquidation/gap_risk.hpp"
#include "bulwark/math/har.hpp"
#include "bulwark/math/two_regimes.hpp"
#include "bulwark/pricing/exit_law.hpp"
#include "bulwark/scenario/drawn_days.hpp"
#include "bulwark/scenario/filtered_days.hpp"
#include "bulwark/settlement/averaged_claim.hpp"
#include "bulwark/system/clearing_vector.hpp"
#include "bulwark/var/age_weighted_var.hpp"
#include "bulwark/var/jump_loss.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {

namespace {

/// In [low, high), rounded once: a sum of a product would be another number where the compiler contracts it.
double between(Inputs& in, double low, double high) { return fma(in.unit(), high - low, low); }

void exits(Golden& golden) {
  Fingerprint laws, gaps;
  Inputs in(101);
  for (int i = 0; i < 24; ++i) {
    LogPrice price{.volatility = between(in, 0.2, 1.2)};
    if (i % 3 == 1) price.model = JumpParameters{between(in, 1.0, 20.0), between(in, -0.2, 0.05), between(in, 0.05, 0.2)};
    if (i % 3 == 2)
      price.model = DoubleExponentialJumps{between(in, 1.0, 20.0), between(in, 0.2, 0.6), between(in, 8.0, 30.0), between(in, 5.0, 20.0)};
    LogRange range{.below = between(in, 0.05, 0.4)};
    if (i % 2 == 0) range.above = between(in, 0.05, 0.4);
    const auto law = exit_law(price, range, between(in, 0.003, 0.05));
    const ExitShares& shares = law->exit.shares;
    for (const double share : {shares.below_at_end, shares.below_by_jump, shares.above_at_end, shares.above_by_jump}) laws.add(share);
    const GapRisk gap = gap_risk(*law, price, {.update = 1e-6, .delay = 1e-5}, [](double move) { return greatest(0.0, -0.05 - move); });
    gaps.add(gap.expected_loss), gaps.add(gap.at_the_touch);
  }
  golden.section("exits", laws);
  golden.section("gap risk", gaps);
}

void funds(Golden& golden) {
  Fingerprint print;
  const FundSimulation<PoissonArrivals, ExponentialLoss> simulation{.arrivals = PoissonArrivals{.per_year = 40.0},
                                                                    .loss = ExponentialLoss{.mean = 1.0},
                                                                    .income_per_year = 44.0,
                                                                    .years = 5.0,
                                                                    .seed = 7};
  for (Index path = 0; path < 200; ++path) print.add(simulation.need(path)), print.add(simulation.ruin_years(path, 6.0));
  golden.section("funds", print);
}

void averages(Golden& golden) {
  Fingerprint print;
  Inputs in(102);
  using std::chrono::milliseconds;
  for (int i = 0; i < 200; ++i) {
    // one by one: the order in which a call's arguments are drawn is the compiler's
    const milliseconds left{static_cast<std::int64_t>(between(in, 0.0, 3.6e6))};
    const double forward = between(in, 90.0, 110.0), volatility = between(in, 0.2, 2.0), so_far = between(in, 95.0, 105.0);
    const Greeks<double> greeks = averaged_greeks(forward, 100.0, i % 2 ? 1.0 : -1.0, volatility, so_far, left, milliseconds{1'800'000});
    for (const double x : {greeks.value, greeks.delta, greeks.gamma, greeks.vega, greeks.theta}) print.add(x);
  }
  golden.section("averages", print);
}

void clearing(Golden& golden) {
  Fingerprint print;
  Inputs in(103);
  for (int trial = 0; trial < 20; ++trial) {
    constexpr std::size_t venues = 12;
    std::vector<double> outside(venues), owed(venues * venues, 0.0);
    for (double& x : outside) x = between(in, 0.0, 20.0);
    for (std::size_t i = 0; i < venues; ++i)
      for (std::size_t j = 0; j < venues; ++j)
        if (i != j && in.unit() < 0.4) owed[i * venues + j] = between(in, 0.0, 12.0);
    const auto clear = clearing_vector({.outside = outside, .owed = owed, .outside_recovered = 0.8, .inside_recovered = 0.9});
    for (std::size_t i = 0; i < venues; ++i) print.add(clear->payment[i]), print.add(clear->equity[i]);
  }
  golden.section("clearing", print);
}

void tails(Golden& golden) {
  Fingerprint drawn, measured;
  Inputs in(104);
  History history{.assets = 2, .log_return = {}, .vol_move = {}};
  for (int i = 0; i < 500; ++i) history.log_return.push_back(between(in, -0.06, 0.06));
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 100.0}, {.spot = 10.0}}};
  const ScenarioSet week = DrawnDays{.history = history, .days = 5, .block = 2, .count = 200, .seed = 3}.scenarios(market);
  const ScenarioSet filtered =
      FilteredDays{.history = history, .rule = {{1e-6, 0.08, 0.9}, {0.0, 0.06, 0.94}}, .days = 3, .count = 200, .seed = 4}.scenarios(
          market);
  for (const double x : week.price_move) drawn.add(x);
  for (const double x : filtered.price_move) drawn.add(x);
  std::vector<double> profits;
  for (Index s = 0; s < week.scenarios; ++s) profits.push_back(week.price_move[week.at(s, AssetId{0})]);
  const VarReport aged = AgeWeightedVar{.history = history, .decay = 0.98, .tail = 0.05}.measure(profits);
  measured.add(aged.value_at_risk), measured.add(aged.expected_shortfall);
  RealisedVariances seen;
  double wild = 0.1;
  for (int i = 0; i < 200; ++i) {
    const double move = between(in, -0.1, 0.1);
    seen = seen.after(product(move, move));
    wild = wild_after({0.02, 0.06, 0.05, 0.2}, wild, move);
    measured.add(wild), measured.add(har_variance({1e-5, 0.3, 0.3, 0.2}, seen));
    const double volatility = between(in, 0.2, 1.0), per_year = between(in, 0.0, 10.0), mean = between(in, -0.2, 0.1);
    const VarReport jump = jump_loss(volatility, {per_year, mean, 0.1}, between(in, 0.003, 0.1), i % 2 ? 1.0 : -1.0, 0.01);
    measured.add(jump.value_at_risk), measured.add(jump.expected_shortfall);
  }
  golden.section("drawn days", drawn);
  golden.section("tails", measured);
}

}  // namespace

void golden_risk(Golden& golden) {
  exits(golden);
  funds(golden);
  averages(golden);
  clearing(golden);
  tails(golden);
}

}  // namespace bulwark::test
