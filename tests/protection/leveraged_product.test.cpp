#include "bulwark/protection/leveraged_product.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("whatever its leverage, a product buys after a rise: exposure is a multiple of value again", "[protection][leveraged_product]") {
  for (const double leverage : {-3.0, -1.0, 2.0, 3.0})
    for (const double move : {-0.2, -0.01, 0.05, 0.3}) {
      const LeveragedProduct p{leverage, 0.8};
      if (p.after(100.0, move) == 0.0) continue;
      const double held = 100.0 * leverage * (1.0 + move);
      CHECK_THAT(held + p.rebalance(100.0, move), WithinRel(leverage * p.after(100.0, move), 1e-12));
      CHECK(p.rebalance(100.0, move) * move > 0.0);
    }
  CHECK(LeveragedProduct{1.0, 0.8}.rebalance(100.0, 0.5) == 0.0);
}

TEST_CASE("a day that takes too much ends it, at the line and beyond; value does not go below zero", "[protection][leveraged_product]") {
  const LeveragedProduct inverse{-1.0, 0.8};
  CHECK(inverse.is_terminated(0.8) == true);
  CHECK(inverse.is_terminated(0.79) == false);
  CHECK(inverse.is_terminated(-0.9) == false);
  CHECK(inverse.after(100.0, 1.5) == 0.0);
  CHECK_FALSE(inverse.is_terminated(__builtin_nan("")));
  CHECK(std::isnan(inverse.after(100.0, __builtin_nan(""))));
  CHECK(LeveragedProduct{__builtin_nan(""), 0.0}.faults().size() == 2);
}
