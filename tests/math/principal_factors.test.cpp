#include "bulwark/math/principal_factors.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
/// A correlation of `size` variables on a market factor and something of their own.
std::vector<double> market_like(Index size) {
  Random random{4};
  std::vector<double> beta, matrix;
  for (Index i = 0; i < size; ++i) beta.push_back(random.between(0.3, 0.95));
  for (Index i = 0; i < size; ++i)
    for (Index j = 0; j < size; ++j) matrix.push_back(i == j ? 1.0 : beta[static_cast<std::size_t>(i)] * beta[static_cast<std::size_t>(j)]);
  return matrix;
}
}  // namespace

TEST_CASE("all factors are the matrix, and explain all of it", "[math][principal_factors]") {
  const Index n = 8;
  const std::vector<double> matrix = market_like(n);
  const PrincipalFactors all = principal_factors(matrix, n, n);
  REQUIRE(all.is_known);
  CHECK(all.explained == Catch::Approx(1.0).epsilon(1e-14));
  for (Index i = 0; i < n; ++i) {
    CHECK(all.own[static_cast<std::size_t>(i)] < 1e-6);
    for (Index j = 0; j < n; ++j) {
      double sum = 0.0;
      for (Index f = 0; f < n; ++f)
        sum += all.weight[static_cast<std::size_t>(i * n + f)] * all.weight[static_cast<std::size_t>(j * n + f)];
      CHECK(sum == Catch::Approx(matrix[static_cast<std::size_t>(i * n + j)]).margin(1e-13));
    }
  }
}

TEST_CASE("fewer factors explain less, never less than their share, and keep every variance", "[math][principal_factors]") {
  const Index n = 12;
  const std::vector<double> matrix = market_like(n);
  double before = -1.0;
  for (Index k = 0; k <= n; ++k) {
    const PrincipalFactors some = principal_factors(matrix, n, k);
    REQUIRE(some.is_known);
    CHECK(some.explained > before);
    CHECK(some.explained >= static_cast<double>(k) / static_cast<double>(n) - 1e-12);
    before = some.explained;
    double sum = 0.0;
    for (Index f = 0; f < k; ++f) sum += some.eigenvalue[static_cast<std::size_t>(f)];
    CHECK(some.explained == Catch::Approx(sum / static_cast<double>(n)).margin(1e-14));
    for (Index i = 0; i < n; ++i) {
      double variance = some.own[static_cast<std::size_t>(i)] * some.own[static_cast<std::size_t>(i)];
      for (Index f = 0; f < k; ++f) variance += std::pow(some.weight[static_cast<std::size_t>(i * k + f)], 2);
      CHECK(variance == Catch::Approx(1.0).epsilon(1e-13));
    }
  }
  const PrincipalFactors one = principal_factors(matrix, n, 1);
  for (const double weight : one.weight) CHECK(weight > 0.0);  // a market factor, its sign settled
  for (std::size_t f = 1; f < one.eigenvalue.size(); ++f) CHECK(one.eigenvalue[f] <= one.eigenvalue[f - 1]);
}

TEST_CASE("two variables of correlation r have the factors 1 + r and 1 - r", "[math][principal_factors]") {
  const PrincipalFactors one = principal_factors({1.0, 0.6, 0.6, 1.0}, 2, 1);
  CHECK(one.eigenvalue[0] == Catch::Approx(1.6).epsilon(1e-15));
  CHECK(one.eigenvalue[1] == Catch::Approx(0.4).epsilon(1e-14));
  CHECK(one.explained == Catch::Approx(0.8).epsilon(1e-15));
  CHECK(one.weight[0] == Catch::Approx(std::sqrt(0.8)).epsilon(1e-15));
  CHECK(one.own[1] == Catch::Approx(std::sqrt(0.2)).epsilon(1e-14));
}

TEST_CASE("factors of no numbers are not known", "[math][principal_factors][faults]") {
  CHECK_FALSE(principal_factors({std::numeric_limits<double>::quiet_NaN()}, 1, 1).is_known);
}
