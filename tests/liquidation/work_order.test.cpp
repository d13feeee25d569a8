#include "bulwark/liquidation/work_order.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;

TEST_CASE("the farther comes first, then the larger, then the smaller id", "[liquidation][work_order]") {
  std::vector<LiquidationWork> work{{0.1, 5.0, 3}, {0.2, 1.0, 9}, {0.1, 7.0, 4}, {0.1, 5.0, 1}};
  sort_work(work);
  CHECK(work == std::vector<LiquidationWork>{{0.2, 1.0, 9}, {0.1, 7.0, 4}, {0.1, 5.0, 1}, {0.1, 5.0, 3}});
}

TEST_CASE("what is not a number waits behind what is", "[liquidation][work_order]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<LiquidationWork> work{{nan, 9.0, 1}, {0.0, nan, 2}, {0.0, 0.0, 3}};
  sort_work(work);
  CHECK((work[0].id == 3 && work[1].id == 2 && work[2].id == 1));
}
