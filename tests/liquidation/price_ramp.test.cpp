#include "bulwark/liquidation/price_ramp.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

TEST_CASE("an offer rises from its first to its last and stays there", "[liquidation][price_ramp]") {
  const PriceRamp ramp{.first = 10.0, .last = 40.0, .length = 1h};
  CHECK(ramp.at(0s) == 10.0);
  CHECK(ramp.at(20min) == 20.0);
  CHECK(ramp.at(1h) == 40.0);
  CHECK(ramp.at(48h) == 40.0);
  for (std::chrono::seconds t = 0s; t < 2h; t += 13s) CHECK(ramp.at(t + 13s) >= ramp.at(t));
}

TEST_CASE("an offer that would begin above its last is the last", "[liquidation][price_ramp]") {
  for (const auto t : {0s, 1s, 3'599s, 3'600s}) CHECK(PriceRamp{50.0, 40.0, 1h}.at(t) == 40.0);
}

TEST_CASE("a ramp without length or ends is a fault", "[liquidation][price_ramp][faults]") {
  CHECK(PriceRamp{10.0, 40.0, 1h}.faults().empty());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(PriceRamp{nan, nan, 0s}.faults().size() == 3);
  CHECK(std::isnan(PriceRamp{nan, 40.0, 1h}.at(1s)));
}
