#include "bulwark/margin/debt_margin.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("debt is negative cash and negative coins, not netted against deposits", "[margin][debt_margin]") {
  CHECK(required(DebtMargin{}, {.positions = {{Spot{btc}, -2.0}, {Spot{eth}, 1'000.0}}, .cash = -50.0}).initial == 208'050.0);
  CHECK(required(DebtMargin{}, {.positions = {{Spot{btc}, 2.0}}, .cash = 50.0}).maintenance == 0.0);
}
