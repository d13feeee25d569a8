#include "bulwark/math/ordinal.hpp"

#include <cmath>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("neighbouring doubles have neighbouring places, also across zero", "[math][ordinal]") {
  STATIC_REQUIRE(ordinal(0.0) == 0);
  STATIC_REQUIRE(ordinal(-0.0) == 0);
  STATIC_REQUIRE(ordinal(0x1p-1074) == 1);
  STATIC_REQUIRE(ordinal(-0x1p-1074) == -1);
  STATIC_REQUIRE(steps_between(-0x1p-1074, 0x1p-1074) == 2);
  test::Inputs inputs{31};
  for (int i = 0; i < 1000; ++i) {
    const double x = inputs.with_sign(inputs.of_sizes(-1022, 1022));
    REQUIRE(at_ordinal(ordinal(x)) == x);
    REQUIRE(at_ordinal(ordinal(x) + 1) == std::nextafter(x, 1.0 / 0.0));
    REQUIRE(at_ordinal(ordinal(x) - 1) == std::nextafter(x, -1.0 / 0.0));
  }
}

TEST_CASE("the middle double lies between, for ends of any sign and size", "[math][ordinal]") {
  test::Inputs inputs{32};
  for (int i = 0; i < 1000; ++i) {
    const double a = inputs.with_sign(inputs.of_sizes(-1022, 1023));
    const double b = inputs.with_sign(inputs.of_sizes(-1022, 1023));
    const double low = a < b ? a : b, high = a < b ? b : a;
    const double middle = middle_double(a, b);
    REQUIRE((low <= middle && middle <= high));
    const std::uint64_t left = steps_between(low, middle), right = steps_between(middle, high);
    REQUIRE((left == right || left + 1 == right));
  }
}
