#include "bulwark/math/ewma.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/cholesky.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a calm day lowers a variance, a wild one raises it, one of its size leaves it", "[math][ewma]") {
  // Hull: decay 0.90, volatility 1 %, move 2 %. var_es.json, "hull-ewma".
  CHECK(ewma_variance(0.0001, 0.02, 0.9) == Catch::Approx(0.00013).epsilon(1e-15));
  CHECK(ewma_variance(0.0001, -0.02, 0.9) == ewma_variance(0.0001, 0.02, 0.9));
  CHECK(ewma_variance(0.25, 0.5, 0.9) == Catch::Approx(0.25).epsilon(1e-15));
  CHECK(ewma_variance(0.0001, 0.0, 0.9) < 0.0001);
}

TEST_CASE("a covariance stays one, and its diagonal is the variances", "[math][ewma]") {
  std::vector<double> covariance(9, 0.0), variance(3, 0.0);
  const std::vector<double> z = normal_profits(300, 141);
  for (std::size_t day = 0; day < 100; ++day) {
    const std::vector<double> moves{z[3 * day], z[3 * day] + 0.01 * z[3 * day + 1], z[3 * day + 2]};
    ewma_covariance(covariance, moves, 0.94);
    for (std::size_t i = 0; i < 3; ++i) {
      variance[i] = ewma_variance(variance[i], moves[i], 0.94);
      CHECK(covariance[4 * i] == variance[i]);
      for (std::size_t j = 0; j < 3; ++j) CHECK(covariance[3 * i + j] == covariance[3 * j + i]);
    }
    std::vector<double> factor = covariance;
    CHECK(cholesky(factor, 3) >= 0);
  }
}

TEST_CASE("a move that is not known leaves its own covariances unknown", "[math][ewma][faults]") {
  std::vector<double> covariance{1.0, 0.5, 0.5, 1.0};
  ewma_covariance(covariance, std::vector<double>{std::nan(""), 1.0}, 0.9);
  CHECK((std::isnan(covariance[0]) && std::isnan(covariance[1]) && covariance[3] == 1.0));
}
