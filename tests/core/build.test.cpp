#include "bulwark/core/build.hpp"
#include "bulwark/version.hpp"
#include "support/catch.hpp"

namespace bulwark::BULWARK_TARGET {
constexpr int lanes_of_this_build() { return BULWARK_LANES; }
}  // namespace bulwark::BULWARK_TARGET

TEST_CASE("code of this build is found under its plain name and its instruction set has a register", "[core][build]") {
  CHECK(bulwark::lanes_of_this_build() == BULWARK_LANES);
  CHECK((BULWARK_LANES == 1 || BULWARK_LANES == 2 || BULWARK_LANES == 4 || BULWARK_LANES == 8));
  CHECK((BULWARK_FMA == 1) == (BULWARK_LANES >= 4));
}

TEST_CASE("the version is a number triple", "[core][build]") {
  STATIC_REQUIRE(BULWARK_VERSION_MAJOR >= 0);
  STATIC_REQUIRE(BULWARK_VERSION_MINOR >= 0);
  STATIC_REQUIRE(BULWARK_VERSION_PATCH >= 0);
}
