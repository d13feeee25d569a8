#include "bulwark/calibration/garch_fit.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/normal.hpp"
#include "bulwark/math/random_bits.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/said.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

std::vector<double> path_of(const Garch& rule, Index steps, std::uint64_t seed) {
  double variance = long_run_variance(rule);
  std::vector<double> path;
  for (Index i = 0; i < steps; ++i) {
    path.push_back(std::sqrt(variance) * normal_quantile(random_pair(seed, i, 0)[0]));
    variance = garch_variance(rule, variance, path.back());
  }
  return path;
}

/// The likelihood written once more, straight from its definition.
double likelihood(const Garch& rule, const std::vector<double>& returns) {
  double variance = 0.0, sum = 0.0;
  for (const double r : returns) variance += r * r / static_cast<double>(returns.size());
  for (const double r : returns) {
    sum -= 0.5 * (std::log(variance) + r * r / variance);
    variance = rule.constant + rule.reaction * r * r + rule.memory * variance;
  }
  return sum;
}

}  // namespace

TEST_CASE("a rule is found again in a path that it made, as near as so many returns tell", "[calibration][garch_fit]") {
  const Garch truth{.constant = 2e-5, .reaction = 0.1, .memory = 0.85};
  const auto fit = garch_fit(path_of(truth, 20'000, 1));
  REQUIRE(fit);
  CHECK(fit->has_converged);
  CHECK_FALSE(fit->is_on_edge);
  // standard errors at 20,000 returns are near 0.006 and 0.01
  CHECK(fit->rule.reaction == Catch::Approx(0.1).margin(0.02));
  CHECK(fit->rule.memory == Catch::Approx(0.85).margin(0.03));
  CHECK(long_run_variance(fit->rule) == Catch::Approx(4e-4).epsilon(0.1));
}

TEST_CASE("nothing near the rule that was found is likelier", "[calibration][garch_fit]") {
  for (const std::uint64_t seed : {2u, 3u, 4u, 5u}) {
    const std::vector<double> path = path_of({.constant = 4e-5, .reaction = 0.2, .memory = 0.7}, 1'500, seed);
    const auto fit = garch_fit(path);
    REQUIRE(fit);
    CHECK(fit->has_converged);
    CHECK(fit->log_likelihood == Catch::Approx(likelihood(fit->rule, path)).epsilon(1e-12));
    for (const double off : {0.98, 0.995, 1.005, 1.02})
      for (int which = 0; which < 3; ++which) {
        Garch other = fit->rule;
        (which == 0 ? other.constant : which == 1 ? other.reaction : other.memory) *= off;
        CHECK(likelihood(other, path) <= fit->log_likelihood + 1e-6);
      }
  }
}

TEST_CASE("slopes of the likelihood are what differences say", "[calibration][garch_fit]") {
  const std::vector<double> path = path_of({.constant = 4e-5, .reaction = 0.2, .memory = 0.7}, 300, 6);
  const Garch at{.constant = 5e-5, .reaction = 0.15, .memory = 0.6};
  const GarchLikelihood own = garch_likelihood(at, path);
  for (int which = 0; which < 3; ++which) {
    Garch up = at, down = at;
    const double step = which == 0 ? 1e-9 : 1e-5;
    (which == 0 ? up.constant : which == 1 ? up.reaction : up.memory) += step;
    (which == 0 ? down.constant : which == 1 ? down.reaction : down.memory) -= step;
    CHECK(own.slope(which) == Catch::Approx((likelihood(up, path) - likelihood(down, path)) / (2.0 * step)).epsilon(1e-5));
  }
}

TEST_CASE("returns without memory say so, and those that cannot be fitted are faults", "[calibration][garch_fit][faults]") {
  std::vector<double> path;
  for (Index i = 0; i < 2'000; ++i) path.push_back(0.01 * normal_quantile(random_pair(7, i, 0)[0]));
  const auto calm = garch_fit(path);
  REQUIRE(calm);
  CHECK(calm->rule.reaction < 0.05);
  CHECK(garch_fit(std::vector<double>(20, 0.01)).faults().size() == 1);
  CHECK(said(garch_fit(std::vector<double>(100, 0.0)).faults()) == std::vector<std::string>{"garch_fit.variance must be positive, got 0"});
  path[11] = NAN;
  CHECK(said(garch_fit(path).faults()) == std::vector<std::string>{"garch_fit.returns[11] must be finite, got nan"});
}
