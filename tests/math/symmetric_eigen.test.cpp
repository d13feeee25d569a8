#include "bulwark/math/symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("eigenvectors are orthonormal and rebuild the matrix", "[math][symmetric_eigen]") {
  for (const std::size_t size : {1u, 2u, 7u, 40u}) {
    Inputs inputs{90 + size};
    std::vector<double> matrix(size * size), vectors(size * size);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j <= i; ++j) matrix[i * size + j] = matrix[j * size + i] = inputs.with_sign(inputs.of_sizes(-3, 3));
    std::vector<double> values = matrix;
    REQUIRE(symmetric_eigen(values, vectors, static_cast<Index>(size)));
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        double rebuilt = 0.0, inner = 0.0;
        for (std::size_t k = 0; k < size; ++k) {
          rebuilt += values[k * size + k] * vectors[k * size + i] * vectors[k * size + j];
          inner += vectors[i * size + k] * vectors[j * size + k];
        }
        CHECK(rebuilt == Catch::Approx(matrix[i * size + j]).margin(1e-12));
        CHECK(inner == Catch::Approx(i == j ? 1.0 : 0.0).margin(1e-13));
      }
  }
}

TEST_CASE("known eigenvalues are met", "[math][symmetric_eigen]") {
  std::vector<double> second_difference(25, 0.0), vectors(25);  // 2 - 2 cos(k pi / 6)
  for (std::size_t i = 0; i < 5; ++i) {
    second_difference[i * 6] = 2.0;
    if (i > 0) second_difference[i * 5 + i - 1] = second_difference[(i - 1) * 5 + i] = -1.0;
  }
  REQUIRE(symmetric_eigen(second_difference, vectors, 5));
  std::vector<double> values;
  for (std::size_t i = 0; i < 5; ++i) values.push_back(second_difference[i * 6]);
  std::sort(values.begin(), values.end());
  for (std::size_t k = 1; k <= 5; ++k)
    CHECK(values[k - 1] == Catch::Approx(2.0 - 2.0 * std::cos(static_cast<double>(k) * std::acos(-1.0) / 6.0)).epsilon(1e-14));
}

TEST_CASE("a matrix of equal columns has one eigenvalue that is not zero", "[math][symmetric_eigen]") {
  std::vector<double> ones(36, 1.0), vectors(36);
  REQUIRE(symmetric_eigen(ones, vectors, 6));
  std::vector<double> values;
  for (std::size_t i = 0; i < 6; ++i) values.push_back(ones[i * 7]);
  std::sort(values.begin(), values.end());
  CHECK(values[5] == Catch::Approx(6.0).epsilon(1e-15));
  for (std::size_t i = 0; i < 5; ++i) CHECK(std::fabs(values[i]) < 1e-15);
}

TEST_CASE("a number that is none has no eigenvalues", "[math][symmetric_eigen][faults]") {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    std::vector<double> matrix{1.0, bad, bad, 1.0}, vectors(4);
    CHECK_FALSE(symmetric_eigen(matrix, vectors, 2));
  }
}
