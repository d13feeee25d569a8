#include "bulwark/var/tail_report.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a report's shortfall is at least its value at risk, in every pair of conventions", "[var][tail_report]") {
  Random random{21};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> profits(static_cast<std::size_t>(20 + random.below(300)));
    for (double& p : profits) p = trial % 2 ? random.between(-5.0, 5.0) : static_cast<double>(random.below(3)) * 0.1;
    for (const auto quantile : {QuantileConvention::order_statistic, QuantileConvention::interpolated})
      for (const auto shortfall : {ShortfallConvention::exact_tail, ShortfallConvention::through_rank, ShortfallConvention::beyond_rank}) {
        std::vector<double> scratch = profits;
        const double tail = random.between(0.05, 0.3);
        const VarReport report = tail_report(scratch, tail, quantile, shortfall);
        CHECK(report.expected_shortfall >= report.value_at_risk);
        scratch = profits;
        if (quantile == QuantileConvention::order_statistic) CHECK(report.value_at_risk == order_statistic_var(scratch, tail));
        CHECK(report.scenarios == static_cast<Index>(profits.size()));
      }
  }
}

TEST_CASE("of a hundred losses the second worst is the value at risk at 2 %, and the mean of both the shortfall", "[var][tail_report]") {
  std::vector<double> profits;
  for (int i = 0; i < 100; ++i) profits.push_back(i - 50.0);
  const VarReport report = tail_report(profits, 0.02, QuantileConvention::order_statistic, ShortfallConvention::exact_tail);
  CHECK(report.value_at_risk == 49.0);
  CHECK(report.expected_shortfall == 49.5);
  CHECK(tail_report(profits, 0.02, QuantileConvention::interpolated, ShortfallConvention::exact_tail).value_at_risk ==
        Catch::Approx(48.02).epsilon(1e-14));
  CHECK(tail_report(profits, 0.02, QuantileConvention::order_statistic, ShortfallConvention::beyond_rank).expected_shortfall == 50.0);
}

TEST_CASE("profits that are left as they are have the same report, few or many", "[var][tail_report]") {
  Random random{22};
  for (const std::size_t size : {1u, 500u, 50'000u}) {
    std::vector<double> profits(size), scratch(size);
    for (double& p : profits) p = random.between(-5.0, 5.0) * random.between(0.0, 1.0);
    const std::vector<double> given = profits;
    for (const double tail : {0.001, 0.01, 0.3})
      for (const auto quantile : {QuantileConvention::order_statistic, QuantileConvention::interpolated})
        for (const auto shortfall :
             {ShortfallConvention::exact_tail, ShortfallConvention::through_rank, ShortfallConvention::beyond_rank}) {
          const VarReport left = tail_report(profits, tail, quantile, shortfall, scratch);
          CHECK(profits == given);
          std::vector<double> moved = given;
          const VarReport report = tail_report(moved, tail, quantile, shortfall);
          CHECK(left.value_at_risk == report.value_at_risk);
          CHECK(left.expected_shortfall == report.expected_shortfall);
          std::sort(moved.begin(), moved.end());
          double sum = 0.0;
          if (shortfall == ShortfallConvention::through_rank) {
            const Index rank = tail_rank(static_cast<Index>(size), tail);
            for (Index i = 0; i < rank; ++i) sum += moved[static_cast<std::size_t>(i)];
            CHECK(report.expected_shortfall == std::max(-(sum / static_cast<double>(rank)), report.value_at_risk));
          }
        }
    profits[size / 2] = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(tail_report(profits, 0.01, {}, {}, scratch).value_at_risk));
    CHECK(std::isnan(tail_report(profits, 0.01, {}, {}, scratch).expected_shortfall));
  }
}

TEST_CASE("a NaN profit, and no profit, are no report", "[var][tail_report][faults]") {
  std::vector<double> profits(50, 1.0);
  profits[7] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(tail_report(profits, 0.1, {}, {}).value_at_risk));
  CHECK(std::isnan(tail_report({}, 0.1, {}, {}).expected_shortfall));
}
