#include "bulwark/margin/paced_ratio.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a rise is immediate unless it is paced, a fall takes its steps", "[margin][paced_ratio]") {
  const PacedRatio at_once{.fall = 0.05};
  CHECK(at_once.next(0.1, 0.4) == 0.4);
  CHECK(at_once.next(0.1, 0.01) == Catch::Approx(0.095));
  CHECK(at_once.next(0.1, 0.099) == 0.099);
  const PacedRatio both{.rise = 0.1, .fall = 0.05};
  CHECK(both.next(0.1, 0.4) == Catch::Approx(0.11));
  CHECK(both.next(0.1, 0.105) == 0.105);
  CHECK(both.next(0.0, 0.4) == 0.4);  // a share of nothing would hold it there for ever
  CHECK(both.next(0.0, 0.0) == 0.0);
  CHECK(std::isnan(both.next(0.0, std::nan(""))));
  Random random{8};
  double charged = 0.1;
  for (int step = 0; step < 1000; ++step) {
    const double wanted = random.between(0.02, 0.5), next = both.next(charged, wanted);
    CHECK(next <= charged * 1.1 * (1.0 + 1e-15));
    CHECK(next >= charged * 0.95 * (1.0 - 1e-15));
    CHECK((wanted > charged ? next >= charged : next <= charged));
    charged = next;
  }
  CHECK(std::isnan(at_once.next(0.1, std::nan(""))));
  CHECK(std::isnan(both.next(std::nan(""), 0.1)));
  CHECK(PacedRatio{.rise = 0.0, .fall = 1.0}.faults().size() == 2);
}
