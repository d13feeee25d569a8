#pragma once

#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// One quote of a smile.
struct SmileQuote {
  double log_moneyness;  ///< ln(strike / forward)
  double volatility;     ///< per sqrt(year)
  double weight;         ///< >= 0, of the squared error in volatility; 1 / (half the spread)^2 is usual, only ratios matter
};

/// The quotes of one expiry.
struct Smile {
  double forward;  ///< quote per coin
  double years;    ///< that the volatilities are over
  std::vector<SmileQuote> quotes;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything wrong with the quotes of a smile. Where: quote.
inline Faults faults(const Smile& smile) {
  Faults found;
  if (smile.quotes.empty()) report(found, FaultCode::empty, "smile.quotes");
  if (!(smile.forward > 0.0 && is_finite(smile.forward))) report(found, FaultCode::not_positive, "smile.forward", {}, smile.forward);
  if (!(smile.years > 0.0 && is_finite(smile.years))) report(found, FaultCode::not_positive, "smile.years", {}, smile.years);
  bool weighs = false;
  for (Index i = 0; i < std::ssize(smile.quotes); ++i) {
    const SmileQuote& q = smile.quotes[static_cast<std::size_t>(i)];
    if (!is_finite(q.log_moneyness)) report(found, FaultCode::not_finite, "smile.log_moneyness", {.outer = i}, q.log_moneyness);
    if (!(q.volatility > 0.0 && is_finite(q.volatility)))
      report(found, FaultCode::not_positive, "smile.volatility", {.outer = i}, q.volatility);
    if (!(q.weight >= 0.0 && is_finite(q.weight))) report(found, FaultCode::negative, "smile.weight", {.outer = i}, q.weight);
    weighs = weighs || q.weight > 0.0;
  }
  if (!smile.quotes.empty() && !weighs) report(found, FaultCode::empty, "smile.weight");
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
