#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/negative_ranges.hpp"
#include "bulwark/volatility/smile_point.hpp"
#include "bulwark/volatility/svi.hpp"

namespace bulwark::BULWARK_TARGET {

/// The products of two intervals.
inline Enclosure times(Enclosure x, Enclosure y) noexcept {
  const double a = product(x.least, y.least), b = product(x.least, y.most), c = product(x.most, y.least), d = product(x.most, y.most);
  return {least(least(a, b), least(c, d)), greatest(greatest(a, b), greatest(c, d))};
}

/// What g may be, given what k w' / (2w), w', w and w'' may be.
inline Enclosure durrleman_between(Enclosure pull, Enclosure slope, Enclosure variance, Enclosure curvature) noexcept {
  const double a = 1.0 - pull.most, b = 1.0 - pull.least;
  const double near = a > 0.0 ? a : (b < 0.0 ? b : 0.0), far = greatest(magnitude(a), magnitude(b));
  const double steep = greatest(magnitude(slope.least), magnitude(slope.most));
  const double even = slope.least > 0.0 ? slope.least : (slope.most < 0.0 ? slope.most : 0.0);
  const double most_loss = product(0.25 * product(steep, steep), 1.0 / variance.least + 0.25);
  const double least_loss = product(0.25 * product(even, even), 1.0 / variance.most + 0.25);
  return {fma(near, near, 0.5 * curvature.least) - most_loss, fma(far, far, 0.5 * curvature.most) - least_loss};
}

/// Where a slice has butterfly arbitrage: every range of log-moneyness on which Durrleman's g < 0, over the whole line. Wing and cap do not
/// count. Domain: b >= 0, |rho| <= 1, sigma >= 0, least variance > 0.
/// Method: w' is monotone, w convex and w'' has one peak, so each interval bounds g; halving goes on until g's sign is sure (see
/// `negative_ranges`), the wings by their slopes. Ends of a range are good to 2^-22 of |k - m| + sigma; a slice is reported free where g >=
/// 0 is proved, up to rounding and dips narrower than that.
inline std::vector<NegativeRange> butterflies(const SviSlice& s) {
  const auto g = [&](double k) { return durrleman(k, svi_point(s, k)); };
  const double floor = svi_least_variance(s);
  const auto enclose = [&](double low, double high) -> Enclosure {
    const SmilePoint l = svi_point(s, low), h = svi_point(s, high);
    const Enclosure slope{l.slope, h.slope};
    const Enclosure variance{l.slope >= 0.0 ? l.variance : (h.slope <= 0.0 ? h.variance : floor), greatest(l.variance, h.variance)};
    const bool has_peak = low < s.m && s.m < high;
    const Enclosure curvature{least(l.curvature, h.curvature), has_peak ? s.b / s.sigma : greatest(l.curvature, h.curvature)};
    const Enclosure inverse{0.5 / variance.most, 0.5 / variance.least};
    return durrleman_between(times(times({low, high}, slope), inverse), slope, variance, curvature);
  };
  // From k = m + reach (or m - reach) on: w lies above its tangent there and below the line of the wing's slope.
  const auto wing = [&](double side, double reach) -> Enclosure {
    const double k = side * s.m + reach;  // mirrored: the wing is the right one
    const SmilePoint at = svi_point(s, side * k);
    const double slope = side * at.slope, wing_slope = product(s.b, 1.0 + side * s.rho);
    if (!(k > 0.0 && slope > 0.0)) return {-__builtin_inf(), __builtin_inf()};
    const double here = k / at.variance;
    const Enclosure pull{0.5 * product(slope, least(here, 1.0 / wing_slope)), 0.5 * product(wing_slope, greatest(here, 1.0 / slope))};
    return durrleman_between(pull, {slope, wing_slope}, {at.variance, __builtin_inf()}, {0.0, at.curvature});
  };
  double reach[2];
  Enclosure beyond[2];
  for (int i = 0; i < 2; ++i) {
    const double side = i == 0 ? -1.0 : 1.0;
    double x = greatest(magnitude(s.m) + s.sigma, greatest(1.0, 4.0 * floor));
    for (int doublings = 0; doublings < 40; ++doublings, x = x + x) {
      beyond[i] = wing(side, x);
      if (beyond[i].least >= 0.0 || beyond[i].most < 0.0) break;
    }
    reach[i] = x;
  }
  std::vector<NegativeRange> found = negative_ranges(g, enclose, s.m - reach[0], s.m + reach[1], s.m, s.sigma);
  for (int i = 0; i < 2; ++i) {
    if (!(beyond[i].most < 0.0)) continue;
    const double end = i == 0 ? s.m - reach[0] : s.m + reach[1], value = g(end);
    const double inf = std::numeric_limits<double>::infinity();
    if (i == 0 && !found.empty() && found.front().low == end)
      found.front().low = -inf;
    else if (i == 1 && !found.empty() && found.back().high == end)
      found.back().high = inf;
    else if (i == 0)
      found.insert(found.begin(), {-inf, end, end, value});
    else
      found.push_back({end, inf, end, value});
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
