#pragma once

#include <algorithm>
#include <limits>
#include <map>

#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/quote_arbitrage.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a chain's calls can be sold and bought for, undiscounted, by increasing strike: at each strike the better of the call's own quote
/// and the put's plus forward less strike. For `arbitrage` of quotes. A side that nobody quotes, or bids nothing for, is NaN. Domain:
/// European options; a chain without faults; forward and discount positive. American puts are worth more than parity says and show as
/// arbitrage that is none.
inline QuotedExpiry quoted_calls(const ExpiryChain& chain, double forward, double discount) {
  const double unit = chain.premium == PremiumIn::coins ? forward : 1.0 / discount;
  constexpr double inf = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
  struct Best {
    double bid = -inf, ask = inf;
  };
  std::map<double, Best> best;
  for (const OptionQuote& q : chain.quotes) {
    const double parity = q.side == OptionSide::call ? 0.0 : forward - q.strike;
    Best& at = best[q.strike];
    if (q.bid && *q.bid > 0.0) at.bid = std::max(at.bid, fma(*q.bid, unit, parity));
    if (q.ask) at.ask = std::min(at.ask, fma(*q.ask, unit, parity));
  }
  QuotedExpiry quoted{forward, {}};
  for (const auto& [strike, at] : best) quoted.calls.push_back({strike, at.bid > -inf ? at.bid : none, at.ask < inf ? at.ask : none});
  return quoted;
}

}  // namespace bulwark::BULWARK_TARGET
