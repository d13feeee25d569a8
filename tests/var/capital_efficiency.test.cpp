#include "bulwark/var/capital_efficiency.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("efficiency is the loss that a unit of collateral stands for", "[var][capital_efficiency]") {
  CHECK(capital_efficiency(50.0, 200.0) == 0.25);
  CHECK(capital_efficiency(300.0, 200.0) == 1.5);
  CHECK(capital_efficiency(-50.0, 200.0) == 0.0);
  CHECK_FALSE(capital_efficiency(50.0, 0.0).has_value());
  CHECK_FALSE(capital_efficiency(std::nan(""), 200.0).has_value());
  CHECK_FALSE(capital_efficiency(50.0, std::nan("")).has_value());
}

TEST_CASE("a hedged book carries none of its legs' risk, a stacked one all", "[var][capital_efficiency]") {
  const std::vector<double> legs{30.0, 10.0};
  CHECK(diversification(40.0, legs) == 0.0);
  CHECK(diversification(0.0, legs) == 1.0);
  CHECK(diversification(30.0, legs) == 0.25);
  CHECK_FALSE(diversification(1.0, {}).has_value());
  CHECK_FALSE(diversification(std::nan(""), legs).has_value());
}
