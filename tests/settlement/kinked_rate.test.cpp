#include "bulwark/settlement/kinked_rate.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
constexpr KinkedRate rate{.base = 0.02, .slope = 0.08, .steep_slope = 0.9, .kink = 0.85};
}

TEST_CASE("borrowing gets dearer as deposits run out, and steeply beyond the kink", "[settlement][kinked_rate]") {
  CHECK(rate.per_year(0.0, 0.0) == 0.02);
  CHECK_THAT(rate.per_year(50.0, 100.0), WithinRel(0.06, 1e-15));
  CHECK_THAT(rate.per_year(85.0, 100.0), WithinRel(0.088, 1e-15));
  CHECK_THAT(rate.per_year(100.0, 100.0), WithinRel(0.088 + 0.135, 1e-15));
  double last = 0.0;
  for (double borrowed = 0.0; borrowed <= 110.0; borrowed += 0.5) {
    CHECK(rate.per_year(borrowed, 100.0) > last);
    CHECK(rate.per_year(borrowed, 100.0) - last < 0.021);  // no jump at the kink
    last = rate.per_year(borrowed, 100.0);
  }
}

TEST_CASE("interest compounds: two halves of a year are a year", "[settlement][kinked_rate]") {
  CHECK(KinkedRate::interest(0.1, 0.0) == 0.0);
  CHECK_THAT(KinkedRate::interest(0.1, 1.0), WithinRel(0.105170918075647625, 1e-15));
  const double half = KinkedRate::interest(0.1, 0.5);
  CHECK_THAT((1.0 + half) * (1.0 + half) - 1.0, WithinRel(KinkedRate::interest(0.1, 1.0), 1e-14));
  CHECK_THAT(KinkedRate::interest(0.02, 1.0 / 31'536'000.0), WithinRel(0.02 / 31'536'000.0, 1e-9));
}

TEST_CASE("what is not known costs nobody knows what, and rates that fall with scarcity are refused", "[settlement][kinked_rate][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_finite(rate.per_year(nothing, 100.0)));
  CHECK_FALSE(is_finite(rate.per_year(1.0, 0.0)));
  CHECK(rate.faults().empty());
  CHECK(KinkedRate{-0.01, 0.1, 0.05, 1.5}.faults().size() == 3);
  CHECK(KinkedRate{nothing, nothing, nothing, nothing}.faults().size() == 4);
}
