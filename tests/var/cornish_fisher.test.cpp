#include "bulwark/var/cornish_fisher.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("without skewness and kurtosis the expansion is the normal law", "[var][cornish_fisher]") {
  for (const double tail : {0.3, 0.05, 0.01}) {
    const CornishFisher ours = cornish_fisher({.mean = 3.0, .deviation = 20.0, .skewness = 0.0, .excess_kurtosis = 0.0}, tail);
    const VarReport normal = normal_tail(3.0, 20.0, tail);
    CHECK(ours.holds);
    CHECK(ours.report.value_at_risk == Catch::Approx(normal.value_at_risk).epsilon(1e-14));
    CHECK(ours.report.expected_shortfall == Catch::Approx(normal.expected_shortfall).epsilon(1e-14));
  }
}

TEST_CASE("it holds exactly where its quantiles rise", "[var][cornish_fisher]") {
  for (double s = -3.0; s <= 3.0; s += 0.25)
    for (double k = -1.0; k <= 12.0; k += 0.5) {
      bool rises = true;
      for (double z = -40.0; z < 40.0; z += 1.0 / 64.0)
        rises = rises && cornish_fisher_quantile(z + 1.0 / 64.0, s, k) >= cornish_fisher_quantile(z, s, k) - 1e-13;
      CHECK(cornish_fisher_holds(s, k) == rises);
    }
  const double most = 6.0 * (std::sqrt(2.0) - 1.0);  // of skewness, at one kurtosis alone
  bool some = false, none = false;
  for (double k = 0.0; k < 12.0; k += 1.0 / 4096.0) {
    some = some || cornish_fisher_holds(0.999 * most, k);
    none = none || cornish_fisher_holds(1.001 * most, k);
  }
  CHECK(some);
  CHECK_FALSE(none);
}

TEST_CASE("the shortfall is held at the value at risk, and what does not hold says so", "[var][cornish_fisher]") {
  // var_es.json, "pa-distressed-99", "pa-cta-99": edhec series of PerformanceAnalytics.
  const CornishFisher distressed =
      cornish_fisher({.mean = 0.0068, .deviation = 0.0181, .skewness = -1.7283, .excess_kurtosis = 7.7946}, 0.01);
  CHECK(distressed.report.value_at_risk == Catch::Approx(0.07094578405447598).epsilon(1e-12));
  CHECK(distressed.report.expected_shortfall == distressed.report.value_at_risk);
  const CornishFisher cta = cornish_fisher({.mean = 0.0043, .deviation = 0.0227, .skewness = 0.1628, .excess_kurtosis = -0.0076}, 0.01);
  CHECK(cta.report.value_at_risk == Catch::Approx(0.04552394147579749).epsilon(1e-12));
  CHECK(cta.report.expected_shortfall == Catch::Approx(0.05192786046569651).epsilon(1e-12));
  // Of one squared normal number, short: skewness and kurtosis too large to expand in.
  CHECK_FALSE(cornish_fisher_holds(-std::sqrt(8.0), 12.0));
  CHECK_FALSE(cornish_fisher_holds(std::nan(""), 0.0));
  CHECK(std::isnan(
      cornish_fisher({.mean = 0.0, .deviation = 1.0, .skewness = std::nan(""), .excess_kurtosis = 0.0}, 0.01).report.expected_shortfall));
}
