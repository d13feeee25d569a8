#include "bulwark/math/variance_forecast.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("an exponential average starts as the mean of all squares", "[math][variance_forecast]") {
  const EwmaVariance rule{.decay = 0.75};
  auto seen = rule.start();
  CHECK(std::isnan(rule.variance(seen)));
  const double moves[] = {1.0, -3.0, 2.0, 4.0};
  double sum = 0.0;
  for (int i = 0; i < 4; ++i) {
    seen = rule.after(seen, moves[i]);
    sum += moves[i] * moves[i];
    CHECK(rule.variance(seen) == Catch::Approx(sum / (i + 1)));
  }
  seen = rule.after(seen, 0.0);  // from here on the decay is the slower one
  CHECK(rule.variance(seen) == Catch::Approx(0.75 * sum / 4.0));
}

TEST_CASE("without moves GARCH reverts downwards, and a move lifts the next variance by its reaction", "[math][variance_forecast]") {
  const GarchVariance rule{{.constant = 1e-5, .reaction = 0.1, .memory = 0.85}};
  CHECK(rule.variance(rule.start()) == Catch::Approx(2e-4));
  const double calm = rule.variance(rule.after(rule.start(), 0.0)), wild = rule.variance(rule.after(rule.start(), 0.1));
  CHECK(calm == Catch::Approx(1.8e-4));
  CHECK(wild - calm == Catch::Approx(0.1 * 0.01));
}

TEST_CASE("HAR knows nothing for 22 days, then weighs day, week and month", "[math][variance_forecast]") {
  const HarVariance rule{{.constant = 0.5, .day = 0.25, .week = 0.25, .month = 0.25}};
  auto seen = rule.start();
  for (int day = 0; day < 22; ++day) {
    CHECK(std::isnan(rule.variance(seen)));
    seen = rule.after(seen, day == 21 ? 3.0 : 1.0);
  }
  CHECK(rule.variance(seen) == Catch::Approx(0.5 + 0.25 * 9.0 + 0.25 * 13.0 / 5.0 + 0.25 * 30.0 / 22.0));
}

TEST_CASE("a wild move makes the next one likely to be wild", "[math][variance_forecast]") {
  const RegimeVariance rule{{.calm_deviation = 0.02, .wild_deviation = 0.08, .calm_to_wild = 0.05, .wild_to_calm = 0.15}};
  const double start = rule.variance(rule.start());
  CHECK(start == Catch::Approx(0.25 * 0.0064 + 0.75 * 0.0004));
  CHECK(rule.variance(rule.after(rule.start(), 0.2)) > start);
  CHECK(rule.variance(rule.after(rule.start(), 0.0)) < start);
}

TEST_CASE("a move that is none makes every forecast unknown", "[math][variance_forecast][faults]") {
  const double bad = std::nan("");
  CHECK(std::isnan(EwmaVariance{}.variance(EwmaVariance{}.after({}, bad))));
  const GarchVariance garch{{.constant = 1e-5, .reaction = 0.1, .memory = 0.85}};
  CHECK(std::isnan(garch.variance(garch.after(garch.start(), bad))));
  const RegimeVariance regimes{{.calm_deviation = 0.02, .wild_deviation = 0.08, .calm_to_wild = 0.05, .wild_to_calm = 0.15}};
  CHECK(std::isnan(regimes.variance(regimes.after(regimes.start(), bad))));
}

TEST_CASE("a forecast that does not revert, or forgets more than all, is a fault", "[math][variance_forecast][faults]") {
  CHECK(said(EwmaVariance{.decay = 1.0}.faults()) == std::vector<std::string>{"ewma_variance.decay is out of range, got 1"});
  CHECK(EwmaVariance{.decay = std::nan("")}.faults().size() == 1);
  CHECK(said(GarchVariance{{.constant = 1e-5, .reaction = 0.5, .memory = 0.5}}.faults()) ==
        std::vector<std::string>{"garch.persistence is out of range, got 1"});
  CHECK(said(HarVariance{{.constant = 1e-5, .day = 0.5, .week = 0.25, .month = 0.25}}.faults()) ==
        std::vector<std::string>{"har.persistence is out of range, got 1"});
  CHECK(said(RegimeVariance{{.calm_deviation = 0.02, .wild_deviation = 0.08, .calm_to_wild = 0.0, .wild_to_calm = 0.5}}.faults()) ==
        std::vector<std::string>{"two_regimes.calm_to_wild is out of range, got 0"});
  CHECK(EwmaVariance{.decay = 0.0}.faults().empty());
}
