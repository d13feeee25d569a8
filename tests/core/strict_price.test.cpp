#include "bulwark/core/strict_price.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("what is owned counts at the lower price, what is owed at the higher, whichever is the slower", "[core][strict_price]") {
  for (const auto& price : {StrictPrice<int>{90, 110}, StrictPrice<int>{110, 90}}) {
    CHECK(price.low() == 90);
    CHECK(price.high() == 110);
  }
  CHECK(StrictPrice<int>::alone(7).low() == 7);
  CHECK(StrictPrice<int>::alone(7).high() == 7);
}

TEST_CASE("an unknown price is unknown from either side", "[core][strict_price]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& price : {StrictPrice<double>{nan, 1.0}, StrictPrice<double>{1.0, nan}, StrictPrice<double>{nan, nan}}) {
    CHECK(price.low() != price.low());
    CHECK(price.high() != price.high());
  }
}
