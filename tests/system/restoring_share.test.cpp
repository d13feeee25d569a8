#include "bulwark/system/restoring_share.hpp"

#include "bulwark/liquidation/health_threshold.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

RiskReport report_of(double resources, double requirement) {
  RiskReport report{.equity = resources,
                    .resources = {resources, resources},
                    .requirement = {2.0 * requirement, requirement},
                    .health = resources / requirement};
  report.verdict = HealthThreshold{}.verdict(report);
  return report;
}

}  // namespace

TEST_CASE("after the share is sold at its cost, health is the target", "[system][restoring_share]") {
  Random random{11};
  for (int i = 0; i < 2'000; ++i) {
    const double notional = random.between(1e3, 1e6), requirement = random.between(0.02, 0.2) * notional;
    const RestoringShare sizing{.target = random.between(1.0, 1.5), .cost = random.between(0.0, 0.015)};
    const double resources = random.between(0.0, 1.0) * requirement, share = sizing.share(report_of(resources, requirement), notional);
    CHECK((share >= 0.0 && share <= 1.0));
    if (share < 1.0)
      CHECK_THAT(resources - sizing.cost * share * notional, WithinRel(sizing.target * requirement * (1.0 - share), 1e-9));
    else
      CHECK(resources <= sizing.cost * notional * (1.0 + 1e-12));
  }
}

TEST_CASE("whoever is well sells nothing, whoever owes sells all", "[system][restoring_share]") {
  CHECK(RestoringShare{}.share(report_of(100.0, 90.0), 1e3) == 0.0);
  CHECK(RestoringShare{}.share(report_of(-1.0, 90.0), 1e3) == 1.0);
  CHECK(RestoringShare{.least = 0.5}.share(report_of(89.0, 90.0), 1e3) == 0.5);
  CHECK(VerdictShare{}.share(report_of(89.0, 90.0), 1e3) == 1.0);
}

TEST_CASE("a target below one is a fault of the sizing", "[system][restoring_share][faults]") {
  CHECK(RestoringShare{}.faults().empty());
  CHECK(RestoringShare{0.9, -0.1, 2.0}.faults().size() == 3);
}
