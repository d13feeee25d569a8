#include "bulwark/var/tail_scenarios.hpp"

#include <limits>
#include <vector>

#include "bulwark/var/expected_shortfall.hpp"
#include "bulwark/var/value_at_risk.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a tail that is found in place has the bits of one that was sorted", "[var][tail_scenarios]") {
  Random random{2};
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<double> profits(static_cast<std::size_t>(1 + random.below(300)));
    for (double& p : profits) p = trial % 2 ? random.between(-1e6, 1e6) : static_cast<double>(random.below(8)) - 5.0;
    const double tail = random.between(0.001, 0.9);
    const TailScenarios in_tail(profits, tail);
    const bool has_one = reaches_tail(std::ssize(profits), tail);
    CHECK(in_tail.is_known() == has_one);
    if (!has_one) continue;
    std::vector<double> scratch = profits;
    CHECK(-in_tail.quantile() == order_statistic_var(scratch, tail));
    CHECK(-in_tail.mean() == rockafellar_uryasev_shortfall(scratch, tail));
  }
}

TEST_CASE("slopes are what a little more of a gain does to the tail, ties and all", "[var][tail_scenarios]") {
  Random random{3};
  constexpr double little = 0x1p-20;
  for (int trial = 0; trial < 2000; ++trial) {
    const Index size = 20 + random.below(100);
    std::vector<double> profits, gains, after;
    for (Index s = 0; s < size; ++s) {
      profits.push_back(static_cast<double>(random.below(6)));  // many ties
      gains.push_back(static_cast<double>(random.below(64)) - 32.0);
      after.push_back(profits.back() + little * gains.back());
    }
    const double tail = random.between(0.06, 0.6);
    const TailScenarios before(profits, tail), moved(after, tail);
    const auto gain = [&](Index s) { return gains[static_cast<std::size_t>(s)]; };
    // values are below 8, sums below 8 x 120: differences of 2^-20 keep at least 2^-52 x 2^10 x 2^20 = 2^-22 of a gain
    CHECK(std::abs((moved.mean() - before.mean()) / little - before.mean_slope(profits, gain)) < 0x1p-20);
    CHECK((moved.quantile() - before.quantile()) / little == before.quantile_slope(profits, gain));
  }
}

TEST_CASE("a tail without a whole scenario, with too many, or with an unknown one is not known", "[var][tail_scenarios]") {
  std::vector<double> profits(60'000, -1.0);
  CHECK(TailScenarios(profits, 0.008).is_known());
  CHECK_FALSE(TailScenarios(profits, 0.01).is_known());  // 600 of them
  CHECK(TailScenarios::wanted(60'000, 0.008) == 480);
  CHECK(TailScenarios::wanted(60'000, 0.01) == 0);
  const std::span<const double> few = std::span(profits).first(99);
  CHECK_FALSE(TailScenarios(few, 0.01).is_known());
  CHECK(TailScenarios(std::span(profits).first(100), 0.01).is_known());
  CHECK_FALSE(TailScenarios({}, 0.01).is_known());
  profits[17] = std::numeric_limits<double>::quiet_NaN();
  const TailScenarios unknown(few, 0.05);
  CHECK_FALSE(unknown.is_known());
  CHECK(unknown.mean() != unknown.mean());
  CHECK(unknown.quantile() != unknown.quantile());
}
