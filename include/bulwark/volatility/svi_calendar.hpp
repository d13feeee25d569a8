#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/negative_ranges.hpp"
#include "bulwark/volatility/svi.hpp"

namespace bulwark::BULWARK_TARGET {

/// Where two slices have calendar arbitrage: every range of log-moneyness on which the later one's total variance is below the earlier
/// one's, over the whole line; `value` is the difference. Wing and cap do not count. Method: both are convex, so on an interval the
/// difference lies between tangent less chord and chord less tangent; halving goes on until its sign is sure (see `negative_ranges`, ends
/// good to 2^-22), the wings by their asymptotes. Differences within a share `slack` of the earlier total
/// variance are rounding and do not count.
inline std::vector<NegativeRange> calendar_crossings(const SviSlice& before, const SviSlice& later, double slack = 1e-14) {
  SviSlice earlier = before;
  earlier.a = product(earlier.a, 1.0 - slack), earlier.b = product(earlier.b, 1.0 - slack);
  const auto gap = [&](double k) { return svi_point(later, k).variance - svi_point(earlier, k).variance; };
  const auto enclose = [&](double low, double high) -> Enclosure {
    const double middle = 0.5 * (low + high), half = 0.5 * (high - low);
    const SmilePoint l = svi_point(later, middle), e = svi_point(earlier, middle);
    const double l0 = svi_point(later, low).variance, l1 = svi_point(later, high).variance;
    const double e0 = svi_point(earlier, low).variance, e1 = svi_point(earlier, high).variance;
    return {least(fma(-half, l.slope, l.variance) - e0, fma(half, l.slope, l.variance) - e1),
            greatest(l0 - fma(-half, e.slope, e.variance), l1 - fma(half, e.slope, e.variance))};
  };
  const auto line = [](const SviSlice& s, double side, double k) {  // the wing's asymptote, below the slice
    return fma(product(s.b, 1.0 + side * s.rho), side * (k - s.m), s.a);
  };
  const double centre = 0.5 * (earlier.m + later.m);
  const double scale = greatest(1e-3, least(earlier.sigma, later.sigma));
  double end[2];
  bool is_below[2];
  for (int i = 0; i < 2; ++i) {
    const double side = i == 0 ? -1.0 : 1.0;
    const double spread = product(later.b, 1.0 + side * later.rho) - product(earlier.b, 1.0 + side * earlier.rho);
    double x = greatest(1.0, magnitude(earlier.m - later.m) + earlier.sigma + later.sigma);
    for (int doublings = 0;; ++doublings, x = x + x) {
      end[i] = centre + side * x;
      const double above = line(later, side, end[i]) - svi_point(earlier, end[i]).variance;
      const double below = svi_point(later, end[i]).variance - line(earlier, side, end[i]);
      is_below[i] = below < 0.0 && product(later.b, 1.0 + side * later.rho) <= product(before.b, 1.0 + side * before.rho);
      if ((above >= 0.0 && spread >= 0.0) || is_below[i] || doublings == 40) break;
    }
  }
  std::vector<NegativeRange> found = negative_ranges(gap, enclose, end[0], end[1], centre, scale);
  constexpr double inf = std::numeric_limits<double>::infinity();
  if (is_below[0]) {
    if (!found.empty() && found.front().low == end[0])
      found.front().low = -inf;
    else
      found.insert(found.begin(), {-inf, end[0], end[0], gap(end[0])});
  }
  if (is_below[1]) {
    if (!found.empty() && found.back().high == end[1])
      found.back().high = inf;
    else
      found.push_back({end[1], inf, end[1], gap(end[1])});
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
