#include "bulwark/backstop/common_shock_losses.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/math/binomial.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
std::vector<double> law_of(const std::vector<FailingExposure>& exposures, const std::vector<double>& shocks, double years = 1.0) {
  Index units = 0;
  for (const auto& e : exposures) units += e.loss;
  std::vector<double> law(static_cast<std::size_t>(units + 1)), scratch(law.size());
  REQUIRE(common_shock_losses(exposures, shocks, years, law, scratch).empty());
  return law;
}
}  // namespace

TEST_CASE("equal and independent things fail as coins are tossed", "[backstop][common_shock_losses]") {
  const double rate = 0.2, chance = -std::expm1(-0.2);
  const auto law = law_of(std::vector<FailingExposure>(12, {rate, 1}), {});
  double at_most = 0.0;
  for (Index k = 0; k < 12; ++k) {
    at_most += law[static_cast<std::size_t>(k)];
    CHECK_THAT(at_most, WithinRel(binomial_split(k, 12, chance).at_most, 1e-13));
  }
}

TEST_CASE("the law against every outcome counted one by one", "[backstop][common_shock_losses]") {
  test::Random random{67};
  for (int round = 0; round < 50; ++round) {
    const std::size_t n = 5, m = 2;
    std::vector<FailingExposure> exposures;
    for (std::size_t i = 0; i < n; ++i)
      exposures.push_back({random.between(0.0, 1.0), random.below(4), static_cast<std::uint32_t>(random.below(4))});
    const std::vector<double> shocks{random.between(0.0, 1.0), random.between(0.0, 1.0)};
    const auto law = law_of(exposures, shocks, 0.7);
    std::vector<double> counted(law.size(), 0.0);
    for (std::uint32_t outcome = 0; outcome < (1u << (n + m)); ++outcome) {
      double chance = 1.0;
      Index loss = 0;
      const std::uint32_t came = outcome >> n;
      for (std::size_t k = 0; k < m; ++k) chance *= (came >> k & 1u) ? 1.0 - std::exp(-0.7 * shocks[k]) : std::exp(-0.7 * shocks[k]);
      for (std::size_t i = 0; i < n; ++i) {
        const bool fails = (outcome >> i & 1u) != 0;
        chance *= fails ? 1.0 - std::exp(-0.7 * exposures[i].per_year) : std::exp(-0.7 * exposures[i].per_year);
        if (fails || (exposures[i].shocks & came)) loss += exposures[i].loss;
      }
      counted[static_cast<std::size_t>(loss)] += chance;
    }
    for (std::size_t k = 0; k < law.size(); ++k) CHECK_THAT(law[k], WithinAbs(counted[k], 1e-14));
  }
}

TEST_CASE("a common cause leaves the mean and makes the tail, and so the fund", "[backstop][common_shock_losses]") {
  // Ten bridges that each fail with an intensity of 2 % a year, of which 0, 1 or 2 % is shared.
  std::vector<Index> funds;
  std::vector<double> means, uncovered;
  for (const double shared : {0.0, 0.01, 0.02}) {
    const auto law = law_of(std::vector<FailingExposure>(10, {0.02 - shared, 5, 1}), {shared});
    means.push_back(expected_units(law));
    funds.push_back(units_that_suffice(law, 0.995));
    uncovered.push_back(uncovered_units(law, 10));
  }
  CHECK_THAT(means[1], WithinRel(means[0], 1e-13));
  CHECK_THAT(means[2], WithinRel(10.0 * 5.0 * -std::expm1(-0.02), 1e-13));
  CHECK(funds == std::vector<Index>{10, 50, 50});
  CHECK((uncovered[0] < uncovered[1] && uncovered[1] < uncovered[2]));
}

TEST_CASE("a fund suffices where the chance beyond it does, and one unit less would not", "[backstop][common_shock_losses]") {
  const auto law = law_of({{0.1, 3, 1}, {0.3, 2, 1}, {0.05, 7, 0}}, {0.02});
  for (const double confidence : {0.5, 0.9, 0.99, 0.999}) {
    const Index fund = units_that_suffice(law, confidence);
    const auto beyond = [&](Index from) {
      double sum = 0.0;
      for (Index k = std::ssize(law) - 1; k > from; --k) sum += law[static_cast<std::size_t>(k)];
      return sum;
    };
    CHECK(beyond(fund) <= 1.0 - confidence);
    if (fund > 0) CHECK(beyond(fund - 1) > 1.0 - confidence);
  }
  CHECK(uncovered_units(law, 12) == 0.0);
}

TEST_CASE("with anything wrong the law stays as it was, and all of it is named", "[backstop][common_shock_losses][faults]") {
  std::vector<double> law(2, 7.0), scratch(1);
  const std::vector<FailingExposure> bad{{-1.0, -2, 0}, {0.1, 5, 4}};
  const std::vector<double> shocks{0.1, std::numeric_limits<double>::infinity()};
  CHECK(test::said(common_shock_losses(bad, shocks, -1.0, law, scratch)) ==
        std::vector<std::string>{"common_shock.per_year[1] is out of range, got inf", "exposure.per_year[0] is out of range, got -1",
                                 "exposure.loss[0] must not be negative, got -2", "exposure.shocks[1] is out of range, got 4",
                                 "common_shocks.years is out of range, got -1", "common_shocks.law has the wrong length, got 2",
                                 "common_shocks.scratch has the wrong length, got 1"});
  CHECK(law == std::vector<double>{7.0, 7.0});
}
