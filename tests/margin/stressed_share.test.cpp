#include "bulwark/margin/stressed_share.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a stressed period counts a quarter of a requirement", "[margin][stressed_share]") {
  CHECK(StressedShare{}.blended(0.1, 0.3) == Catch::Approx(0.15).epsilon(1e-15));
  CHECK(StressedShare{.weight = 0.0}.blended(0.1, 0.3) == 0.1);
  CHECK(StressedShare{.weight = 1.5}.faults().size() == 1);
}
