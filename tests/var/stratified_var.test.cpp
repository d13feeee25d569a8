#include "bulwark/var/stratified_var.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/var/jump_loss.hpp"
#include "bulwark/var/weighted_tail.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a stratified tail is the weighted tail of the same scenarios", "[var][stratified_var]") {
  Random random{8};
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<Stratum> strata;
    std::vector<Weighted> weighted;
    std::vector<double> profits;
    for (Index k = 0; k < 1 + trial % 5; ++k) {
      strata.push_back({1 + random.below(200), random.between(0.01, 1.0)});
      for (Index i = 0; i < strata.back().scenarios; ++i) {
        profits.push_back(trial % 3 ? random.between(-5.0, 5.0) : static_cast<double>(random.below(5)));
        weighted.push_back({profits.back(), strata.back().probability / static_cast<double>(strata.back().scenarios)});
      }
    }
    const double tail = random.between(0.001, 0.5);
    const VarReport whole = weighted_tail(weighted, tail), report = stratified_tail(profits, strata, tail);
    CHECK(report.value_at_risk == whole.value_at_risk);
    CHECK(report.expected_shortfall == Catch::Approx(whole.expected_shortfall).epsilon(1e-9).margin(1e-12));
  }
}

TEST_CASE("the weights of simulated scenarios are those that the tail counts by", "[var][stratified_var]") {
  const StratifiedVar var{.moves = {.law = {.years = 0.01, .volatility = {0.4}, .common_per_year = 50.0}, .per_stratum = {40, 30, 20, 10}},
                          .tail = 0.05};
  const std::vector<double> weights = var.moves.weights();
  REQUIRE(std::ssize(weights) == var.moves.size());
  Random random{9};
  std::vector<double> profits;
  std::vector<Weighted> weighted;
  for (const double weight : weights) weighted.push_back({profits.emplace_back(random.between(-1.0, 1.0)), weight});
  const VarReport whole = weighted_tail(weighted, 0.05), report = var.measure(profits);
  CHECK(report.value_at_risk == whole.value_at_risk);
  CHECK(report.expected_shortfall == Catch::Approx(whole.expected_shortfall).epsilon(1e-12));
}

TEST_CASE("strata find a rare tail more closely than as many scenarios that count alike", "[var][stratified_var]") {
  const JumpParameters jumps{6.0, -0.08, 0.04};
  StratifiedVar var{.moves = {.law = {.years = 1.0 / 365.0, .volatility = {0.4}, .model = {jumps}, .common_per_year = 6.0},
                              .per_stratum = {4'000, 4'000, 200}},
                    .tail = 0.005};
  CHECK(var.faults().empty());
  const VarReport exact = jump_loss(0.4, jumps, 1.0 / 365.0, 1.0, 0.005);
  const auto square_error = [&](const std::vector<Index>& per) {
    double squares = 0.0, mean = 0.0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      var.moves.per_stratum = per, var.moves.seed = seed;
      const ScenarioSet set = var.scenarios(three_assets());
      std::vector<double> profits;
      for (Index s = 0; s < set.scenarios; ++s) profits.push_back(set.price_move[set.at(s, btc)]);
      const double apart = var.measure(profits).expected_shortfall / exact.expected_shortfall - 1.0;
      squares += apart * apart, mean += apart;
    }
    CHECK(std::fabs(mean / 40.0) < 4.0 * std::sqrt(squares) / 40.0);
    return squares;
  };
  CHECK(square_error({4'000, 4'000, 200}) < 0.5 * square_error({8'200}));
}

TEST_CASE("strata that do not fit the profits, and unknown profits, are no report", "[var][stratified_var][faults]") {
  const std::vector<Stratum> strata{{2, 0.9}, {2, 0.1}};
  std::vector<double> three{1.0, 2.0, 3.0}, four{1.0, 2.0, 3.0, 4.0};
  CHECK(std::isnan(stratified_tail(three, strata, 0.1).value_at_risk));
  CHECK(stratified_tail(four, strata, 0.1).value_at_risk == -1.0);
  CHECK(std::isnan(stratified_tail(four, std::vector<Stratum>{{4, 0.0}}, 0.1).value_at_risk));
  four[2] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(stratified_tail(four, strata, 0.1).expected_shortfall));
  const StratifiedVar var{
      .moves = {.law = {.years = 1.0, .volatility = {0.4}, .common_per_year = 30.0}, .per_stratum = std::vector<Index>(65, 1)},
      .tail = 1.0};
  CHECK(said(var.faults()) ==
        std::vector<std::string>{"stratified_var.tail is out of range, got 1", "stratified_var.strata is out of range, got 65"});
}
