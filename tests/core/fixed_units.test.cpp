#include "bulwark/core/fixed_units.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("units divide where rules convert one into the other", "[core][fixed_units]") {
  CHECK(fixed::base % fixed::quote == 0);
  CHECK(fixed::funding % fixed::quote == 0);
  CHECK(fixed::rate % fixed::weight == 0);
  CHECK(fixed::price == fixed::quote);  // a price times coins over one coin is money
}
