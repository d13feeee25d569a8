#include "bulwark/margin/long_run_floor.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a long past is a floor that fades and is not gone", "[margin][long_run_floor]") {
  const LongRunFloor rule{.lookback = 100.0};
  LongRunVariance seen;
  CHECK(std::isnan(rule.variance(seen, 1e-4)));
  for (int day = 0; day < 100; ++day) seen = rule.after(seen, day % 2 ? 0.03 : -0.01);
  CHECK(rule.variance(seen, 0.0) == Catch::Approx(5e-4).epsilon(1e-12));  // the mean of 9e-4 and 1e-4
  CHECK(rule.variance(seen, 1.0) == 1.0);
  for (int day = 0; day < 100; ++day) seen = rule.after(seen, 0.0);
  CHECK(rule.variance(seen, 0.0) == Catch::Approx(5e-4 * std::pow(0.99, 100)).epsilon(1e-9));  // it fades, and is not gone
  CHECK(LongRunFloor{.lookback = 0.5, .share = 0.0}.faults().size() == 2);
}
