#include "bulwark/var/sorted_tail.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the worst few, sorted, say what all profits say, to the bit", "[var][sorted_tail]") {
  Random random{8};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> profits(static_cast<std::size_t>(1 + random.below(400)));
    for (double& p : profits) p = trial % 2 ? random.between(-5.0, 5.0) : static_cast<double>(random.below(3)) * 0.1;
    const Index count = static_cast<Index>(profits.size());
    const double tail = random.between(0.003, 0.999);
    std::vector<double> sorted = profits;
    std::sort(sorted.begin(), sorted.end());
    for (const auto convention : {QuantileConvention::order_statistic, QuantileConvention::interpolated}) {
      const Index looked = looked_at(count, tail, convention);
      REQUIRE(looked <= count);
      const std::span<const double> worst = std::span<const double>(sorted).first(static_cast<std::size_t>(looked));
      std::vector<double> a = profits, b = profits, c = profits, d = profits;
      const double loss = convention == QuantileConvention::order_statistic ? order_statistic_var(a, tail) : interpolated_var(a, tail);
      CHECK(sorted_value_at_risk(worst, count, tail, convention) == loss);
      CHECK(sorted_shortfall(worst, count, tail, ShortfallConvention::exact_tail) == rockafellar_uryasev_shortfall(b, tail));
      CHECK(sorted_shortfall(worst, count, tail, ShortfallConvention::through_rank) == through_rank_shortfall(c, tail));
      CHECK(sorted_shortfall(worst, count, tail, ShortfallConvention::beyond_rank) == beyond_rank_shortfall(d, tail));
    }
  }
}

TEST_CASE("too few of the worst, and no scenario, are no measure", "[var][sorted_tail][faults]") {
  const std::vector<double> worst{-3.0, -2.0};
  CHECK(std::isnan(sorted_tail_report(worst, 1'000, 0.01, {}, {}).value_at_risk));
  CHECK(std::isnan(sorted_tail_report(worst, 1'000, 0.01, {}, {}).expected_shortfall));
  CHECK(std::isnan(sorted_tail_report({}, 0, 0.01, {}, {}).value_at_risk));
  CHECK(std::isnan(sorted_tail_report({}, 0, 0.01, {}, {}).expected_shortfall));
}
