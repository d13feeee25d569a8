#include "bulwark/margin/floored_variance.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("in calm the long run is the floor, in stress the forecast stands", "[margin][floored_variance]") {
  const FlooredVariance<EwmaVariance> rule{{.decay = 0.5}, {}};
  auto seen = rule.start();
  CHECK(std::isnan(rule.variance(seen)));
  for (const double move : {0.0, 0.0, 0.0, 2.0}) seen = rule.after(seen, move);
  CHECK(rule.variance(seen) == 2.0);  // half of 4; the mean is 1
  for (int i = 0; i < 4; ++i) seen = rule.after(seen, 0.0);
  CHECK(rule.variance(seen) == 0.5);  // 4 over eight days; the forecast is an eighth
}

TEST_CASE("a floor hides no fault of its forecast", "[margin][floored_variance][faults]") {
  CHECK(FlooredVariance<EwmaVariance>{{.decay = 2.0}, {.lookback = 0.0}}.faults().size() == 2);
}
