#include "bulwark/pricing/exponential_impact.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a price that falls with its logarithm never ends", "[pricing][exponential_impact]") {
  const ExponentialImpact market{.start = 100.0, .depth = 1'000.0};
  CHECK(market.price() == 100.0);
  // 100,000 (1 - exp(-1)) and 100 exp(-1), to 20 digits by mpmath.
  CHECK_THAT(market.sell(1'000.0).cash, WithinRel(63212.055882855767840, 1e-15));
  CHECK_THAT(market.sell(1'000.0).price_after, WithinRel(36.787944117144232160, 1e-15));
  CHECK_THAT(market.sell(1e9).cash, WithinRel(100'000.0, 1e-15));
  CHECK(market.sell(1e9).filled == 1e9);
  CHECK_THAT(market.after(1'000.0).sell(-1'000.0).cash, WithinRel(-63212.055882855767840, 1e-15));
}

TEST_CASE("an exponential without depth is a fault", "[pricing][exponential_impact][faults]") {
  CHECK(ExponentialImpact{100.0, 10.0, -5.0}.faults().empty());
  CHECK(ExponentialImpact{0.0, 0.0, std::numeric_limits<double>::infinity()}.faults().size() == 3);
}
