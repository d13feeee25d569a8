#include "bulwark/math/two_regimes.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr TwoRegimes regimes{.calm_deviation = 0.02, .wild_deviation = 0.06, .calm_to_wild = 0.05, .wild_to_calm = 0.2};

/// The joint likelihood of every path of regimes, added up by what the last one is: no recursion in common with the filter.
double wild_by_enumeration(const std::vector<double>& moves) {
  const std::size_t steps = moves.size();
  double wild = 0.0, all = 0.0;
  for (std::size_t path = 0; path < std::size_t{2} << steps; ++path) {
    bool is_wild = path & 1;
    double likelihood = is_wild ? 0.2 : 0.8;  // the long run
    for (std::size_t t = 0; t < steps; ++t) {
      const bool next = path >> (t + 1) & 1;
      const double leave = is_wild ? regimes.wild_to_calm : regimes.calm_to_wild;
      likelihood *= next == is_wild ? 1.0 - leave : leave;
      is_wild = next;
      const double deviation = is_wild ? regimes.wild_deviation : regimes.calm_deviation;
      likelihood *= std::exp(-0.5 * moves[t] * moves[t] / deviation / deviation) / deviation;
    }
    all += likelihood;
    if (is_wild) wild += likelihood;
  }
  return wild / all;
}
}  // namespace

TEST_CASE("the filter is the likelihood of all paths of regimes", "[math][two_regimes]") {
  CHECK(long_run_wild(regimes) == Catch::Approx(0.2).epsilon(1e-15));
  CHECK(next_wild(regimes, long_run_wild(regimes)) == Catch::Approx(0.2).epsilon(1e-15));
  Random random{3};
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> moves;
    double wild = long_run_wild(regimes);
    for (int step = 0; step < 10; ++step) {
      moves.push_back(random.between(-0.15, 0.15));
      wild = wild_after(regimes, wild, moves.back());
    }
    CHECK(wild == Catch::Approx(wild_by_enumeration(moves)).epsilon(1e-12));
  }
}

TEST_CASE("any return leaves a probability, a large one says wild, a small one calm", "[math][two_regimes]") {
  double before = 0.0;
  for (const double move : {0.0, 0.01, 0.03, 0.06, 0.1, 1.0, 100.0, 1e154, 1e300}) {
    const double wild = wild_after(regimes, 0.2, move);
    CHECK(wild == wild_after(regimes, 0.2, -move));
    CHECK(wild > 0.0);
    CHECK(wild <= 1.0);
    CHECK(wild >= before);
    before = wild;
  }
  CHECK(wild_after(regimes, 0.2, 0.0) < 0.1);
  CHECK(wild_after(regimes, 0.2, 1.0) == 1.0);
  CHECK(next_wild(regimes, 1.0) == 0.8);  // so it is never stuck
  CHECK(std::isnan(wild_after(regimes, 0.2, std::nan(""))));
}

TEST_CASE("the variance expected is between the two regimes', by their chance", "[math][two_regimes]") {
  CHECK(regime_variance(regimes, 0.0) == Catch::Approx(0.95 * 4e-4 + 0.05 * 36e-4));
  CHECK(regime_variance(regimes, 1.0) == Catch::Approx(0.2 * 4e-4 + 0.8 * 36e-4));
}

TEST_CASE("regimes that are no two regimes are faults", "[math][two_regimes][faults]") {
  CHECK(faults(regimes).empty());
  CHECK(said(faults(TwoRegimes{0.0, -1.0, 0.0, 1.0})) ==
        std::vector<std::string>{"two_regimes.calm_deviation must be positive, got 0", "two_regimes.wild_deviation is out of range, got -1",
                                 "two_regimes.calm_to_wild is out of range, got 0", "two_regimes.wild_to_calm is out of range, got 1"});
}
