#pragma once

#include <cstddef>

#include "bulwark/calibration/smile.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How far a fit is from its quotes, in volatility per sqrt(year): 0.01 is one point.
struct FitError {
  double weighted;  ///< root of the mean square by the quotes' weights
  double plain;     ///< root of the mean square, each quote of positive weight once
  double largest;
  std::size_t quotes;  ///< of positive weight
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The error of total variance `variance(k)` against a smile. NaN where a variance is negative or unknown.
template <class Variance>
FitError fit_error(const Smile& smile, const Variance& variance) {
  double weights = 0.0, weighted = 0.0, plain = 0.0, largest = 0.0;
  std::size_t count = 0;
  for (const SmileQuote& q : smile.quotes) {
    if (!(q.weight > 0.0)) continue;
    const double off = __builtin_sqrt(variance(q.log_moneyness) / smile.years) - q.volatility;
    weights += q.weight, weighted = fma(product(q.weight, off), off, weighted), plain = fma(off, off, plain);
    largest = greatest(largest, magnitude(off));
    ++count;
  }
  return {__builtin_sqrt(weighted / weights), __builtin_sqrt(plain / static_cast<double>(count)), largest, count};
}

}  // namespace bulwark::BULWARK_TARGET
