#include "bulwark/math/sample_covariance.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the covariance of a few rows is that by hand, divided as asked", "[math][sample_covariance]") {
  const std::vector<double> values{1.0, 2.0, 2.0, 1.5, 3.0, 5.0, 4.0, 3.5, 5.0, 6.0};  // var_es.json, "ledoit-wolf-identity"
  std::vector<double> covariance(4);
  sample_covariance({values, 2}, 0, covariance);
  for (const std::size_t i : {0u, 1u, 2u}) CHECK(covariance[i] == 2.0);
  CHECK(covariance[3] == Catch::Approx(2.94));
  sample_covariance({values, 2}, 1, covariance);
  CHECK(covariance[0] == 2.5);
}

TEST_CASE("what is not known spreads to its own pairs alone", "[math][sample_covariance][faults]") {
  const std::vector<double> values{1.0, std::nan(""), 2.0, 1.5, 3.0, 5.0};
  std::vector<double> covariance(4);
  sample_covariance({values, 2}, 0, covariance);
  CHECK(covariance[0] == Catch::Approx(2.0 / 3.0));
  for (const std::size_t i : {1u, 2u, 3u}) CHECK(std::isnan(covariance[i]));
  sample_covariance({{}, 2}, 0, covariance);
  for (const double c : covariance) CHECK(std::isnan(c));
}
