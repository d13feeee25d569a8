#include "bulwark/margin/weighted_debt.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const WeightedDebt charge{.of_asset = {{1.2, 1.1, 0.1}, {1.3, 1.15}}, .otherwise = {2.0, 2.0}};
}

TEST_CASE("weighted debts break no law of margin", "[margin][weighted_debt]") {
  CHECK(broken_by(charge) == BrokenLaws{});
  CHECK(broken_by(WeightedDebt{}) == BrokenLaws{});
}

TEST_CASE("a larger debt weighs more, cash weighs as it is and deposits nothing", "[margin][weighted_debt]") {
  const auto share = [&](double coins) { return required(charge, {.positions = {{Spot{btc}, -coins}}}).initial / (coins * 104'000.0); };
  CHECK(share(1.0) == Catch::Approx(1.2).epsilon(1e-14));
  CHECK(share(100.0) == Catch::Approx(0.96 + 1.0).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{Spot{eth}, -10.0}}, .cash = -7.0}).maintenance ==
        Catch::Approx(1.15 * 25'600.0 + 7.0).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{Spot{sol}, -10.0}}}).maintenance == 3'200.0);
  CHECK(required(charge, {.positions = {{Spot{btc}, 5.0}, {LinearFuture{btc}, 9.0, 1.0}}, .cash = 7.0}).initial == 0.0);
}

TEST_CASE("a weighted debt reports every fault with its asset", "[margin][weighted_debt][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(WeightedDebt{.of_asset = {{1.1, 1.2, -1.0}}, .otherwise = {0.9, 0.9}}.faults()) ==
        std::vector<std::string>{"weighted_debt.maintenance is out of range, got 0.90000000000000002",
                                 "weighted_debt.initial[0] is out of range, got 1.1000000000000001",
                                 "weighted_debt.factor[0] is out of range, got -1"});
}
