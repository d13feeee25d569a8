#include "bulwark/calibration/plane_search.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("the lowest of many valleys is found", "[calibration][plane_search]") {
  for (const double deepest : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
    const auto valleys = [&](double x, double y) {
      const double wave = 2.0 - std::cos(3.14159265358979 * x) - std::cos(3.14159265358979 * y);
      return wave + 0.02 * ((x - deepest) * (x - deepest) + (y + deepest) * (y + deepest));
    };
    const PlanePoint found = lowest_in({.low = {-3.3, -3.1}, .high = {3.2, 3.3}, .points = {15, 15}, .starts = 40}, valleys);
    if (std::fmod(deepest, 2.0) != 0.0) continue;  // a crest between valleys
    CHECK_THAT(found.x, WithinAbs(deepest, 1e-6));
    CHECK_THAT(found.y, WithinAbs(-deepest, 1e-6));
  }
}

TEST_CASE("a lowest point at an edge or in a corner is found there", "[calibration][plane_search]") {
  const PlaneSearch square{.low = {0.0, 0.0}, .high = {1.0, 1.0}};
  const PlanePoint edge = lowest_in(square, [](double x, double y) { return x + (y - 0.3) * (y - 0.3); });
  CHECK(edge.x == 0.0);
  CHECK_THAT(edge.y, WithinAbs(0.3, 1e-6));
  const PlanePoint corner = lowest_in(square, [](double x, double y) { return -x - 2.0 * y; });
  CHECK(corner.x == 1.0);
  CHECK(corner.y == 1.0);
  CHECK(corner.evaluations > 165);
}

TEST_CASE("a narrow curved valley is followed", "[calibration][plane_search]") {
  const auto rosenbrock = [](double x, double y) { return 100.0 * (y - x * x) * (y - x * x) + (1.0 - x) * (1.0 - x); };
  const PlanePoint found = lowest_in({.low = {-2.0, -1.0}, .high = {2.0, 3.0}}, rosenbrock);
  CHECK_THAT(found.x, WithinAbs(1.0, 1e-5));
  CHECK_THAT(found.y, WithinAbs(1.0, 1e-5));
}
