#include "bulwark/margin/contract_minimum.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("every contract asks for a least amount, a bought one no more than its value", "[margin][contract_minimum]") {
  const ContractMinimum minimum{100.0};
  const auto needed = [&](double strike, double quantity) {
    return required(minimum, {.positions = {{VanillaOption{btc, OptionSide::call, strike, july}, quantity, 0.0, AssetId::quote}}})
        .maintenance;
  };
  CHECK(needed(104'000.0, -3.0) == 300.0);
  CHECK(needed(104'000.0, 3.0) == 300.0);
  CHECK(needed(130'000.0, -3.0) == 300.0);
  CHECK(required(ContractMinimum{1e6}, {.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, 3.0, 0.0, AssetId::quote}}})
            .maintenance < 3e4);
  CHECK(required(minimum, {.positions = {{LinearFuture{btc, july}, -8.0, 1.0}, {Spot{btc}, 5.0}}}).maintenance == 100.0);  // by the unit
}

TEST_CASE("a least amount is finite", "[margin][contract_minimum][faults]") {
  for (const double bad : {-1.0, std::numeric_limits<double>::infinity()}) CHECK(ContractMinimum{bad}.faults().size() == 1);
}
