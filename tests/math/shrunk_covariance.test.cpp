#include "bulwark/math/shrunk_covariance.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/cholesky.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("two series of five rows go a third of the way to the identity", "[math][shrunk_covariance]") {
  const std::vector<double> values{1.0, 2.0, 2.0, 1.5, 3.0, 5.0, 4.0, 3.5, 5.0, 6.0};  // var_es.json, "ledoit-wolf-identity"
  std::vector<double> covariance(4);
  CHECK(shrink_to_identity({values, 2}, covariance) == Catch::Approx(0.327906370679239).epsilon(1e-13));
  CHECK(covariance[0] == Catch::Approx(2.154115994219242).epsilon(1e-13));
  CHECK(covariance[1] == Catch::Approx(1.344187258641522).epsilon(1e-13));
  CHECK(covariance[3] == Catch::Approx(2.7858840057807575).epsilon(1e-13));
}

TEST_CASE("three series of six rows go part of the way to one correlation", "[math][shrunk_covariance]") {
  // The paper's appendix B term by term, to 30 digits.
  const std::vector<double> values{1.0, 2.0, -1.0, 2.0, 1.5, 0.5, 3.0, 5.0, 0.25, 4.0, 3.5, -2.0, 5.0, 6.0, 1.0, -2.0, 0.5, 3.0};
  std::vector<double> covariance(9);
  CHECK(shrink_to_constant_correlation({values, 3}, covariance) == Catch::Approx(0.408442594486065668).epsilon(1e-13));
  const std::size_t at[] = {0, 3, 4, 6, 7, 8};
  const double expected[] = {5.1388888888888888889,  2.2806556757580289001,   3.7847222222222222222,
                             -1.1700784732750292007, -0.46798131517367607333, 2.4670138888888888889};
  for (std::size_t i = 0; i < 6; ++i) CHECK(covariance[at[i]] == Catch::Approx(expected[i]).epsilon(1e-13));
}

TEST_CASE("more series than rows are positive definite once shrunk, and many rows are left alone", "[math][shrunk_covariance]") {
  for (const auto shrink : {shrink_to_identity, shrink_to_constant_correlation}) {
    std::vector<double> z = normal_profits(12 * 30, 151);
    for (std::size_t i = 0; i < z.size(); ++i) z[i] += 2.0 * z[i / 30 * 30];  // a common factor
    std::vector<double> covariance(900);
    const double intensity = shrink({z, 30}, covariance);
    CHECK((intensity > 0.0 && intensity <= 1.0));
    std::vector<double> factor = covariance;
    CHECK(cholesky(factor, 30) == 30);

    std::vector<double> many = normal_profits(3 * 20'000, 152);
    for (std::size_t i = 0; i < many.size(); i += 3) many[i + 1] += many[i], many[i + 2] *= 3.0;
    CHECK(shrink({many, 3}, std::span(covariance).first(9)) < 0.001);
  }
}

TEST_CASE("a row that is not known, or a series that never moves, is not shrunk away", "[math][shrunk_covariance][faults]") {
  const std::vector<double> unknown{1.0, std::nan(""), 2.0, 1.5, 3.0, 5.0}, constant{1.0, 7.0, 2.0, 7.0, 3.0, 7.0};
  std::vector<double> covariance(4);
  for (const auto shrink : {shrink_to_identity, shrink_to_constant_correlation}) {
    CHECK(std::isnan(shrink({unknown, 2}, covariance)));
    CHECK(std::isnan(covariance[1]));
  }
  CHECK(std::isnan(shrink_to_constant_correlation({constant, 2}, covariance)));
  CHECK(std::isnan(covariance[1]));
}
