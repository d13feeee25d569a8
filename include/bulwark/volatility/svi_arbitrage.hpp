#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/volatility/svi.hpp"
#include "bulwark/volatility/svi_butterfly.hpp"
#include "bulwark/volatility/svi_calendar.hpp"
#include "bulwark/volatility/violation.hpp"

namespace bulwark::BULWARK_TARGET {

/// Every arbitrage within one slice, as `expiry`. Wing and cap do not count: they hold a smile flat, which is a kink of its own.
inline std::vector<Violation> arbitrage(const SviSlice& s, Index expiry = 0) {
  std::vector<Violation> found;
  constexpr double inf = std::numeric_limits<double>::infinity();
  for (const double side : {-1.0, 1.0}) {
    const double slope = product(s.b, 1.0 + side * s.rho);
    if (slope > 2.0)
      found.push_back({Arbitrage::wing, expiry, -1, side < 0.0 ? -inf : s.m, side < 0.0 ? s.m : inf, side * inf, slope - 2.0});
  }
  const double floor = svi_least_variance(s);
  if (!(floor > 0.0)) {
    const double at = s.m - product(s.sigma, s.rho) / __builtin_sqrt(product(1.0 - s.rho, 1.0 + s.rho));
    found.push_back({Arbitrage::variance, expiry, -1, at, at, at, -floor});
    return found;  // g has poles where the variance is zero
  }
  for (const NegativeRange& range : butterflies(s))
    found.push_back({Arbitrage::butterfly, expiry, -1, range.low, range.high, range.worst, -range.value});
  return found;
}

/// Every arbitrage within the slices of a surface and between neighbours. Total variance is compared at one log-moneyness, each slice
/// against its own forward, where forwards carry no arbitrage of their own; slices keep their volatilities as time passes, and so does the
/// order of their total variances over the years each was fitted for.
inline std::vector<Violation> arbitrage(const SviVolatility& surface) {
  std::vector<Violation> found;
  for (Index i = 0; i < std::ssize(surface.slices); ++i) {
    const SviSlice& later = surface.slices[static_cast<std::size_t>(i)];
    for (const Violation& v : arbitrage(later, i)) found.push_back(v);
    if (i == 0) continue;
    const SviSlice& earlier = surface.slices[static_cast<std::size_t>(i - 1)];
    for (const NegativeRange& range : calendar_crossings(earlier, later))
      found.push_back({Arbitrage::calendar, i, i - 1, range.low, range.high, range.worst, -range.value});
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
