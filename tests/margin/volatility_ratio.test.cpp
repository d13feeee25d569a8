#include "bulwark/margin/volatility_ratio.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a ratio follows the deviation over its period, between its limits", "[margin][volatility_ratio]") {
  const VolatilityRatio rule{.multiple = 2.5, .days = 4.0, .floor = 0.02, .cap = 0.5};
  CHECK(rule.ratio(0.04 * 0.04) == Catch::Approx(0.2).epsilon(1e-15));
  CHECK(rule.ratio(0.0) == 0.02);
  CHECK(rule.ratio(1.0) == 0.5);
  CHECK(std::isnan(rule.ratio(-1e-9)));
  CHECK(std::isnan(rule.ratio(std::nan(""))));
  double before = 0.0;
  for (double variance = 1e-8; variance < 1.0; variance *= 1.5) {
    CHECK(rule.ratio(variance) >= before);
    before = rule.ratio(variance);
  }
  CHECK(said(VolatilityRatio{.multiple = 0.0, .days = 0.5, .floor = 0.5, .cap = 0.25}.faults()) ==
        std::vector<std::string>{"volatility_ratio.multiple must be positive, got 0", "volatility_ratio.days is out of range, got 0.5",
                                 "volatility_ratio.cap is out of range, got 0.25"});
}
