#include "bulwark/calibration/coordinates.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Catch::Matchers::WithinULP;

TEST_CASE("every coordinate gives a share between nothing and all, and both tails keep their digits", "[calibration][coordinates]") {
  CHECK(share_at(0.0).value == 0.5);
  for (const double x : {-700.0, -30.0, -1.0, 0.3, 20.0}) {
    CHECK(share_at(x).value > 0.0);
    CHECK(share_at(x).value < 1.0 + 1e-300);
    CHECK_THAT(logistic(x) + logistic(-x), WithinULP(1.0, 2));
  }
  CHECK_THAT(share_at(-700.0).value, WithinRel(std::exp(-700.0), 1e-14));
  for (const double x : {-9.0, -1.0, 0.0, 2.0}) CHECK_THAT(logit(share_at(x).value), WithinAbs(x, 1e-10));
}

TEST_CASE("every coordinate gives a number within its bounds", "[calibration][coordinates]") {
  for (const double x : {-1e4, -3.0, 0.0, 1.0, 1e4}) {
    const double y = bounded_at(x, 0.01, 2.0).value;
    CHECK(y >= 0.01);
    CHECK(y <= 2.0 * (1.0 + 1e-14));
  }
  for (const double y : {0.011, 0.1, 1.0, 1.9})
    CHECK_THAT(bounded_at(bounded_coordinate(y, 0.01, 2.0), 0.01, 2.0).value, WithinRel(y, 1e-12));
}

TEST_CASE("slopes are those of the values", "[calibration][coordinates]") {
  constexpr double h = 1e-5;
  for (const double x : {-4.0, -1.0, 0.0, 0.7, 3.0}) {
    CHECK_THAT(share_at(x).slope, WithinRel((share_at(x + h).value - share_at(x - h).value) / (2.0 * h), 1e-8));
    CHECK_THAT(bounded_at(x, 0.01, 2.0).slope,
               WithinRel((bounded_at(x + h, 0.01, 2.0).value - bounded_at(x - h, 0.01, 2.0).value) / (2.0 * h), 1e-8));
  }
  const Bent middle = bounded_at(0.0, 0.01, 2.0);
  CHECK_THAT(middle.slope / middle.value, WithinRel(1.0, 1e-12));  // a logarithm where no bound is near
}
