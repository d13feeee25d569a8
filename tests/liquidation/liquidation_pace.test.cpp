#include "bulwark/liquidation/liquidation_pace.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr Int quote = 1'000'000;
const LiquidationPace<Int> pace{.first = 1'000, .duration = 150};
}  // namespace

TEST_CASE("more of a shortage may be made good as time goes by, never more than all of it", "[liquidation][liquidation_pace]") {
  for (const Int freed : {0LL, 10 * quote, 100 * quote}) {
    Int before = 0;
    for (Int elapsed = 0; elapsed <= 300; elapsed += 5) {
      const Int share = pace.share(100 * quote, elapsed, freed);
      CHECK((share >= before && share <= 10'000));
      before = share;
    }
    CHECK(before == 10'000);
  }
}

TEST_CASE("what has been made good counts against what may be by now", "[liquidation][liquidation_pace]") {
  CHECK(pace.share(100 * quote, 0, 0) == 1'000);
  CHECK(pace.share(90 * quote, 0, 10 * quote) == 0);
  CHECK(pace.share(90 * quote, 75, 10 * quote) == 5'555);  // 60 % of 100, less 10, of 90
}

TEST_CASE("a small shortage, and any where no time is set, may be made good at once", "[liquidation][liquidation_pace]") {
  CHECK(pace.share(50 * quote - 1, 0, 0) == 10'000);  // drift_v2.json, "max_pct small"
  CHECK(pace.share(50 * quote, 0, 0) == 1'000);
  CHECK(LiquidationPace<Int>{}.share(1'000 * quote, 0, 0) == 10'000);
  CHECK(LiquidationPace<Int>{.small = 0}.share(0, 0, 0) == 10'000);
}

TEST_CASE("a pace reports every fault", "[liquidation][liquidation_pace][faults]") {
  CHECK(pace.faults().empty());
  CHECK(said(LiquidationPace<Int>{10'001, -1, -1}.faults()) ==
        std::vector<std::string>{"liquidation_pace.first is out of range, got 10001",
                                 "liquidation_pace.duration must not be negative, got -1",
                                 "liquidation_pace.small must not be negative, got -1"});
}
