#include "bulwark/var/proportion_test.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("within half an exception of the expected count everything is as likely", "[var][proportion_test]") {
  CHECK(proportion_p_value(15, 293, 0.05) == 1.0);  // backtests.json, "pa-var-backtest"
  CHECK(proportion_p_value(14, 293, 0.05) < 1.0);
}

TEST_CASE("its likelihood falls away from the expected count, alike on both sides", "[var][proportion_test]") {
  for (Index x = 5; x < 50; ++x) {
    CHECK(proportion_p_value(x + 1, 100, 0.05) < proportion_p_value(x, 100, 0.05));
    if (x <= 10) CHECK_THAT(proportion_p_value(x, 100, 0.05), WithinRel(proportion_p_value(10 - x, 100, 0.05), 1e-12));
  }
  // (10 - 5 - 1/2)^2 / 4.75 = 4.263..., two-sided.
  CHECK_THAT(proportion_p_value(10, 100, 0.05), WithinRel(0.0389474557420254, 1e-13));
}
