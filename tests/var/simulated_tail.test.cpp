#include "bulwark/var/simulated_tail.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/var/shortfall_error.hpp"
#include "bulwark/var/value_at_risk_error.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Index assets = 7;
const std::vector<double> exposure{1e6, -4e5, 0.0, 2.5e5, -7e5, 3e5, 1e5};

SimulatedVar<> simulation(Index count, double tail = 0.01) {
  CorrelatedJumps law{.years = 1.0 / 365.0, .volatility = {}, .common_per_year = 20.0, .size_correlation = 0.7};
  for (Index i = 0; i < assets; ++i) {
    law.volatility.push_back(0.4 + 0.1 * double(i));
    law.model.push_back(i == 3 ? ModelParameters{DoubleExponentialJumps{.per_year = 25.0}}
                               : ModelParameters{JumpParameters{22.0, -0.05, 0.04}});
    for (Index j = 0; j < assets; ++j) law.correlation.push_back(i == j ? 1.0 : 0.6);
  }
  return {.moves = {.law = law, .count = count, .seed = 5}, .tail = tail};
}

MarketState market() { return {.now = Timestamp{}, .assets = std::vector<AssetMarket>(static_cast<std::size_t>(assets))}; }

/// The profits of all scenarios by way of a table.
std::vector<double> unfused(const MonteCarlo& moves) {
  const ScenarioSet set = moves.scenarios(market());
  std::vector<double> profits;
  for (Index s = 0; s < set.scenarios; ++s) {
    double sum = 0.0;
    for (std::size_t a = 0; a < exposure.size(); ++a)
      if (exposure[a] != 0.0) sum += product(exposure[a], set.price_move[static_cast<std::size_t>(s * assets) + a]);
    profits.push_back(sum);
  }
  return profits;
}

void check_same(const VarReport& a, const VarReport& b) {
  CHECK(a.value_at_risk == b.value_at_risk);
  CHECK(a.expected_shortfall == b.expected_shortfall);
  CHECK(a.scenarios == b.scenarios);
}

template <class Book>
TailEstimate in_parts(const SimulatedTail<Book>& run, std::vector<Index> cuts) {
  std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size()));
  cuts.push_back(run.size());
  SmallestOfMany all = run.part();
  for (std::size_t k = cuts.size(); k > 0; --k) {  // the last range first
    const Index first = k > 1 ? cuts[k - 2] : 0;
    SmallestOfMany part = run.part();
    run.add(part, first, cuts[k - 1] - first, scratch);
    all.merge(part.values(), part.count(), part.has_nan(), part.threshold());
  }
  return run.report(all);
}

}  // namespace

TEST_CASE("the bound holds where the scenarios of many events lie side by side", "[var][simulated_tail]") {
  CorrelatedJumps law{.years = 1.0 / 365.0, .volatility = {0.4}, .model = {JumpParameters{12.0, -0.2, 0.04}}, .common_per_year = 7.3};
  const SimulatedVar<> rule{.moves = {.law = law, .count = 300'000, .seed = 5}, .tail = 0.01};  // every second crash is in the tail
  const SimulatedTail run(rule, LinearPositions(std::vector<double>{1e6}));
  std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size()));
  SmallestOfMany all = run.part();
  REQUIRE(all.threshold() < 0.0);
  run.add(all, 0, run.size(), scratch);
  CHECK(all.is_complete());
}

TEST_CASE("the bound holds where many scenarios are worth the same: of what is not held, or does not move", "[var][simulated_tail]") {
  SimulatedVar<> rule = simulation(60'000);
  rule.moves.law.volatility.assign(static_cast<std::size_t>(assets), 0.0);  // only jumps move them
  for (const std::vector<double>& held : {std::vector<double>{}, {0.0, 0.0}, {1e6}, {-1e6, 1e6}, {0.0, -1e-320}}) {
    for (const double tail : {0.01, 0.2}) {
      rule.tail = tail;
      const SimulatedTail run(rule, LinearPositions(held));
      std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size()));
      SmallestOfMany all = run.part();
      run.add(all, 0, run.size(), scratch);
      CHECK(all.is_complete());
      CHECK(run.report(all).report.value_at_risk == simulated_tail(rule, LinearPositions(held)).report.value_at_risk);
    }
  }
}

TEST_CASE("parts with room for their share of dealt-out scenarios have the tail of all", "[var][simulated_tail]") {
  const SimulatedVar<> rule = simulation(60'000);
  const SimulatedTail run(rule, LinearPositions(exposure));
  std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size()));
  SmallestOfMany whole = run.part(), all = run.part();
  run.add(whole, 0, run.size(), scratch);
  for (Index p = 0; p < 3; ++p) {
    SmallestOfMany part = run.part(1.0 / 3.0);
    for (Index first = 64 * p; first < run.size(); first += 3 * 64) run.add(part, first, std::min(Index{64}, run.size() - first), scratch);
    CHECK(std::ssize(part.values()) < 750);
    all.merge(part);
  }
  REQUIRE(all.is_complete());
  check_same(run.report(all).report, run.report(whole).report);
}

TEST_CASE("the tail found on the way is that of all scenarios in memory, to the bit, by every convention", "[var][simulated_tail]") {
  for (const bool is_spread : {false, true})
    for (const double tail : {0.05, 0.01, 0.0001}) {
      SimulatedVar<> rule = simulation(10'007, tail);
      rule.moves.is_spread = is_spread;
      const std::vector<double> profits = unfused(rule.moves);
      for (const auto quantile : {QuantileConvention::order_statistic, QuantileConvention::interpolated})
        for (const auto shortfall :
             {ShortfallConvention::exact_tail, ShortfallConvention::through_rank, ShortfallConvention::beyond_rank}) {
          rule.convention = quantile, rule.shortfall = shortfall;
          std::vector<double> scratch = profits;
          check_same(simulated_tail(rule, LinearPositions(exposure)).report, rule.measure(scratch));
        }
    }
}

TEST_CASE("any ranges in any order, merged, have the same bits", "[var][simulated_tail]") {
  const SimulatedTail run(simulation(20'000), LinearPositions(exposure));
  const TailEstimate whole = in_parts(run, {});
  for (const std::vector<Index>& cuts : {std::vector<Index>{1}, {257, 5'000}, {9'999, 10'000, 10'001}, {64, 128, 19'999}}) {
    const TailEstimate cut = in_parts(run, cuts);
    check_same(cut.report, whole.report);
    CHECK(cut.value_at_risk_error == whole.value_at_risk_error);
    CHECK(cut.shortfall_error == whole.shortfall_error);
  }
}

TEST_CASE("a bound found beforehand changes no bit, nor do parts without one", "[var][simulated_tail]") {
  const SimulatedVar<> rule = simulation(70'001);
  const SimulatedTail bounded(rule, LinearPositions(exposure)), free(rule, LinearPositions(exposure), false);
  CHECK(bounded.part().threshold() < 0.0);
  CHECK(std::isnan(free.part().threshold()));
  std::vector<double> profits = unfused(rule.moves);
  const VarReport all = rule.measure(profits);
  check_same(in_parts(bounded, {10'000, 50'001}).report, all);
  check_same(in_parts(free, {64}).report, all);
}

TEST_CASE("the errors are those of the estimators that see every profit", "[var][simulated_tail]") {
  SimulatedVar<> rule = simulation(20'000);
  rule.moves.is_spread = false;
  std::vector<double> profits = unfused(rule.moves);
  const TailEstimate found = simulated_tail(rule, LinearPositions(exposure));
  CHECK(found.shortfall_error == Catch::Approx(shortfall_error(profits, found.report.value_at_risk, rule.tail)).epsilon(1e-12));
  CHECK(found.value_at_risk_error == Catch::Approx(order_statistic_var_error(profits, rule.tail)).epsilon(0.2));
  rule.moves.is_paired = true;
  CHECK(simulated_tail(rule, LinearPositions(exposure)).shortfall_error > found.shortfall_error);
}

TEST_CASE("any callable is a book", "[var][simulated_tail]") {
  const auto straddle = [](const Paths& paths, double* profits) noexcept {
    for (Index s = 0; s < paths.stride; ++s) profits[s] = 0.02 - std::fabs(bulwark::expm1(paths.of(1)[s]));
  };
  SimulatedVar<> rule = simulation(5'000);
  const ScenarioSet set = rule.moves.scenarios(market());
  std::vector<double> profits;
  for (Index s = 0; s < set.scenarios; ++s) profits.push_back(0.02 - std::fabs(set.price_move[static_cast<std::size_t>(s * assets + 1)]));
  check_same(simulated_tail(rule, straddle).report, rule.measure(profits));
}

TEST_CASE("a profit that nobody knows makes the tail unknown, and so does a range that is left out", "[var][simulated_tail][faults]") {
  std::vector<double> bad = exposure;
  bad[4] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(simulated_tail(simulation(3'000), LinearPositions(bad)).report.value_at_risk));
  const auto once = [](const Paths& paths, double* profits) noexcept {
    for (Index s = 0; s < paths.stride; ++s) profits[s] = paths.scenario[s] == 2'999 ? std::numeric_limits<double>::quiet_NaN() : 1.0;
  };
  const TailEstimate unknown = simulated_tail(simulation(3'000), once);
  CHECK(std::isnan(unknown.report.value_at_risk));
  CHECK(std::isnan(unknown.report.expected_shortfall));
  CHECK(std::isnan(unknown.shortfall_error));
  const SimulatedTail run(simulation(3'000), LinearPositions(exposure));
  std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size()));
  SmallestOfMany part = run.part();
  run.add(part, 0, 2'999, scratch);
  CHECK(std::isnan(run.report(part).report.expected_shortfall));
}
