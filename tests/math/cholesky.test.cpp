#include "bulwark/math/cholesky.hpp"

#include <cmath>
#include <vector>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// A A^T of a matrix of random numbers: `rank` columns.
std::vector<double> gram(std::size_t size, std::size_t rank, std::uint64_t seed) {
  Inputs inputs{seed};
  std::vector<double> a(size * rank), matrix(size * size, 0.0);
  for (double& x : a) x = 2.0 * inputs.unit() - 1.0;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      for (std::size_t k = 0; k < rank; ++k) matrix[i * size + j] += a[i * rank + k] * a[j * rank + k];
  return matrix;
}

}  // namespace

TEST_CASE("a factor times itself is the matrix, of full rank or not", "[math][cholesky]") {
  for (const std::size_t size : {1u, 2u, 5u, 20u})
    for (const std::size_t rank : {size, (size + 1) / 2}) {
      const std::vector<double> matrix = gram(size, rank, 83 + size);
      std::vector<double> factor = matrix;
      CHECK(cholesky(factor, static_cast<Index>(size)) == static_cast<Index>(rank));
      for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j) {
          double sum = 0.0;
          for (std::size_t k = 0; k < size; ++k) sum += factor[i * size + k] * factor[j * size + k];
          CHECK(sum == Catch::Approx(matrix[i * size + j]).margin(1e-12));
          if (j > i) CHECK(factor[i * size + j] == 0.0);
        }
    }
}

TEST_CASE("nothing at all is a matrix of rank none", "[math][cholesky]") {
  std::vector<double> zero(9, 0.0);
  CHECK(cholesky(zero, 3) == 0);
}

TEST_CASE("an indefinite matrix, or one with a number that is none, has no factor", "[math][cholesky][faults]") {
  std::vector<double> indefinite{1.0, 2.0, 2.0, 1.0}, hidden{0.0, 1.0, 1.0, 1.0}, bad{1.0, 0.0, std::nan(""), 1.0}, negative{-1.0};
  CHECK(cholesky(indefinite, 2) == -1);
  CHECK(cholesky(hidden, 2) == -1);
  CHECK(cholesky(bad, 2) == -1);
  CHECK(cholesky(negative, 1) == -1);
}
