#include "bulwark/settlement/impact_funding.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
constexpr ImpactFunding funding{.hours = 8.0, .interest = 0.0000125, .cap = 0.004};
}

TEST_CASE("buyers pay while the book stands above the index, and are paid while it stands below", "[settlement][impact_funding]") {
  CHECK(ImpactFunding::premium(2'000.0, 1'999.0, 2'001.0) == 0.0);
  CHECK(ImpactFunding::premium(2'000.0, 2'010.0, 2'012.0) == 0.005);
  CHECK(ImpactFunding::premium(2'000.0, 1'988.0, 1'990.0) == -0.005);
  CHECK(funding.per_hour(2'000.0, 1'999.0, 2'001.0) == 0.0000125);
  CHECK_THAT(funding.per_hour(2'000.0, 2'010.0, 2'012.0), WithinRel(0.000625 + 0.0000125, 1e-14));
}

TEST_CASE("funding is capped either way", "[settlement][impact_funding]") {
  CHECK(funding.per_hour(2'000.0, 4'000.0, 4'001.0) == 0.004);
  CHECK(funding.per_hour(2'000.0, 1.0, 2.0) == -0.004);
  double last = -1.0;
  for (double mid = 1'900.0; mid < 2'100.0; mid += 1.0) {
    CHECK(funding.per_hour(2'000.0, mid - 1.0, mid + 1.0) >= last);
    last = funding.per_hour(2'000.0, mid - 1.0, mid + 1.0);
  }
}

TEST_CASE("an unknown price makes unknown funding, and bad numbers are named", "[settlement][impact_funding][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_finite(funding.per_hour(nothing, 1.0, 2.0)));
  CHECK_FALSE(is_finite(funding.per_hour(2'000.0, nothing, 2'001.0)));
  CHECK(ImpactFunding{0.0, nothing, -1.0}.faults().size() == 3);
}
