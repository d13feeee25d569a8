#include "bulwark/pricing/exit_grid.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a grid goes from end to end in order, has the start on it, and integrates what is smooth", "[pricing][exit_grid]") {
  for (const LogRange& range : {LogRange{0.1, 0.25}, LogRange{0.003, 1.5}, LogRange{0.7, 0.7}}) {
    const ExitGrid grid(range, {0.01, 0.02}, 0.2);
    CHECK(grid.place.front() == -range.below);
    CHECK(grid.place.back() == Catch::Approx(range.above).epsilon(1e-14));
    CHECK(grid.place[static_cast<std::size_t>(grid.start)] == 0.0);
    double length = 0.0, bell = 0.0;
    for (std::size_t i = 0; i < grid.place.size(); ++i) {
      if (i > 0) CHECK(grid.place[i] > grid.place[i - 1]);
      length += grid.weight[i];
      bell += grid.weight[i] * std::exp(-50.0 * grid.place[i] * grid.place[i]);
    }
    CHECK(length == Catch::Approx(range.below + range.above).epsilon(1e-13));
    const double root = std::sqrt(50.0);
    CHECK(bell == Catch::Approx(std::sqrt(3.14159265358979 / 50.0) * 0.5 * (std::erf(root * range.above) + std::erf(root * range.below)))
                      .epsilon(1e-8));
    for (const double piece : grid.length) CHECK(piece <= 0.25);
    CHECK(grid.length.front() <= 0.0125);
    CHECK(grid.length.back() <= 0.025);
  }
}

TEST_CASE("the derivative of a polynomial is its derivative, of a constant nothing", "[pricing][exit_grid]") {
  const auto x = ExitGrid::chebyshev_points();
  const auto d = ExitGrid::derivative();
  for (std::size_t i = 0; i < x.size(); ++i) {
    double constant = 0.0, cube = 0.0;
    for (std::size_t j = 0; j < x.size(); ++j) constant += d[i][j], cube += d[i][j] * x[j] * x[j] * x[j];
    CHECK(std::fabs(constant) < 1e-13);
    CHECK(cube == Catch::Approx(3.0 * x[i] * x[i]).margin(1e-12));
  }
}
