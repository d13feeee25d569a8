#include "bulwark/var/value_at_risk_error.hpp"

#include <cmath>

#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the error of a value at risk is what samples of it scatter by", "[var][value_at_risk_error]") {
  double estimate = 0.0, mean = 0.0, square = 0.0;
  constexpr int samples = 400;
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    std::vector<double> profits = normal_profits(1000, 1000 + seed);
    const double loss = order_statistic_var(profits, 0.05);
    mean += loss / samples, square += loss * loss / samples;
    estimate += order_statistic_var_error(profits, 0.05) / samples;
  }
  const double scatter = std::sqrt(square - mean * mean);
  CHECK(estimate == Catch::Approx(scatter).epsilon(0.1));
  // sqrt(p (1 - p) / n) / density at the quantile
  CHECK(estimate == Catch::Approx(std::sqrt(0.05 * 0.95 / 1000.0) / normal_density(normal_quantile(0.05))).epsilon(0.05));
}

TEST_CASE("it is the deviation of all bootstrap samples", "[var][value_at_risk_error]") {
  // Three scenarios, median: 27 samples, of which 7 have the lowest, 13 the middle and 7 the highest as theirs.
  std::vector<double> profits{1.0, -2.0, 4.0};
  const double mean = (7.0 * -2.0 + 13.0 * 1.0 + 7.0 * 4.0) / 27.0, square = (7.0 * 4.0 + 13.0 * 1.0 + 7.0 * 16.0) / 27.0;
  CHECK(order_statistic_var_error(profits, 0.5) == Catch::Approx(std::sqrt(square - mean * mean)).epsilon(1e-14));
}

TEST_CASE("what never moves has no error", "[var][value_at_risk_error]") {
  std::vector<double> constant(300, -7.0);
  CHECK(order_statistic_var_error(constant, 0.01) == 0.0);
}

TEST_CASE("the error of what is not known is not known", "[var][value_at_risk_error][faults]") {
  std::vector<double> none, bad{1.0, std::nan("")};
  CHECK(std::isnan(order_statistic_var_error(none, 0.01)));
  CHECK(std::isnan(order_statistic_var_error(bad, 0.01)));
}
