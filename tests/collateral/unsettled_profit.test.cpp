#include "bulwark/collateral/unsettled_profit.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
const BaseWeight weight{0.8, 1.2};
const auto five = StrictPrice<double>::alone(5.0);
}  // namespace

TEST_CASE("weighting and orders only take away from a profit", "[collateral][unsettled_profit]") {
  for (double base = -50.0; base <= 50.0; base += 10.0)
    for (double bids = 0.0; bids <= 90.0; bids += 30.0)
      for (double asks = 0.0; asks <= 90.0; asks += 30.0)
        for (const StrictPrice<double>& price : {five, StrictPrice<double>{5.0, 4.5}, StrictPrice<double>{5.0, 6.0}}) {
          const double with = unsettled_profit({base, -7.0, bids, asks}, weight, price),
                       without = unsettled_profit({base, -7.0}, weight, price);
          CHECK(with <= without);
          CHECK(without <= base * 5.0 - 7.0 + 1e-12);
        }
}

TEST_CASE("the worse of all bids and all asks is taken", "[collateral][unsettled_profit]") {
  // mango_v4.json, "health1.0": 30 coins, 70 bid for, 110 offered: min(100 x 0.8 x 5 - 350, -80 x 1.2 x 5 + 550) - 131.
  CHECK(unsettled_profit({30.0, -131.0, 70.0, 110.0}, weight, five) == Catch::Approx(-81.0).epsilon(1e-15));
  CHECK(unsettled_profit({-10.0, 100.0}, weight, five) == Catch::Approx(40.0).epsilon(1e-15));
}

TEST_CASE("what is unknown of a perpetual is unknown", "[collateral][unsettled_profit]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double unknown : {unsettled_profit({nan}, weight, five), unsettled_profit({1.0, nan}, weight, five),
                               unsettled_profit({1.0, 0.0, nan}, weight, five), unsettled_profit({1.0}, weight, {5.0, nan})})
    CHECK(unknown != unknown);
}
