#include "bulwark/math/stressed_correlation.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/cholesky.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("stress leads from the given correlations to one, and every step is a correlation", "[math][stressed_correlation]") {
  const std::vector<double> given{1.0, -0.9, 0.3, -0.9, 1.0, 0.0, 0.3, 0.0, 1.0}, together{1.0, 1.0, 1.0};
  double before = -1.0;
  for (const double share : {0.0, 0.1, 0.5, 0.9, 1.0}) {
    std::vector<double> matrix = given;
    stress_correlation(matrix, together, share);
    CHECK(matrix[1] >= before);
    before = matrix[1];
    CHECK((matrix[0] == 1.0 && matrix[4] == 1.0 && matrix[1] == matrix[3]));
    if (share == 0.0) CHECK(matrix == given);
    if (share == 1.0) CHECK(matrix == std::vector<double>(9, 1.0));
    CHECK(cholesky(matrix, 3) >= 1);
  }
}

TEST_CASE("who gains when the others fall goes to minus one", "[math][stressed_correlation]") {
  std::vector<double> matrix{1.0, 0.2, 0.2, 1.0};
  stress_correlation(matrix, std::vector<double>{1.0, -1.0}, 1.0);
  CHECK(matrix == std::vector<double>{1.0, -1.0, -1.0, 1.0});
}

TEST_CASE("a share outside or a side that is none leaves no correlation", "[math][stressed_correlation][faults]") {
  for (const double share : {-0.1, 1.1, std::nan("")}) {
    std::vector<double> matrix{1.0, 0.2, 0.2, 1.0};
    stress_correlation(matrix, std::vector<double>{1.0, 1.0}, share);
    CHECK(std::isnan(matrix[1]));
  }
  std::vector<double> matrix{1.0, 0.2, 0.2, 1.0};
  stress_correlation(matrix, std::vector<double>{1.0, 0.5}, 0.5);
  CHECK(std::isnan(matrix[1]));
}
