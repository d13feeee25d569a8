#include "bulwark/margin/depth_multiple.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a shallow market multiplies what a large position needs", "[margin][depth_multiple]") {
  const DepthMultiple rule{.share = 0.1, .exponent = 0.5, .most = 5.0};
  CHECK(rule.multiple(1e6, 1e8) == 1.0);
  CHECK(rule.multiple(4e7, 1e8) == Catch::Approx(2.0).epsilon(1e-14));
  CHECK(rule.multiple(1e6, 0.0) == 5.0);  // no market
  CHECK(rule.multiple(0.0, 0.0) == 1.0);
  CHECK(rule.multiple(1e20, 1.0) == 5.0);
  CHECK(std::isnan(rule.multiple(-1.0, 1.0)));
  CHECK(std::isnan(rule.multiple(1.0, std::nan(""))));
  for (double size = 1.0; size < 1e9; size *= 3.0)
    for (double depth = 1.0; depth < 1e9; depth *= 3.0) {
      CHECK(rule.multiple(size * 1.1, depth) >= rule.multiple(size, depth));
      CHECK(rule.multiple(size, depth * 1.1) <= rule.multiple(size, depth));
    }
  CHECK(DepthMultiple{.share = 0.0, .exponent = 3.0, .most = 0.5}.faults().size() == 3);
}
