#include "bulwark/liquidation/rising_bonus.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the bonus rises as health falls, between its two ends", "[liquidation][rising_bonus]") {
  constexpr RisingBonus bonus{.first = 0.02, .last = 0.10, .health_of_last = 0.9};
  CHECK(bonus.at(1.0) == 0.02);
  CHECK(bonus.at(2.0) == 0.02);
  CHECK(bonus.at(0.95) == Catch::Approx(0.06).epsilon(1e-12));
  CHECK(bonus.at(0.9) == 0.10);
  CHECK(bonus.at(0.1) == 0.10);
  for (double health = 0.8; health < 1.1; health += 0.005) CHECK(bonus.at(health + 0.005) <= bonus.at(health));
  CHECK(std::isnan(bonus.at(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("a bonus that falls as health falls is a fault", "[liquidation][rising_bonus][faults]") {
  CHECK(RisingBonus{0.02, 0.10, 0.9}.faults().empty());
  CHECK(RisingBonus{0.10, 0.02, 0.9}.faults().size() == 1);
  CHECK(RisingBonus{-0.1, 0.02, 1.0}.faults().size() == 2);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(RisingBonus{nan, nan, nan}.faults().size() == 3);
}
