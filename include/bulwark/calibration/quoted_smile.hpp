#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/pricing/implied_volatility.hpp"

namespace bulwark::inline v1 {

/// Which quotes of a chain become a smile.
struct SmileChoice {
  double least_bid = 0.0;        ///< premium; a quote with a lower bid, or none, is left out
  double widest = 1.0;           ///< ask - bid over the middle, at most
  double most_deviations = 6.0;  ///< |ln(strike / forward)| over the middle's own volatility x sqrt(years), at most
  double least_spread = 1e-4;    ///< half the spread in volatility below which a quote weighs no more
};

/// A smile with what its quotes were.
struct QuotedSmile {
  Smile smile;
  std::vector<double> half_spread;  ///< of each quote of the smile, volatility
  std::vector<Index> quote;         ///< its place in the chain
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The out-of-the-money quotes of a chain as volatilities (Black's, of the middle) against a forward, weighing 1 / (half the spread)^2.
/// Half the spread is in volatility: half of ask's less bid's, or the premium's over vega where the bid is too low to have one.
/// A quote that has no volatility, or that `choice` does not want, is not there. Faults: every bad quote; a forward or discount that is not
/// positive.
inline Checked<QuotedSmile> quoted_smile(const ExpiryChain& chain, double forward, double discount, const SmileChoice& choice = {}) {
  Faults wrong = faults(chain);
  if (!(forward > 0.0 && is_finite(forward))) report(wrong, FaultCode::not_positive, "forward", {}, forward);
  if (!(discount > 0.0 && is_finite(discount))) report(wrong, FaultCode::not_positive, "discount", {}, discount);
  if (!wrong.empty()) return wrong;
  const double unit = chain.premium == PremiumIn::coins ? forward : 1.0 / discount;  // undiscounted quote per premium
  QuotedSmile found{.smile = {.forward = forward, .years = chain.years, .quotes = {}}, .half_spread = {}, .quote = {}};
  for (std::size_t i = 0; i < chain.quotes.size(); ++i) {
    const OptionQuote& q = chain.quotes[i];
    const bool is_outside = q.side == OptionSide::call ? q.strike >= forward : q.strike < forward;
    if (!is_outside || !q.bid || !q.ask || !(*q.bid > 0.0) || *q.bid < choice.least_bid) continue;
    const double middle = 0.5 * (*q.bid + *q.ask), spread = *q.ask - *q.bid;
    if (spread > choice.widest * middle) continue;
    Claim<double> claim{forward, q.strike, 0.0, chain.years, sign(q.side)};
    const auto volatility = black_implied_volatility(claim, product(middle, unit)).volatility;
    if (!volatility) continue;
    const double log_moneyness = log_ratio(q.strike, forward);
    if (magnitude(log_moneyness) > choice.most_deviations * product(*volatility, __builtin_sqrt(chain.years))) continue;
    claim.volatility = *volatility;
    const auto low = black_implied_volatility(claim, product(*q.bid, unit)).volatility;
    const auto high = black_implied_volatility(claim, product(*q.ask, unit)).volatility;
    const double half = low && high ? 0.5 * (*high - *low) : 0.5 * product(spread, unit) / black_greeks(claim).vega;
    if (!is_finite(half)) continue;
    const double error = greatest(half, choice.least_spread);
    found.smile.quotes.push_back({log_moneyness, *volatility, 1.0 / product(error, error)});
    found.half_spread.push_back(half);
    found.quote.push_back(static_cast<Index>(i));
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
