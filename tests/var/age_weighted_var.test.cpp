#include "bulwark/var/age_weighted_var.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/var/weighted_tail.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("recent days count more: the numbers of a weighted tail", "[var][age_weighted_var]") {
  Random random{5};
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t count = 50 + static_cast<std::size_t>(random.below(400));
    std::vector<double> profits(count), weights(count);
    for (double& p : profits) p = trial % 3 ? random.between(-1e6, 1e6) : static_cast<double>(random.below(6));
    const double decay = trial % 5 ? random.between(0.9, 0.999) : 1.0, tail = random.between(0.01, 0.3);
    age_weights(decay, weights);
    std::vector<Weighted> weighted;
    for (std::size_t s = 0; s < count; ++s) weighted.push_back({profits[s], weights[s]});
    const VarReport whole = weighted_tail(weighted, tail);
    const VarReport report = AgeWeightedVar{.history = {.assets = 1, .log_return = {}}, .decay = decay, .tail = tail}.measure(profits);
    CHECK(report.value_at_risk == Catch::Approx(whole.value_at_risk).epsilon(1e-11));
    CHECK(report.expected_shortfall == Catch::Approx(whole.expected_shortfall).epsilon(1e-9).margin(1e-9));
    CHECK(report.expected_shortfall >= report.value_at_risk);
  }
}

TEST_CASE("a loss of yesterday is in the tail, the same loss of long ago is not", "[var][age_weighted_var]") {
  const AgeWeightedVar var{.history = {.assets = 1, .log_return = {}}, .decay = 0.98, .tail = 0.01};
  std::vector<double> old(500, 1.0), recent(500, 1.0);
  old.front() = -100.0, recent.back() = -100.0;
  CHECK(var.measure(old).value_at_risk == -1.0);
  CHECK(var.measure(recent).value_at_risk == 100.0);
}

TEST_CASE("an unknown profit, and a tail that needs too many scenarios, are unknown", "[var][age_weighted_var][faults]") {
  const AgeWeightedVar var{.history = {.assets = 1, .log_return = {0.1}}, .decay = 1.0, .tail = 0.5};
  std::vector<double> profits(2'000, 1.0);
  CHECK(std::isnan(var.measure(profits).value_at_risk));
  profits.resize(100);
  CHECK(var.measure(profits).value_at_risk == -1.0);
  profits[3] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(var.measure(profits).expected_shortfall));
  CHECK(std::isnan(var.measure({}).value_at_risk));
  CHECK(said(AgeWeightedVar{.history = {.assets = 1, .log_return = {0.1}}, .decay = 0.0, .tail = 1.0}.faults()) ==
        std::vector<std::string>{"age_weighted_var.decay is out of range, got 0", "age_weighted_var.tail is out of range, got 1"});
}

TEST_CASE("fewer days than the tail needs are a fault", "[var][age_weighted_var][faults]") {
  AgeWeightedVar var{.history = {.assets = 1, .log_return = std::vector<double>(99, 0.01)}, .tail = 0.01};
  CHECK(said(var.faults()) == std::vector<std::string>{"age_weighted_var.scenarios is out of range, got 99"});
  var.history.log_return.push_back(0.01);
  CHECK(var.faults().empty());
}
