#include "bulwark/margin/full_margin.hpp"

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {

constexpr AssetId question{0};
const RiskEvaluator house{no_haircut(), FullMargin{{1'500.0}}, Black{}, NoVar{}, HealthThreshold{}};

RiskReport at(double mark, double quantity, double entry, double cash) {
  return *house.evaluate({.positions = {{LinearFuture{question}, quantity, entry}}, .cash = cash},
                         {.now = Timestamp{}, .assets = {{.spot = mark}}});
}

}  // namespace

TEST_CASE("what is required is what may still be lost", "[margin][full_margin]") {
  // Vega 0016-PFUT-022: 5 at 1,000 of at most 1,500, marked at 1,000, 1,100 and 1,499.
  CHECK(at(1'000.0, 5.0, 1'000.0, 5'000.0).requirement.maintenance == 5'000.0);
  CHECK(at(1'000.0, -5.0, 1'000.0, 2'500.0).requirement.initial == 2'500.0);
  CHECK(at(1'100.0, 5.0, 1'000.0, 5'000.0).requirement.maintenance == 5'500.0);
  CHECK(at(1'499.0, 5.0, 1'000.0, 5'000.0).requirement.maintenance == 7'495.0);
  CHECK(at(1'499.0, -5.0, 1'000.0, 2'500.0).requirement.maintenance == 5.0);
  CHECK(at(1'600.0, -5.0, 1'000.0, 2'500.0).requirement.maintenance == 0.0);
}

TEST_CASE("size times entry price covers it at every mark", "[margin][full_margin]") {
  for (const double mark : {0.125, 10.0, 333.0, 1'000.0, 1'234.5, 1'500.0}) {
    CHECK_THAT(at(mark, 5.0, 1'000.0, 5'000.0).maintenance_surplus(), WithinAbs(0.0, 1e-9));
    CHECK_THAT(at(mark, -5.0, 1'000.0, 2'500.0).maintenance_surplus(), WithinAbs(0.0, 1e-9));
  }
}

TEST_CASE("its slope is what one contract more may lose", "[margin][full_margin]") {
  const std::vector<ListedInstrument> listed{{.id = "question", .instrument = LinearFuture{question}}};
  const auto listing = Listing::from(listed);
  const auto tick = house.price(*listing, {.now = Timestamp{}, .assets = {{.spot = 1'100.0}}});
  for (const auto& [held, slope] : {std::pair{3.0, 1'100.0}, {-3.0, -400.0}}) {
    const Account account{.positions = {{LinearFuture{question}, held, 50.0}}};
    const AccountRows rows = listing->admit(std::span{&account, 1});
    CHECK_THAT(explain(*tick, rows.at(0)).gradient[0].initial, WithinAbs(slope, 1e-9));
  }
}

TEST_CASE("a future without a highest price, or whose profit is in coins, is not known", "[margin][full_margin]") {
  CHECK_FALSE(is_finite(required(FullMargin{{1e6}}, {.positions = {{LinearFuture{eth}, 1.0, 2'500.0}}}).initial));
  CHECK_FALSE(is_finite(required(FullMargin{{1e6}}, {.positions = {{InverseFuture{btc}, 1.0, 100'000.0}}}).initial));
  CHECK(required(FullMargin{{1e6}}, {.positions = {{Spot{eth}, 1.0}}}).initial == 0.0);
}

TEST_CASE("a highest price that is none is a fault", "[margin][full_margin][faults]") {
  CHECK(said(FullMargin{{1.0, 0.0}}.faults()) == std::vector<std::string>{"full_margin.highest[1] must be positive, got 0"});
  CHECK(FullMargin{{NAN, INFINITY}}.faults().size() == 2);
}
