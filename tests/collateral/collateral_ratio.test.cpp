#include "bulwark/collateral/collateral_ratio.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a vault needs deposits of ratio times its debt", "[collateral][collateral_ratio]") {
  const RiskEvaluator vault{CollateralRatio{.opening = 1.75, .liquidation = 1.5}, DebtMargin{}, Black{}, NoVar{}, HealthThreshold{}};
  const auto verdict = [&](double debt) {
    return vault.evaluate({.positions = {{Spot{eth}, 75.0}}, .cash = -debt}, three_assets())->verdict;
  };
  CHECK(verdict(128'000.0).is_healthy());  // 192,000 / 128,000 is 1.5
  CHECK(verdict(128'000.5).is_liquidatable());
}

TEST_CASE("ratios are above one, opening above liquidation", "[collateral][collateral_ratio][faults]") {
  CHECK(CollateralRatio{.opening = 1.2, .liquidation = 1.5}.faults().size() == 1);
  CHECK(CollateralRatio{.opening = 0.5, .liquidation = 0.9}.faults().size() == 2);
  CHECK(CollateralRatio{.opening = std::numeric_limits<double>::quiet_NaN(), .liquidation = -1.0}.faults().size() == 2);
}
