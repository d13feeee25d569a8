#pragma once

#include <algorithm>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// Milliseconds left. Times are exact as doubles until the year 287,396; no difference of two extreme times overflows.
inline double milliseconds_left(Timestamp now, Timestamp expiry) noexcept {
  return static_cast<double>(expiry.time_since_epoch().count()) - static_cast<double>(now.time_since_epoch().count());
}

/// Volatility at time t between expiries at a and b (all from now), where total variance s^2 T is linear in time: the squared volatility is
/// va + (t - a) / (b - a) * b / t * (vb - va), so equal neighbours give their own bits back.
inline double volatility_between(double earlier, double later, double a, double b, double t) noexcept {
  const double share = product((t - a) / (b - a), b / t);
  return __builtin_sqrt(fma(share, product(later - earlier, later + earlier), product(earlier, earlier)));
}

/// The rows around an expiry among those still live.
struct RowsAround {
  Index before;  ///< -1: none
  Index after;   ///< -1: none; that of the expiry itself where there is one
};

/// Rows by increasing expiry; `expiry_of(i)` is row i's, of `count`.
template <class ExpiryOf>
RowsAround rows_around(Index count, const ExpiryOf& expiry_of, Timestamp now, Timestamp expiry) noexcept {
  RowsAround found{-1, -1};
  for (Index i = 0; i < count && found.after < 0; ++i) {
    if (!(expiry_of(i) > now)) continue;
    (expiry_of(i) < expiry ? found.before : found.after) = i;
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
