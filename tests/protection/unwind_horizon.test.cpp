#include "bulwark/protection/unwind_horizon.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("one period's unwinding is one period's shock", "[protection][unwind_horizon]") { CHECK(unwind_multiple(1.0) == 1.0); }

TEST_CASE("n slices add up as n independent periods of what is left", "[protection][unwind_horizon]") {
  for (int n = 1; n <= 100; ++n) {
    double sum = 0.0;
    for (int k = 1; k <= n; ++k) sum += static_cast<double>(k) * k / (static_cast<double>(n) * n);
    CHECK_THAT(unwind_multiple(n), WithinRel(std::sqrt(sum), 1e-14));
  }
}

TEST_CASE("many slices are a third of the time held whole", "[protection][unwind_horizon]") {
  CHECK_THAT(unwind_multiple(1e8), WithinRel(std::sqrt(unwind_horizon(0.0, 1e8)), 1e-7));
  CHECK(unwind_horizon(5.0, 30.0) == 15.0);
  CHECK(unwind_horizon(5.0, 0.0) == 5.0);
}

TEST_CASE("the multiple grows with the time taken, and below one period is not asked", "[protection][unwind_horizon]") {
  for (double n = 1.0; n < 20.0; n += 0.5) CHECK(unwind_multiple(n + 0.5) > unwind_multiple(n));
  CHECK(std::isnan(unwind_multiple(0.5)));
  CHECK(std::isnan(unwind_multiple(std::nan(""))));
}
