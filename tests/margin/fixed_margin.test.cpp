#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/fixed_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr AssetId bitcoin{0};
constexpr AssetId ether{1};

Requirement of(const FixedMargin& margin, std::vector<Position> positions) {
  const RiskEvaluator venue{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}};
  return venue.evaluate({.positions = std::move(positions)}, {.now = Timestamp{}, .assets = {{.spot = 50'000.0}, {.spot = 2'000.0}}})
      ->requirement;
}

}  // namespace

TEST_CASE("a fixed margin is charged once to whoever holds something in its coin", "[margin][fixed_margin]") {
  const FixedMargin margin{.settlement = bitcoin, .initial = 0.5, .maintenance = 0.25};
  const Requirement once = of(margin, {{.instrument = Spot{bitcoin}, .quantity = 1.0}, {InverseFuture{bitcoin}, 10.0, 50'000.0}});
  CHECK(once.initial == 25'000.0);
  CHECK(once.maintenance == 12'500.0);
  CHECK(of(margin, {{.instrument = Spot{ether}, .quantity = 1.0}}).initial == 0.0);
  CHECK(of(margin, {}).initial == 0.0);
  const FixedMargin money{.settlement = AssetId::quote, .initial = 500.0};
  CHECK(of(money, {{.instrument = Spot{ether}, .quantity = 1.0}}).initial == 500.0);
  CHECK(of(money, {}).initial == 0.0);
}

TEST_CASE("a fixed margin that is negative or smaller to open than to keep is a fault", "[margin][fixed_margin]") {
  CHECK(FixedMargin{bitcoin, -1.0, -2.0}.faults().size() == 2);
  CHECK(FixedMargin{bitcoin, 1.0, 2.0}.faults().size() == 1);
  CHECK(FixedMargin{bitcoin, 1.0, 1.0}.faults().empty());
}
