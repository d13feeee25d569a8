#include <cmath>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/scenario/history.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId bitcoin{0};
constexpr AssetId ether{1};

/// The worst day of a history, on which everything moved together.
struct WorstDay {
  History history;

  ScenarioSet scenarios(const MarketState& market) const { return history.scenarios(std::ssize(market.assets)); }

  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    double loss = 0.0;
    profits.each([&](const HeldUnit&, std::span<const double> profit) { loss += greatest(0.0, -worst_of(profit).lowest); });
    return {.initial = loss, .maintenance = loss};
  }
  Faults faults() const { return history.faults(); }
};
static_assert(MarginPolicy<WorstDay> && AsksForScenarios<WorstDay>);

const MarketState market{.now = Timestamp{}, .assets = {{.spot = 100'000.0}, {.spot = 4'000.0}}};
constexpr double notional = 1e6;

Account pair_of(double bitcoins, double ethers) {
  return {.positions = {{LinearFuture{bitcoin}, bitcoins, 100'000.0}, {LinearFuture{ether}, ethers, 4'000.0}}, .cash = notional};
}
const Account long_short = pair_of(10.0, -250.0);  // a million against a million

double requirement_of(const auto& margin, const Account& account) {
  const RiskEvaluator venue{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}};
  return venue.evaluate(account, market)->requirement.maintenance;
}

}  // namespace

TEST_CASE("an equal long of bitcoin and short of ether is charged on a grid, where each moves by itself", "[venue][netting]") {
  const ScenarioMargin grid{.grid = {.price_range = 0.16}};
  CHECK_THAT(requirement_of(grid, long_short), WithinRel(2.0 * 0.16 * notional, 1e-14));
  const auto binding =
      RiskEvaluator{no_haircut(), grid, Black{}, NoVar{}, HealthThreshold{}}.evaluate(long_short, market)->requirement.binding;
  REQUIRE(binding);
  CHECK_THAT(binding->loss, WithinRel(0.16 * notional, 1e-14));
  // On Deribit, with the coins as collateral: each inverse position by itself.
  const auto deribit = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024());
  const auto need = [&](double bitcoin_face, double ether_face) {
    Account account{.positions = {{.instrument = Spot{bitcoin}, .quantity = 10.0}, {.instrument = Spot{ether}, .quantity = 250.0}}};
    if (bitcoin_face != 0.0) account.positions.push_back({InverseFuture{bitcoin}, bitcoin_face, 100'000.0});
    if (ether_face != 0.0) account.positions.push_back({InverseFuture{ether}, ether_face, 4'000.0});
    return deribit.evaluate(account, market)->requirement.initial;
  };
  CHECK(need(notional, -notional) > 0.2 * notional);
  CHECK_THAT(need(notional, -notional), WithinRel(need(notional, 0.0) + need(0.0, -notional), 1e-14));
}

TEST_CASE("the same book nets on days on which both moved alike", "[venue][netting]") {
  const History alike{.assets = 2, .log_return = {-0.10, -0.10, 0.05, 0.05, -0.30, -0.30}};
  CHECK_THAT(requirement_of(WorstDay{alike}, long_short), WithinAbs(0.0, 1e-9 * notional));
  const double outright = requirement_of(WorstDay{alike}, pair_of(10.0, 0.0));
  CHECK_THAT(outright, WithinRel(-std::expm1(-0.30) * notional, 1e-14));
  // Not on a day on which ether rose as bitcoin fell.
  const History apart{.assets = 2, .log_return = {-0.10, 0.10}};
  CHECK_THAT(requirement_of(WorstDay{apart}, long_short), WithinRel((std::expm1(0.10) - std::expm1(-0.10)) * notional, 1e-14));
}
