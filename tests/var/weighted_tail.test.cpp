#include "bulwark/var/weighted_tail.hpp"

#include <cmath>

#include "bulwark/var/age_weights.hpp"
#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
std::vector<Weighted> alike(const std::vector<double>& profits, double weight) {
  std::vector<Weighted> scenarios;
  for (const double p : profits) scenarios.push_back({p, weight});
  return scenarios;
}
}  // namespace

TEST_CASE("scenarios that count alike are an unweighted set, whatever the weight", "[var][weighted_tail]") {
  for (const std::size_t count : {100u, 250u, 500u, 715u}) {
    std::vector<double> profits = normal_profits(count, 31);
    for (const double weight : {1.0, 1.0 / static_cast<double>(count), 0.7})
      for (const double tail : {0.3, 0.05, 0.01}) {
        std::vector<Weighted> scenarios = alike(profits, weight);
        const VarReport report = weighted_tail(scenarios, tail);
        CHECK(report.value_at_risk == order_statistic_var(profits, tail));
        CHECK(report.expected_shortfall == Catch::Approx(rockafellar_uryasev_shortfall(profits, tail)).epsilon(1e-13));
      }
  }
}

TEST_CASE("a scenario of weight two is two scenarios, one of no weight none", "[var][weighted_tail]") {
  std::vector<Weighted> twice{{-5.0, 2.0}, {-4.0, 1.0}, {-9.0, 0.0}, {1.0, 7.0}}, listed = alike({-5, -5, -4, 1, 1, 1, 1, 1, 1, 1}, 1.0);
  for (const double tail : {0.1, 0.2, 0.25, 0.5}) {
    CHECK(weighted_tail(twice, tail).value_at_risk == weighted_tail(listed, tail).value_at_risk);
    CHECK(weighted_tail(twice, tail).expected_shortfall == Catch::Approx(weighted_tail(listed, tail).expected_shortfall).epsilon(1e-14));
  }
}

TEST_CASE("yesterday counts more than a year ago", "[var][weighted_tail][age_weights]") {
  // Hull, "Risk management and financial institutions": four indices, 500 scenarios, decay 0.995; the losses and days of the worst three.
  // var_es.json, "hull-bw-var-es".
  std::vector<double> weights(500);
  age_weights(0.995, weights);
  std::vector<Weighted> scenarios;
  for (const double w : weights) scenarios.push_back({0.0, w});
  scenarios[494 - 1].value = -477841.0, scenarios[339 - 1].value = -345435.0, scenarios[349 - 1].value = -282204.0;
  scenarios[329 - 1].value = -277041.0, scenarios[487 - 1].value = -253385.0;
  const VarReport report = weighted_tail(scenarios, 0.01);
  CHECK(report.value_at_risk == 282204.0);
  CHECK(report.expected_shortfall == Catch::Approx(400914.18992801075).epsilon(1e-13));
}

TEST_CASE("weights that are none make a loss that is no number", "[var][weighted_tail][faults]") {
  for (const double bad : {-1.0, std::nan(""), std::numeric_limits<double>::infinity(), 0.0}) {
    std::vector<Weighted> scenarios{{-5.0, bad}, {1.0, 0.0}};
    CHECK(std::isnan(weighted_tail(scenarios, 0.01).value_at_risk));
    CHECK(std::isnan(weighted_tail(scenarios, 0.01).expected_shortfall));
  }
  std::vector<Weighted> unknown{{std::nan(""), 1.0}, {1.0, 1.0}};
  CHECK(std::isnan(weighted_tail(unknown, 0.01).expected_shortfall));
}
