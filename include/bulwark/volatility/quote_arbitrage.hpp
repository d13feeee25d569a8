#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/volatility/violation.hpp"

namespace bulwark::inline v1 {

/// What a call can be sold and bought for. A put is given as the call that parity makes of it: plus forward less strike.
struct CallQuote {
  double strike;  ///< quote per coin
  double bid;     ///< undiscounted (paid at expiry), quote per coin; NaN: none
  double ask;     ///< likewise; NaN: none
};

/// The quotes of one expiry by increasing strike.
struct QuotedExpiry {
  double forward;  ///< quote per coin
  std::vector<CallQuote> calls;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Every arbitrage that can be locked in at the quotes: each side is sold at its bid and bought at its ask, so a wide market hides what its
/// middle shows. Expiries in increasing order. `other` is the quote sold (of the bound: the quote itself), `low` and `high` the
/// log-moneynesses of the cheapest hedge bought, `amount` what is earned; gains of up to `slack` (quote per coin) do not count. Bounds:
/// max(F
/// - K, 0) <= C <= F. Call spreads: 0 <= C(K) - C(K') <= K' - K. Butterflies: a bid above the line between two asks. Calendars: a bid at
/// strike / forward above the line between two later asks around it, both in shares of their forward. For each quote the best partner is
/// reported. Source: Carr and Madan (2005), Davis and Hobson (2007); for bid and ask Cousot (2007). Cost: cubic in the strikes.
inline std::vector<Violation> arbitrage(const std::vector<QuotedExpiry>& expiries, double slack = 0.0) {
  std::vector<Violation> found;
  for (Index e = 0; e < std::ssize(expiries); ++e) {
    const QuotedExpiry& now = expiries[static_cast<std::size_t>(e)];
    const std::vector<CallQuote>& c = now.calls;
    const auto moneyness = [&](const CallQuote& q) { return log(q.strike / now.forward); };
    const auto say = [&](Arbitrage kind, std::size_t sold, const CallQuote& from, const CallQuote& to, double amount) {
      if (amount > slack) found.push_back({kind, e, static_cast<Index>(sold), moneyness(from), moneyness(to), moneyness(c[sold]), amount});
    };
    for (std::size_t j = 0; j < c.size(); ++j) {
      say(Arbitrage::bound, j, c[j], c[j], c[j].bid - now.forward);
      say(Arbitrage::bound, j, c[j], c[j], greatest(0.0, now.forward - c[j].strike) - c[j].ask);
      double rise = 0.0, fall = 0.0, fly = 0.0;
      std::size_t rise_at = j, fall_at = j, left_at = j, right_at = j;
      for (std::size_t i = 0; i < c.size(); ++i) {
        if (i == j) continue;
        // Sold at j; bought at i: lower strikes never cost less, higher ones cost less by no more than the strikes differ.
        const double gain = c[j].bid - c[i].ask;
        if (i < j && gain > rise) rise = gain, rise_at = i;
        if (i > j && gain - (c[i].strike - c[j].strike) > fall) fall = gain - (c[i].strike - c[j].strike), fall_at = i;
        for (std::size_t k = j + 1; i < j && k < c.size(); ++k) {
          const double share = (c[j].strike - c[i].strike) / (c[k].strike - c[i].strike);
          const double over = c[j].bid - fma(share, c[k].ask - c[i].ask, c[i].ask);
          if (over > fly) fly = over, left_at = i, right_at = k;
        }
      }
      say(Arbitrage::call_spread, j, c[rise_at], c[j], rise);
      say(Arbitrage::call_spread, j, c[j], c[fall_at], fall);
      say(Arbitrage::butterfly, j, c[left_at], c[right_at], fly);
      for (Index l = e + 1; l < std::ssize(expiries); ++l) {
        const QuotedExpiry& next = expiries[static_cast<std::size_t>(l)];
        const double x = c[j].strike / now.forward;
        double most = 0.0, low = 0.0, high = 0.0;
        for (std::size_t i = 0; i < next.calls.size(); ++i)
          for (std::size_t k = i; k < next.calls.size(); ++k) {
            const double a = next.calls[i].strike / next.forward, b = next.calls[k].strike / next.forward;
            if (!(a <= x && x <= b)) continue;
            const double share = k == i ? 0.0 : (x - a) / (b - a);
            const double cost = fma(share, next.calls[k].ask - next.calls[i].ask, next.calls[i].ask) / next.forward;
            const double gain = c[j].bid / now.forward - cost;
            if (gain > most) most = gain, low = a, high = b;
          }
        if (product(most, now.forward) > slack && most > 0.0)
          found.push_back({Arbitrage::calendar, l, e, log(low), log(high), moneyness(c[j]), most});
      }
    }
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
