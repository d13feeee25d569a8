#include "bulwark/venue/funding_rates.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("venues' funding is theirs: at the index, far from it and at the cap", "[venue][funding_rates]") {
  const ClampedFunding binance = venue::binance_funding(0.004), hyperliquid = venue::hyperliquid_funding();
  CHECK(binance.payment(0.0) == 0.0001);
  CHECK_THAT(binance.payment(0.001), WithinAbs(0.0005, 1e-18));
  CHECK(binance.payment(1.0) == 0.003);
  CHECK(binance.payment(-1.0) == -0.003);
  CHECK_THAT(hyperliquid.payment(0.0), WithinAbs(0.0000125, 1e-20));  // 0.00125 % an hour: 11.6 % a year
  CHECK(hyperliquid.payment(1e9) == 0.04);
  CHECK(venue::deribit_funding().payment(0.0002) == 0.0);
  CHECK_THAT(venue::deribit_funding().payment(0.001), WithinAbs(0.00075, 1e-18));
  CHECK(venue::deribit_funding().payment(0.1) == 0.005);
  CHECK_THAT(venue::dydx_funding(0.05, 0.03).payment(0.001), WithinAbs(0.000125, 1e-18));
  CHECK_THAT(venue::dydx_funding(0.05, 0.03).payment(1.0), WithinAbs(0.12 / 8.0, 1e-17));
  for (const ClampedFunding& funding : {binance, hyperliquid, venue::deribit_funding(), venue::dydx_funding(0.05, 0.03)})
    CHECK(funding.faults().empty());
}
