#include "bulwark/pricing/linear_impact.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a straight line pays the mean of its ends", "[pricing][linear_impact]") {
  const LinearImpact line{.start = 100.0, .depth = 1'000.0};
  CHECK(line.price() == 100.0);
  CHECK(line.sell(100.0).cash == 9'500.0);
  CHECK(line.sell(100.0).price_after == 90.0);
  CHECK(line.sell(-100.0).cash == -10'500.0);
  CHECK(line.after(100.0).sell(-100.0).cash == -9'500.0);  // there and back costs nothing
}

TEST_CASE("at a price of zero nothing more is sold", "[pricing][linear_impact]") {
  const LinearImpact line{.start = 100.0, .depth = 1'000.0};
  const Fill all = line.sell(5'000.0);
  CHECK(all.filled == 1'000.0);
  CHECK(all.cash == 50'000.0);
  CHECK(all.price_after == 0.0);
  CHECK(line.after(5'000.0).sell(1.0).filled == 0.0);
}

TEST_CASE("a line without depth or beyond its end is a fault", "[pricing][linear_impact][faults]") {
  CHECK(LinearImpact{100.0, 10.0, -5.0}.faults().empty());
  CHECK(LinearImpact{0.0, 0.0, 1.0}.faults().size() == 3);
}
