#include "bulwark/var/delta_normal.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("Hull's two shares risk less together than apart", "[var][delta_normal]") {
  // var_es.json, "hull-two-asset": 10 days, z = 2.33.
  const double tail = normal_cdf(-2.33), ten = std::sqrt(10.0);
  const std::vector<double> delta{10e6, 5e6};
  const std::vector<double> covariance{0.0004 * 10, 0.00006 * 10, 0.00006 * 10, 0.0001 * 10};
  const VarReport both = delta_normal(delta, covariance, tail);
  CHECK(both.value_at_risk == Catch::Approx(1622657.2342919502).epsilon(1e-12));
  CHECK(both.expected_shortfall > both.value_at_risk);
  const std::vector<double> first{10e6}, its{0.0004 * 10};
  CHECK(delta_normal(first, its, tail).value_at_risk == Catch::Approx(2.33 * 10e6 * 0.02 * ten).epsilon(1e-12));
  CHECK(delta_normal_contribution(delta, covariance, 0, tail) + delta_normal_contribution(delta, covariance, 1, tail) ==
        Catch::Approx(both.value_at_risk).epsilon(1e-14));
}

TEST_CASE("a contribution is what one unit more adds to a delta-normal book", "[var][delta_normal]") {
  const std::vector<double> covariance{0.04, 0.01, 0.01, 0.09}, delta{3.0, -2.0}, more{3.0, -2.0 + 1e-6};
  const double slope = (delta_normal(more, covariance, 0.01).value_at_risk - delta_normal(delta, covariance, 0.01).value_at_risk) / 1e-6;
  CHECK(delta_normal_contribution(delta, covariance, 1, 0.01) / -2.0 == Catch::Approx(slope).epsilon(1e-6));
}

TEST_CASE("a book that nothing moves risks nothing; a covariance that is none leaves the risk unknown", "[var][delta_normal][faults]") {
  const std::vector<double> delta{1.0, -1.0}, one{1.0, 1.0, 1.0, 1.0}, indefinite{1.0, 2.0, 2.0, 1.0};
  CHECK(delta_normal(delta, one, 0.01).value_at_risk == 0.0);
  CHECK(std::isnan(delta_normal(delta, indefinite, 0.01).value_at_risk));
}
