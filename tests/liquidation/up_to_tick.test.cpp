#include "bulwark/liquidation/up_to_tick.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a price goes up to the next tick and a price on a tick stays", "[liquidation][up_to_tick]") {
  CHECK(up_to_tick(5739.08, 0.5) == 5739.5);  // Bybit, inverse contracts: 5739.08 is printed as 5739.50
  CHECK(up_to_tick(5739.5, 0.5) == 5739.5);
  CHECK(up_to_tick(8.1, 0.1) == Catch::Approx(8.1).epsilon(1e-15));
  CHECK(up_to_tick(8.100000000000001, 0.1) == Catch::Approx(8.1).epsilon(1e-15));  // noise is no step
  CHECK(up_to_tick(8.1000001, 0.1) == Catch::Approx(8.2).epsilon(1e-15));
  CHECK(up_to_tick(1e300, 0.1) == 1e300);
  CHECK_FALSE(up_to_tick(NAN, 0.5) == up_to_tick(NAN, 0.5));
  for (int i = 1; i < 1'000; ++i) CHECK(up_to_tick(i * 0.05, 0.05) == Catch::Approx(i * 0.05).epsilon(1e-14));
}
