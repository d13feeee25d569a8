#pragma once

#include <cmath>
#include <vector>

#include "bulwark/calibration/svi_fit.hpp"

namespace bulwark::test {

/// The least weighted error of an SVI slice, in volatility, that a denser search finds; its ends are set here.
inline double least_svi_error(const Smile& smile, const SviFit& fit, PlaneSearch dense) {
  std::vector<WeighedVariance> quotes;
  double low = 1e300, high = -1e300, lowest = 1e300, total = 0.0;
  for (const SmileQuote& q : smile.quotes) {
    const double fitted = std::sqrt(svi_point(fit.slice, q.log_moneyness).variance / smile.years);
    quotes.push_back(
        {q.log_moneyness, q.volatility * q.volatility * smile.years, std::sqrt(q.weight) / ((fitted + q.volatility) * smile.years)});
    low = std::fmin(low, q.log_moneyness), high = std::fmax(high, q.log_moneyness), total += q.weight;
    lowest = std::fmin(lowest, quotes.back().variance);
  }
  const double range = high - low;
  dense.low[0] = low - 0.25 * range, dense.low[1] = std::log(0.5 * range / double(quotes.size() - 1));
  dense.high[0] = high + 0.25 * range, dense.high[1] = std::log(4.0 * range);
  const SviQuotes prepared(quotes);
  const auto error = [&](double m, double s) { return SviSlopeSolve(prepared, m, std::exp(s), 0.01 * lowest).solve().error; };
  return std::sqrt(lowest_in(dense, error).value / total);
}

}  // namespace bulwark::test
