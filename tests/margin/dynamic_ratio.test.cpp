#include <cmath>
#include <limits>

#include "bulwark/margin/depth_multiple.hpp"
#include "bulwark/margin/drained_buffer.hpp"
#include "bulwark/margin/long_run_floor.hpp"
#include "bulwark/margin/paced_ratio.hpp"
#include "bulwark/margin/stressed_share.hpp"
#include "bulwark/margin/volatility_ratio.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
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

TEST_CASE("a buffer takes the first quarter of a rise, and fills again", "[margin][drained_buffer]") {
  const DrainedBuffer rule{.buffer = 0.25, .refill = 0.0};
  CHECK(rule.whole(0.1) == 0.125);
  CHECK(rule.next(0.125, 0.11) == 0.125);  // nobody is called
  CHECK(rule.next(0.125, 0.125) == 0.125);
  CHECK(rule.next(0.125, 0.2) == 0.2);  // drained: what is calculated is charged
  CHECK(rule.next(0.2, 0.1) == 0.125);  // and never more than the whole buffer
  const DrainedBuffer refilled{.buffer = 0.25, .refill = 0.5};
  double charged = 0.2;
  for (int day = 0; day < 60; ++day) {
    const double next = refilled.next(charged, 0.2);
    CHECK(next >= charged);
    charged = next;
  }
  CHECK(charged == Catch::Approx(0.25).epsilon(1e-12));
  Random random{4};
  double calculated = 0.1;
  charged = refilled.whole(calculated);
  for (int day = 0; day < 2000; ++day) {
    calculated *= random.between(0.8, 1.25);
    charged = refilled.next(charged, calculated);
    CHECK(charged >= calculated);
    CHECK(charged <= refilled.whole(calculated));
  }
  CHECK(std::isnan(refilled.next(0.1, std::nan(""))));
  CHECK(std::isnan(refilled.next(std::nan(""), 0.1)));
  CHECK(said(DrainedBuffer{.buffer = -1.0, .refill = 2.0}.faults()) ==
        std::vector<std::string>{"drained_buffer.buffer must not be negative, got -1", "drained_buffer.refill is out of range, got 2"});
}

TEST_CASE("a stressed period counts a quarter, a long past is a floor", "[margin][stressed_share][long_run_floor]") {
  CHECK(StressedShare{}.blended(0.1, 0.3) == Catch::Approx(0.15).epsilon(1e-15));
  CHECK(StressedShare{.weight = 0.0}.blended(0.1, 0.3) == 0.1);
  CHECK(StressedShare{.weight = 1.5}.faults().size() == 1);
  const LongRunFloor rule{.lookback = 100.0};
  LongRunVariance seen;
  CHECK(std::isnan(rule.variance(seen, 1e-4)));
  for (int day = 0; day < 100; ++day) seen = rule.after(seen, day % 2 ? 0.03 : -0.01);
  CHECK(rule.variance(seen, 0.0) == Catch::Approx(5e-4).epsilon(1e-12));  // the mean of 9e-4 and 1e-4
  CHECK(rule.variance(seen, 1.0) == 1.0);
  for (int day = 0; day < 100; ++day) seen = rule.after(seen, 0.0);
  CHECK(rule.variance(seen, 0.0) == Catch::Approx(5e-4 * std::pow(0.99, 100)).epsilon(1e-9));  // it fades, and is not gone
  CHECK(LongRunFloor{.lookback = 0.5, .share = 0.0}.faults().size() == 2);
}

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
