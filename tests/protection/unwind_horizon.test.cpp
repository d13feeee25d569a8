#include "bulwark/protection/unwind_horizon.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
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

TEST_CASE("simulated losses of an even unwinding vary as its horizon says", "[protection][unwind_horizon]") {
  // Steps of +-1: 40 to wait, 120 to unwind. The variance of 20,000 paths is known to 1 % (one standard error).
  Random random{16};
  double sum = 0.0;
  for (int path = 0; path < 20'000; ++path) {
    double loss = 0.0;
    for (int step = 0; step < 160; ++step) {
      const double left = step < 40 ? 1.0 : 1.0 - (step - 40 + 0.5) / 120.0;
      loss += random.below(2) == 0 ? left : -left;
    }
    sum += loss * loss;
  }
  CHECK_THAT(sum / 20'000.0, WithinRel(unwind_horizon(40.0, 120.0), 0.03));
}

TEST_CASE("the multiple grows with the time taken, and below one period is not asked", "[protection][unwind_horizon]") {
  for (double n = 1.0; n < 20.0; n += 0.5) CHECK(unwind_multiple(n + 0.5) > unwind_multiple(n));
  CHECK(std::isnan(unwind_multiple(0.5)));
  CHECK(std::isnan(unwind_multiple(std::nan(""))));
}
