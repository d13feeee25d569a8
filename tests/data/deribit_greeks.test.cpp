#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bulwark/pricing/black.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/quantile.hpp"
#include "support/shared.hpp"

using namespace bulwark;

TEST_CASE("delta, gamma, vega and theta of real chains are reproduced to the rounding of the quotes", "[data][black]") {
  const auto folder = test::shared("data/options");
  if (!folder) return;
  // The data's README: "For expiries farther than 2 days, with snapshot_est_utc, fwd_est and iv_from_greeks, Black-76 (rate 0, actual/365)
  // gives delta to a median of 4e-6 .. 5e-5, vega and theta to 2e-5 .. 2.4e-4 relative, gamma within 5e-6 (its rounding) at the 99th
  // percentile; iv_from_greeks lies inside [bid_iv, ask_iv] (half a point of tolerance) for 99-100 % of the rows with |vega| above 5."
  std::printf("%-15s %5s | medians: delta     vega    theta | gamma 99 %% | inside bid and ask\n", "distances", "rows");
  for (const std::string time : {"20250301T1632Z", "20250406T1404Z", "20250508T2009Z", "20250522T1132Z"}) {
    const test::Csv chain{*folder / ("deribit_btc_greeks_" + time + ".csv")};
    std::vector<double> delta;
    std::vector<double> gamma;
    std::vector<double> vega;
    std::vector<double> theta;
    Index quoted = 0;
    Index inside = 0;
    for (Index i = 0; i < chain.rows(); ++i) {
      const InstrumentName name = *read_deribit_name(chain.text(i, "instrument"));
      const Timestamp now = chain.time(i, "snapshot_est_utc");
      const auto volatility = chain.number(i, "iv_from_greeks");
      if (!volatility || name.expiry - now <= std::chrono::days{2}) continue;
      const Greeks<double> greeks = black_greeks(Claim<double>{.forward = *chain.number(i, "fwd_est"),
                                                               .strike = name.strike,
                                                               .volatility = *volatility,
                                                               .years = years_between(now, name.expiry),
                                                               .side = sign(name.side)});
      const double quoted_vega = *chain.number(i, "vega");
      delta.push_back(std::abs(greeks.delta - *chain.number(i, "delta")));
      gamma.push_back(std::abs(greeks.gamma - *chain.number(i, "gamma")));
      vega.push_back(std::abs(0.01 * greeks.vega / quoted_vega - 1.0));
      theta.push_back(std::abs(greeks.theta / 365.0 / *chain.number(i, "theta") - 1.0));
      if (std::abs(quoted_vega) <= 5.0) continue;
      ++quoted;
      const double bid = chain.number(i, "bid_iv").value_or(0.0);
      const double ask = chain.number(i, "ask_iv").value_or(100.0);
      inside += *volatility > bid - 0.005 && *volatility < ask + 0.005;
    }
    const auto median = [](const std::vector<double>& of) { return test::quantile(of, 0.5); };
    const double share = static_cast<double>(inside) / static_cast<double>(quoted);
    INFO(time);
    std::printf("%-15s %5zu | %14.1e %8.1e %8.1e | %10.1e | %.2f %%\n", time.c_str(), delta.size(), median(delta), median(vega),
                median(theta), test::quantile(gamma, 0.99), 100.0 * share);
    REQUIRE(delta.size() > 300);
    CHECK(median(delta) < 5.5e-5);
    CHECK(median(vega) < 2.45e-4);
    CHECK(median(theta) < 2.45e-4);
    CHECK(test::quantile(gamma, 0.99) < 5.5e-6);
    CHECK(share > 0.985);
  }
}
