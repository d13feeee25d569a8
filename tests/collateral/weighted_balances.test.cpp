#include "bulwark/collateral/weighted_balances.hpp"

#include "bulwark/collateral/size_weight.hpp"
#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const WeightedBalances<SizeWeight> sized{.of_asset = {{0.8, 0.9, 0.05}, {0.7, 0.75, 0.0}}, .profits = {{0.5, 1.0, 0.0, 1'000.0}}};
const WeightedBalances<ConcentrationWeight> crowded{.of_asset = {{0.8, 0.9, 1'000.0, 5e7}, {0.7, 0.75}}};
static_assert(CollateralPolicy<WeightedBalances<SizeWeight>> && CollateralPolicy<WeightedBalances<ConcentrationWeight>>);
}  // namespace

TEST_CASE("weighted balances break no law of collateral", "[collateral][weighted_balances]") {
  CHECK(broken_by(sized) == BrokenLaws{});
  CHECK(broken_by(crowded) == BrokenLaws{});
}

TEST_CASE("each deposit counts by its own size", "[collateral][weighted_balances]") {
  const Resources small = counted(sized, {.positions = {{Spot{btc}, 1.0}}}), large = counted(sized, {.positions = {{Spot{btc}, 100.0}}});
  CHECK(small.initial == Catch::Approx(0.8 * 104'000.0).epsilon(1e-15));
  CHECK(large.initial == Catch::Approx(100.0 * 104'000.0 * 1.1 / 1.5).epsilon(1e-15));
  CHECK(counted(sized, {.positions = {{Spot{btc}, 1.0}, {Spot{eth}, 10.0}}, .cash = 7.0}).initial ==
        Catch::Approx(0.8 * 104'000.0 + 0.7 * 25'600.0 + 7.0).epsilon(1e-15));
  CHECK(counted(sized, {.positions = {{Spot{sol}, 10.0}}}).maintenance == 0.0);
}

TEST_CASE("what the venue holds of an asset lowers what opens", "[collateral][weighted_balances]") {
  const Resources r = counted(crowded, {.positions = {{Spot{btc}, 1.0}}});  // 104 million deposited, scaled from 50
  CHECK(r.initial == Catch::Approx(0.8 * 5e7 / 1'000.0).epsilon(1e-15));
  CHECK(r.maintenance == Catch::Approx(0.9 * 104'000.0).epsilon(1e-15));
}

TEST_CASE("debts do not count, losses do in full and profits by their weight", "[collateral][weighted_balances]") {
  CHECK(counted(sized, {.positions = {{Spot{btc}, -1.0}}, .cash = -50.0}).initial == 0.0);
  CHECK(counted(sized, {.positions = {{LinearFuture{btc}, 1.0, 105'000.0}}, .cash = 3'000.0}).initial == 2'000.0);
  const Resources gain = counted(sized, {.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}});
  CHECK(gain.initial == 1'000.0);  // half of 4,000, capped
  CHECK(gain.maintenance == 4'000.0);
  CHECK(counted(sized, {.positions = {{LinearFuture{eth}, 1.0, 2'000.0}}}).initial == 0.0);  // nobody said: only to stay
  CHECK(counted(sized, {.positions = {{LinearFuture{eth}, 1.0, 2'000.0}}}).maintenance == 560.0);
}

TEST_CASE("weighted balances report every fault with its asset", "[collateral][weighted_balances][faults]") {
  const WeightedBalances<SizeWeight> wrong{
      .of_asset = {{0.8, 0.9}, {0.9, 0.8}}, .profits = {{}, {2.0, 1.0}}, .otherwise = {.initial_cap = -1.0}};
  CHECK(said(wrong.faults()) == std::vector<std::string>{"unrealised_weight.initial_cap must not be negative, got -1",
                                                         "size_weight[1] is out of range, got 0.80000000000000004",
                                                         "unrealised_weight[1] is out of range, got 2",
                                                         "unrealised_weight[1] is out of range, got 1"});
}
