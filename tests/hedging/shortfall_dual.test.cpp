#include "bulwark/hedging/shortfall_dual.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "bulwark/var/expected_shortfall.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

TEST_CASE("the bound lies below every trade's shortfall and cost after any number of steps, and never falls", "[hedging][shortfall_dual]") {
  Random random{251};
  for (int draw = 0; draw < 20; ++draw) {
    std::vector<double> book, hedges;
    const std::vector<double> least{-5.0, 0.0}, most{5.0, 8.0}, cost{0.1, 0.3};
    for (int s = 0; s < 60; ++s) {
      const double market = random.between(-3.0, 3.0);
      book.push_back(4.0 * market + random.between(-1.0, 1.0));
      hedges.push_back(market), hedges.push_back(random.between(-1.0, 1.0) - market);
    }
    const ShortfallProblem problem{book, hedges, least, most, cost, 0.1};
    double lowest = 1e300;
    for (int trade = 0; trade < 500; ++trade) {
      const double a = random.between(least[0], most[0]), b = random.between(least[1], most[1]);
      std::vector<double> left = book;
      for (std::size_t s = 0; s < left.size(); ++s) left[s] += a * hedges[2 * s] + b * hedges[2 * s + 1];
      lowest = std::min(lowest, rockafellar_uryasev_shortfall(left, 0.1) + cost[0] * std::abs(a) + cost[1] * std::abs(b));
    }
    double before = -1e300;
    for (const Index steps : {Index{0}, Index{1}, Index{3}, Index{10}, Index{1'000}}) {
      ShortfallDual dual(problem);
      const bool is_done = dual.solve(steps);
      CHECK(dual.bound() <= lowest + 1e-12);
      CHECK(dual.bound() >= before - 1e-12);
      before = dual.bound();
      CHECK(is_done == (dual.steps() < steps || steps == 1'000));
    }
  }
}

TEST_CASE("one scenario: the hedge that pays in it is bought to its limit", "[hedging][shortfall_dual]") {
  const std::vector<double> book{-10.0}, hedges{2.0}, least{-1.0}, most{3.0}, cost{0.5};
  const ShortfallProblem problem{book, hedges, least, most, cost, 0.5};
  ShortfallDual dual(problem);
  REQUIRE(dual.solve(100));
  CHECK(dual.quantity(0) == 3.0);
  CHECK_THAT(dual.bound(), WithinAbs(10.0 - 3.0 * (2.0 - 0.5), 1e-12));
}
