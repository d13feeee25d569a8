#include "bulwark/calibration/damped_squares.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("the least squares of a line are its closed form", "[calibration][damped_squares]") {
  const std::vector<double> x = {0.0, 1.0, 2.0, 4.0, 7.0}, y = {1.0, 2.9, 5.2, 8.8, 15.1};
  const auto residuals = [&](std::span<const double> p, std::span<double> out) {
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = p[0] + p[1] * x[i] - y[i];
  };
  const SquaresFit fit = damped_squares(residuals, {0.0, 0.0}, x.size());
  double n = 5, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sx += x[i], sy += y[i], sxx += x[i] * x[i], sxy += x[i] * y[i];
  const double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  CHECK_THAT(fit.at[1], WithinAbs(slope, 1e-7));
  CHECK_THAT(fit.at[0], WithinAbs((sy - slope * sx) / n, 1e-7));
}

TEST_CASE("a curved valley is followed to its end", "[calibration][damped_squares]") {
  const auto rosenbrock = [](std::span<const double> p, std::span<double> out) {
    out[0] = 10.0 * (p[1] - p[0] * p[0]), out[1] = 1.0 - p[0];
  };
  const SquaresFit fit = damped_squares(rosenbrock, {-1.2, 1.0}, 2, {.relative = 1e-12, .most_steps = 200});
  CHECK_THAT(fit.at[0], WithinAbs(1.0, 1e-6));
  CHECK_THAT(fit.at[1], WithinAbs(1.0, 1e-6));
  CHECK(fit.squares < 1e-12);
}

TEST_CASE("no step is taken to where residuals are unknown", "[calibration][damped_squares]") {
  const auto root = [](std::span<const double> p, std::span<double> out) { out[0] = std::sqrt(p[0]) - 0.01; };
  const SquaresFit fit = damped_squares(root, {4.0}, 1);
  CHECK_THAT(fit.at[0], WithinAbs(1e-4, 1e-6));
}
