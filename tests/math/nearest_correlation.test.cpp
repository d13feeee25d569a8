#include "bulwark/math/nearest_correlation.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/cholesky.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
CorrelationRepair repair(std::vector<double>& matrix, Index size) {
  std::vector<double> scratch(5 * matrix.size());
  return nearest_correlation(matrix, size, scratch);
}
}  // namespace

TEST_CASE("Higham's matrix of three", "[math][nearest_correlation]") {
  // Higham (2002), section 4: [1 1 0; 1 1 1; 0 1 1] is 0.5278 from [1 .7607 .1573; .7607 1 .7607; .1573 .7607 1].
  std::vector<double> matrix{1, 1, 0, 1, 1, 1, 0, 1, 1};
  const CorrelationRepair done = repair(matrix, 3);
  CHECK(done.converged);
  CHECK(done.distance == Catch::Approx(0.5278).margin(5e-5));
  CHECK(done.lowest == Catch::Approx(1.0 - std::sqrt(2.0)));
  CHECK(matrix[1] == Catch::Approx(0.7607).margin(5e-5));
  CHECK(matrix[2] == Catch::Approx(0.1573).margin(5e-5));
  // By symmetry (x, y, x) with 1 + y = 2 x^2 on the edge of the cone: least 4 (1 - x)^2 + 2 y^2 has 4 x^3 - x - 1 = 0.
  CHECK(4.0 * matrix[1] * matrix[1] * matrix[1] - matrix[1] - 1.0 == Catch::Approx(0.0).margin(1e-9));
  CHECK(matrix[5] == Catch::Approx(matrix[1]).epsilon(1e-10));
}

TEST_CASE("a correlation matrix stays as it is, singular or not", "[math][nearest_correlation]") {
  for (const std::vector<double>& given : {std::vector<double>{1, 1, 1, 1}, {1, -1, -1, 1}, {1, 0.3, 0.3, 1}, {1}}) {
    std::vector<double> matrix = given;
    const CorrelationRepair done = repair(matrix, given.size() == 1 ? 1 : 2);
    CHECK((done.converged && done.distance == 0.0 && done.steps == 0));
    CHECK(matrix == given);
  }
}

TEST_CASE("what is repaired has ones on its diagonal, is semidefinite, and no point on the way is nearer", "[math][nearest_correlation]") {
  for (const std::size_t size : {3u, 8u, 24u}) {
    Inputs inputs{160 + size};
    std::vector<double> given(size * size, 1.0);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < i; ++j) given[i * size + j] = given[j * size + i] = 2.0 * inputs.unit() - 1.0;
    std::vector<double> matrix = given;
    const CorrelationRepair done = repair(matrix, static_cast<Index>(size));
    CHECK(done.converged);
    std::vector<double> factor = matrix;
    CHECK(cholesky(factor, static_cast<Index>(size)) >= 0);
    // Towards any other correlation matrix the distance grows: here the identity and the given one shrunk until it is one.
    double to_identity = 0.0, to_shrunk = 0.0;
    const double shrink = 1.0 / (1.0 - done.lowest);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        CHECK(matrix[i * size + j] == matrix[j * size + i]);
        if (i == j) CHECK(matrix[i * size + j] == 1.0);
        const double gap = given[i * size + j] - matrix[i * size + j];
        to_identity += gap * ((i == j ? 1.0 : 0.0) - matrix[i * size + j]);
        to_shrunk += gap * ((i == j ? 1.0 : shrink * given[i * size + j]) - matrix[i * size + j]);
      }
    CHECK(to_identity <= 1e-7);
    CHECK(to_shrunk <= 1e-7);
  }
}

TEST_CASE("a matrix with a number that is none is not repaired", "[math][nearest_correlation][faults]") {
  std::vector<double> matrix{1.0, std::nan(""), std::nan(""), 1.0};
  const CorrelationRepair done = repair(matrix, 2);
  CHECK_FALSE(done.converged);
  CHECK(std::isnan(done.lowest));
}
