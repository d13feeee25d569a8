#include "bulwark/collateral/loan_to_value.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("deposits count by their ratios, debt and unlisted assets not at all", "[collateral][loan_to_value]") {
  const LoanToValue pool{.of_asset = {{0.75, 0.875}}};
  const Resources r = counted(pool, {.positions = {{Spot{btc}, 1.0}, {Spot{eth}, 10.0}}, .cash = -500.0});
  CHECK(r.initial == 78'000.0);
  CHECK(r.maintenance == 91'000.0);
  CHECK(counted(pool, {.positions = {{Spot{btc}, -1.0}}, .cash = 7.0}).initial == 7.0);
}

TEST_CASE("what an open contract has lost is owed, what it has gained does not count yet", "[collateral][loan_to_value]") {
  const LoanToValue pool{.of_asset = {{0.75, 0.875}}};
  CHECK(counted(pool, {.positions = {{LinearFuture{btc}, 1.0, 106'000.0}}, .cash = 5'000.0}).initial == 3'000.0);
  CHECK(counted(pool, {.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}, .cash = 5'000.0}).initial == 5'000.0);
}

TEST_CASE("a loan may not exceed what keeps it", "[collateral][loan_to_value][faults]") {
  CHECK(said(LoanToValue{.of_asset = {{0.8, 0.7}, {-0.1, 2.0}}}.faults()) ==
        std::vector<std::string>{"loan_to_value.liquidation[0] is out of range, got 0.69999999999999996",
                                 "loan_to_value.borrow[1] is out of range, got -0.10000000000000001",
                                 "loan_to_value.liquidation[1] is out of range, got 2"});
}
