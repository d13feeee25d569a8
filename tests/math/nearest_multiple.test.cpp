#include "bulwark/math/nearest_multiple.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinULP;

TEST_CASE("a number is rounded to the nearest multiple, whatever its sign", "[math][nearest_multiple]") {
  CHECK(nearest_multiple(7.3, 0.5) == 7.5);
  CHECK(nearest_multiple(-7.3, 0.5) == -7.5);
  CHECK(nearest_multiple(7.2, 0.5) == 7.0);
  CHECK(nearest_multiple(0.0, 0.5) == 0.0);
  CHECK_THAT(nearest_multiple(1.018688e-05, 1e-9), WithinULP(1.0187e-05, 1));
  CHECK_THAT(nearest_multiple(-3.11021499e-05, 1e-9), WithinULP(-3.1102e-05, 1));
}

TEST_CASE("ties go to the even multiple", "[math][nearest_multiple]") {
  for (const double sign : {1.0, -1.0}) {
    CHECK(nearest_multiple(sign * 0.5, 1.0) == 0.0);
    CHECK(nearest_multiple(sign * 1.5, 1.0) == sign * 2.0);
    CHECK(nearest_multiple(sign * 2.5, 1.0) == sign * 2.0);
  }
}

TEST_CASE("rounding twice is rounding once, and moves by half a step at most", "[math][nearest_multiple]") {
  for (double x = -3.0; x < 3.0; x += 0.0137) {
    const double once = nearest_multiple(x, 0.25);
    CHECK(nearest_multiple(once, 0.25) == once);
    CHECK(std::abs(once - x) <= 0.125);
  }
}

TEST_CASE("money is rounded to steps of what it buys", "[math][nearest_multiple]") {
  CHECK(nearest_multiple(1'030.0, 0.5, 100.0) == 1'050.0);  // 10.3 coins to 10.5
  CHECK(nearest_multiple(1'030.0, 0.5, 100.0) == 100.0 * nearest_multiple(10.3, 0.5));
}

TEST_CASE("no step, too many steps and no number leave what was given", "[math][nearest_multiple]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  CHECK(nearest_multiple(7.3, 0.0) == 7.3);
  CHECK(nearest_multiple(1e300, 1e-9) == 1e300);
  CHECK(nearest_multiple(-infinity, 1e-9) == -infinity);
  CHECK(std::isnan(nearest_multiple(nothing, 1e-9)));
  CHECK(std::isnan(nearest_multiple(1.0, 1e-9, nothing)));
}
