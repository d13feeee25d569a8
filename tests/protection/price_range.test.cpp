#include "bulwark/protection/price_range.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a range has its ends, and holds prices between them", "[protection][price_range]") {
  constexpr PriceRange range{90.0, 110.0};
  CHECK((range.contains(90.0) && range.contains(100.0) && range.contains(110.0)));
  CHECK_FALSE((range.contains(89.99) || range.contains(110.01)));
}

TEST_CASE("the nearest price inside is inside, and of one inside it is itself (F13)", "[protection][price_range]") {
  constexpr PriceRange range{90.0, 110.0};
  for (double price = 50.0; price < 150.0; price += 0.5) {
    const double nearest = range.nearest(price);
    CHECK(range.contains(nearest));
    CHECK(range.nearest(nearest) == nearest);
    CHECK((nearest == price) == range.contains(price));
  }
}

TEST_CASE("what is no number is in no range", "[protection][price_range]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(PriceRange{90.0, 110.0}.contains(unknown));
  CHECK_FALSE(PriceRange{unknown, unknown}.contains(100.0));
  CHECK(std::isnan(PriceRange{90.0, 110.0}.nearest(unknown)));
  CHECK(std::isnan(PriceRange{unknown, 110.0}.nearest(100.0)));
}
