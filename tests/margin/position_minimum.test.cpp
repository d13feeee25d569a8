#include "bulwark/margin/position_minimum.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("each open contract costs the minimum once, whatever its size and side", "[margin][position_minimum]") {
  const PositionMinimum minimum{2.0};
  CHECK(required(minimum, {}).initial == 0.0);
  CHECK(required(minimum, {.positions = {{Spot{btc}, 5.0}}}).initial == 0.0);
  CHECK(required(minimum, {.positions = {{LinearFuture{btc}, 1e-6, 104'000.0}}}).maintenance == 2.0);
  CHECK(required(minimum, {.positions = {{LinearFuture{btc}, 5.0, 104'000.0}, {LinearFuture{eth}, -1e-6, 2'560.0}}}).initial == 4.0);
  CHECK(required(minimum, {.positions = {{LinearFuture{btc}, 5.0, 104'000.0}, {LinearFuture{btc}, -5.0, 104'000.0}}}).initial == 0.0);
}

TEST_CASE("a negative minimum is a fault", "[margin][position_minimum][faults]") {
  CHECK(PositionMinimum{0.0}.faults().empty());
  CHECK(PositionMinimum{-1.0}.faults().size() == 1);
  CHECK(PositionMinimum{std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
}
