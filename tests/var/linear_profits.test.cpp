#include "bulwark/var/linear_profits.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a pair of equal moves makes nothing, a halved price halves the long", "[var][linear_profits]") {
  const double half = std::log(0.5), day[] = {half, half, half, 0.0};
  const double pair[] = {100.0, -100.0};
  const std::vector<double> profits = linear_profits(pair, day);
  REQUIRE(profits.size() == 2);
  CHECK(profits[0] == 0.0);
  CHECK(profits[1] == Catch::Approx(-50.0));
}

TEST_CASE("a return that is missing matters only where it is held", "[var][linear_profits][faults]") {
  const double day[] = {0.1, std::nan("")};
  const double one[] = {1.0, 0.0}, both[] = {1.0, 1.0}, unknown[] = {std::nan(""), 0.0};
  CHECK(linear_profit(one, day) == Catch::Approx(std::exp(0.1) - 1.0));
  CHECK(std::isnan(linear_profit(both, day)));
  CHECK(std::isnan(linear_profit(unknown, day)));
  CHECK(linear_profits({}, day).empty());
}
