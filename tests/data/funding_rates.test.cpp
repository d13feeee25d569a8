// Four years of a perpetual's funding: `btc_perp_funding_daily_2019_2023.csv`, daily means of eight-hour rates.

#include "bulwark/venue/funding_rates.hpp"

#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("on more than a quarter of all days the rate was the interest to the last digit, and on none beyond the cap",
          "[data][funding_rates]") {
  const auto path = shared("data/funding/btc_perp_funding_daily_2019_2023.csv");
  if (!path) return;
  const Csv file{*path};
  const ClampedFunding binance = venue::binance_funding(0.004);
  Index at_interest = 0;
  for (Index i = 0; i < file.rows(); ++i) {
    const double rate = *file.number(i, "funding_8h_mean");
    at_interest += rate == binance.rate(0.0) ? 1 : 0;
    CHECK(magnitude(rate) <= binance.cap);
    // What was paid is what some premium pays: beyond the clamp, the premium is the rate and the clamp.
    const double premium = rate > binance.interest ? rate + binance.clamp : rate < binance.interest ? rate - binance.clamp : 0.0;
    CHECK(magnitude(binance.rate(premium) - rate) < 1e-18);
  }
  CHECK(file.rows() == 1'574);
  CHECK(at_interest == 454);
}
