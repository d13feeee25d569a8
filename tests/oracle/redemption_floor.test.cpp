#include "bulwark/oracle/redemption_floor.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr RedemptionFloor floor_of{.share = 0.95};
const double unknown = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("an attested redemption holds the price up, and never down", "[oracle][redemption_floor]") {
  CHECK(floor_of.price(0.65, 1.0) == 0.95);
  CHECK(floor_of.price(0.97, 1.0) == 0.97);
  CHECK(floor_of.price(1.20, 1.0) == 1.20);
}

TEST_CASE("a redemption that nobody attests holds nothing", "[oracle][redemption_floor]") {
  CHECK(floor_of.price(0.11, std::nullopt) == 0.11);
}

TEST_CASE("an unknown price is not replaced by the floor", "[oracle][redemption_floor]") {
  CHECK(std::isnan(floor_of.price(unknown, 1.0)));
  CHECK(std::isnan(floor_of.price(1.0, unknown)));
}

TEST_CASE("a floor above redemption is a fault", "[oracle][redemption_floor][faults]") {
  CHECK(floor_of.faults().empty());
  CHECK(RedemptionFloor{1.01}.faults().size() == 1);
  CHECK(RedemptionFloor{0.0}.faults().size() == 1);
}
