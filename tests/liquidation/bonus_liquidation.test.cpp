#include "bulwark/liquidation/bonus_liquidation.hpp"

#include "bulwark/laws/liquidation_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;

TEST_CASE("the verdict is the thresholds', whatever the bonuses", "[liquidation][bonus_liquidation]") {
  const HealthThreshold thresholds{.full_close = 0.95, .close_fraction = 0.5};
  const BonusLiquidation rule{.thresholds = thresholds, .of_asset = {{0.825, 0.05}, {}}};
  CHECK(broken_by(rule).empty());
  for (double resources = 50.0; resources < 150.0; resources += 1.0) {
    const RiskReport report{.equity = 10.0, .resources = {resources, resources}, .requirement = {100.0, 100.0}};
    CHECK(rule.verdict(report) == thresholds.verdict(report));
  }
}

TEST_CASE("an asset whose liquidation would harm from the start is named", "[liquidation][bonus_liquidation][faults]") {
  CHECK(BonusLiquidation{.thresholds = {}, .of_asset = {{0.825, 0.05}, {0.0, 0.0}}}.faults().empty());
  CHECK(test::said(BonusLiquidation{.thresholds = {.close_fraction = 0.0}, .of_asset = {{0.825, 0.05}, {0.95, 0.1}}}.faults()) ==
        std::vector<std::string>{"health_threshold.close_fraction is out of range, got 0",
                                 "toxic_frontier.threshold x (1 + bonus)[1] is out of range, got 1.0449999999999999"});
}
