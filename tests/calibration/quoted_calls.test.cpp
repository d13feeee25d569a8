#include "bulwark/calibration/quoted_calls.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

TEST_CASE("a strike's call is quoted by the better of call and put", "[calibration][quoted_calls]") {
  const ExpiryChain chain{0.5,
                          PremiumIn::quote,
                          {{110.0, OptionSide::call, 2.0, 2.5}, {90.0, OptionSide::put, 1.0, 1.2}, {90.0, OptionSide::call, 10.5, 12.0}}};
  const QuotedExpiry quoted = quoted_calls(chain, 101.0, 0.5);  // premiums double at expiry
  REQUIRE(quoted.calls.size() == 2);
  CHECK(quoted.calls[0].strike == 90.0);
  CHECK_THAT(quoted.calls[0].bid, WithinAbs(21.0, 1e-12));  // the call's 21, the put's 13
  CHECK_THAT(quoted.calls[0].ask, WithinAbs(13.4, 1e-12));  // the put's
  CHECK_THAT(quoted.calls[1].bid, WithinAbs(4.0, 1e-12));
}

TEST_CASE("coins are counted at the forward; what nobody bids for has no bid", "[calibration][quoted_calls]") {
  const ExpiryChain chain{0.5, PremiumIn::coins, {{110.0, OptionSide::call, 0.0, 0.02}, {120.0, OptionSide::call, 0.01, {}}}};
  const QuotedExpiry quoted = quoted_calls(chain, 100.0, 0.7);
  CHECK(std::isnan(quoted.calls[0].bid));
  CHECK_THAT(quoted.calls[0].ask, WithinAbs(2.0, 1e-12));
  CHECK_THAT(quoted.calls[1].bid, WithinAbs(1.0, 1e-12));
  CHECK(std::isnan(quoted.calls[1].ask));
}
