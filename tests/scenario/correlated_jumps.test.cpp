#include "bulwark/scenario/correlated_jumps.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
CorrelatedJumps two() {
  return {.years = 1.0 / 365.0,
          .volatility = {0.5, 0.7},
          .model = {JumpParameters{10.0, -0.03, 0.05}, DoubleExponentialJumps{.per_year = 4.0}},
          .correlation = {1.0, 0.8, 0.8, 1.0},
          .common_per_year = 6.0};
}
}  // namespace

TEST_CASE("an asset's jumps are as many as its model says: those of events and its own", "[scenario][correlated_jumps]") {
  CorrelatedJumps law = two();
  CHECK(law.faults().empty());
  for (const bool is_given : {false, true}) {
    if (is_given) law.hit = {0.5, 0.25};
    for (Index a = 0; a < 2; ++a)
      CHECK(law.own_per_year(a) + law.hit_by(a) * law.common_per_year == Catch::Approx(jumps_per_year(law.model_of(a))).epsilon(1e-14));
  }
  law.hit = {};
  CHECK(law.hit_by(0) == 1.0);
  CHECK(law.hit_by(1) == 4.0 / 6.0);
  CHECK(law.own_per_year(1) == 0.0);
}

TEST_CASE("a singular correlation is a law, an indefinite one is reported with its lowest eigenvalue and can be repaired",
          "[scenario][correlated_jumps][faults]") {
  CorrelatedJumps law = two();
  law.correlation = {1.0, -1.0, -1.0, 1.0};
  CHECK(law.faults().empty());
  law = {.years = 0.01, .volatility = {1.0, 1.0, 1.0}, .correlation = {1.0, 0.9, -0.9, 0.9, 1.0, 0.9, -0.9, 0.9, 1.0}};
  const Faults found = law.faults();
  REQUIRE(found.size() == 1);
  CHECK(std::string(found[0].field) == "correlated_jumps.correlation.lowest_eigenvalue");
  CHECK(found[0].value == Catch::Approx(-0.8).epsilon(1e-12));
  const CorrelationRepair repair = repair_correlation(law);
  CHECK(repair.converged);
  CHECK(repair.lowest == Catch::Approx(-0.8).epsilon(1e-12));
  CHECK(repair.distance > 0.1);
  CHECK(law.faults().empty());
  const std::vector<double> fine = law.correlation;
  repair_correlation(law);
  CHECK(law.correlation == fine);
}

TEST_CASE("a joint law reports every fault", "[scenario][correlated_jumps][faults]") {
  CHECK(said(CorrelatedJumps{.years = 0.0,
                             .volatility = {},
                             .model = {ModelParameters{}},
                             .common_per_year = -1.0,
                             .hit = {2.0},
                             .size_correlation = 1.5,
                             .factors = 3}
                 .faults()) ==
        std::vector<std::string>{"correlated_jumps.years must be positive, got 0", "correlated_jumps.volatility must not be empty",
                                 "correlated_jumps.model has the wrong length, got 1", "correlated_jumps.hit has the wrong length, got 1",
                                 "correlated_jumps.common_per_year is out of range, got -1",
                                 "correlated_jumps.size_correlation is out of range, got 1.5",
                                 "correlated_jumps.factors is out of range, got 3"});
  CorrelatedJumps law = two();
  law.volatility[1] = std::numeric_limits<double>::quiet_NaN();
  law.model[0] = StochasticVariance{};
  law.hit = {0.0, 1.0};
  law.correlation = {1.0, 0.8, 0.7, 1.0};
  CHECK(said(law.faults()) == std::vector<std::string>{"correlated_jumps.volatility[1] is out of range, got nan",
                                                       "correlated_jumps.model[0] is out of range, got 3",
                                                       "correlated_jumps.own_per_year[1] is out of range, got -2",
                                                       "correlated_jumps.correlation[1,0] is out of range, got 0.69999999999999996"});
}
