#include "bulwark/liquidation/health_threshold.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
RiskReport report(double resources, double requirement, double equity = 1.0) {
  return {.equity = equity, .resources = {resources, resources}, .requirement = {requirement, requirement}};
}
}  // namespace

TEST_CASE("exactly at a threshold is still well, one step below is not", "[liquidation][health_threshold][A04]") {
  const HealthThreshold rule{.warn = 2.0, .partial_close = 1.0, .full_close = 0.5, .close_fraction = 0.25};
  const double below = std::nextafter(100.0, 0.0);
  CHECK(rule.verdict(report(200.0, 100.0)) == Verdict{Standing::healthy, 0.0});
  CHECK(rule.verdict(report(std::nextafter(200.0, 0.0), 100.0)) == Verdict{Standing::warned, 0.0});
  CHECK(rule.verdict(report(100.0, 100.0)) == Verdict{Standing::warned, 0.0});
  CHECK(rule.verdict(report(below, 100.0)) == Verdict{Standing::liquidatable, 0.25});
  CHECK(rule.verdict(report(50.0, 100.0)) == Verdict{Standing::liquidatable, 0.25});
  CHECK(rule.verdict(report(std::nextafter(50.0, 0.0), 100.0)) == Verdict{Standing::liquidatable, 1.0});
  CHECK(rule.verdict(report(1e9, 1.0, -1.0)) == Verdict{Standing::bankrupt, 1.0});
}

TEST_CASE("where nothing is required, owing is still owing", "[liquidation][health_threshold][A03]") {
  CHECK(HealthThreshold{}.verdict(report(0.0, 0.0, 0.0)) == Verdict{Standing::healthy, 0.0});
  CHECK(HealthThreshold{}.verdict(report(5.0, 0.0)) == Verdict{Standing::healthy, 0.0});
  CHECK(HealthThreshold{}.verdict(report(-5.0, 0.0)).is_liquidatable());
}

TEST_CASE("thresholds are in order", "[liquidation][health_threshold][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(HealthThreshold{}.faults().empty());
  CHECK(HealthThreshold{.warn = 0.5, .partial_close = 1.0, .full_close = 2.0, .close_fraction = 0.0}.faults().size() == 3);
  CHECK(HealthThreshold{.warn = nothing, .partial_close = nothing, .full_close = nothing, .close_fraction = nothing}.faults().size() == 4);
}
