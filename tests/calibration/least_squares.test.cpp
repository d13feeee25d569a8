#include "bulwark/calibration/least_squares.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const auto rosenbrock = [](std::span<const double> x, std::span<double> y, std::span<double> slopes) {
  y[0] = 10.0 * (x[1] - x[0] * x[0]), y[1] = 1.0 - x[0];
  slopes[0] = -20.0 * x[0], slopes[1] = -1.0, slopes[2] = 10.0, slopes[3] = 0.0;
};

}  // namespace

TEST_CASE("a search walks Rosenbrock's valley to its end", "[calibration][least_squares]") {
  const LeastSquares found = least_squares(rosenbrock, std::array{-1.2, 1.0}, 2, {});
  CHECK(found.end == FitEnd::converged);
  CHECK_THAT(found.coordinates[0], WithinAbs(1.0, 1e-9));
  CHECK_THAT(found.coordinates[1], WithinAbs(1.0, 1e-9));
  CHECK(found.sum < 1e-18);
  CHECK(found.iterations > 5);
  CHECK(found.evaluations >= found.iterations);
}

TEST_CASE("a straight line is met in one step", "[calibration][least_squares]") {
  const auto line = [](std::span<const double> x, std::span<double> y, std::span<double> slopes) {
    for (std::size_t i = 0; i < 5; ++i) {
      y[i] = x[0] + x[1] * double(i) - (3.0 - 0.5 * double(i));
      slopes[i] = 1.0, slopes[5 + i] = double(i);
    }
  };
  const LeastSquares found = least_squares(line, std::array{1.0, 1.0}, 5, {});
  CHECK(found.end == FitEnd::converged);
  CHECK_THAT(found.coordinates[0], WithinAbs(3.0, 1e-12));
  CHECK_THAT(found.coordinates[1], WithinAbs(-0.5, 1e-12));
}

TEST_CASE("a search that may not ask often enough says so", "[calibration][least_squares]") {
  const LeastSquares found = least_squares(rosenbrock, std::array{-1.2, 1.0}, 2, {.most_evaluations = 3});
  CHECK(found.end == FitEnd::out_of_evaluations);
  CHECK(std::isfinite(found.sum));
}

TEST_CASE("a start without residuals is no start, and a step to such a place is not taken", "[calibration][least_squares]") {
  const auto logarithm = [](std::span<const double> x, std::span<double> y, std::span<double> slopes) {
    y[0] = std::log(x[0]) - 5.0, slopes[0] = 1.0 / x[0];
  };
  CHECK(least_squares(logarithm, std::array{-1.0}, 1, {}).end == FitEnd::no_start);
  const LeastSquares found = least_squares(logarithm, std::array{1000.0}, 1, {});  // Newton's step leads below zero
  CHECK(found.end == FitEnd::converged);
  CHECK_THAT(found.coordinates[0], WithinRel(std::exp(5.0), 1e-9));
}

TEST_CASE("fewer residuals than coordinates determine nothing", "[calibration][least_squares]") {
  const auto one = [](std::span<const double>, std::span<double> y, std::span<double> slopes) { y[0] = 1.0, slopes[0] = slopes[1] = 0.0; };
  CHECK(least_squares(one, std::array{1.0, 1.0}, 1, {}).end == FitEnd::no_start);
}
