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

/// What k / (2w) may be between two log-moneynesses of a convex smile whose w there lies in `variance`. Its slope has the sign of the
/// tangent's intercept w - k w', which is highest at the money, so ends of one sign bound it.
inline Enclosure half_share_between(double low, const SmilePoint& l, double high, const SmilePoint& h, Enclosure variance) noexcept {
  const double at_low = 0.5 * low / l.variance, at_high = 0.5 * high / h.variance;
  const double intercept_low = fma(-low, l.slope, l.variance), intercept_high = fma(-high, h.slope, h.variance);
  if (intercept_low >= 0.0 && intercept_high >= 0.0) return {at_low, at_high};
  if (intercept_low <= 0.0 && intercept_high <= 0.0 && (low >= 0.0 || high <= 0.0)) return {at_high, at_low};
  return times({low, high}, {0.5 / variance.most, 0.5 / variance.least});
}

/// What g may be, given what k / (2w), w', w and w'' may be: the narrower of its two forms (1 - w' k/(2w))^2 - w'^2 / 16 - w'^2 / (4w) +
/// w''/2 and (1 - w' (k/(2w) + 1/4)) (1 - w' (k/(2w) - 1/4)) - w'^2 / (4w) + w''/2, the first near the money, the second (Martini and
/// Mingone 2022) in the wings.
inline Enclosure durrleman_between(Enclosure half_share, Enclosure slope, Enclosure variance, Enclosure curvature) noexcept {
  const double steep = greatest(magnitude(slope.least), magnitude(slope.most));
  const double even = slope.least > 0.0 ? slope.least : (slope.most < 0.0 ? slope.most : 0.0);
  const Enclosure squares{0.25 * product(even, even), 0.25 * product(steep, steep)};
  const Enclosure others{0.5 * curvature.least - squares.most / variance.least, 0.5 * curvature.most - squares.least / variance.most};

  const Enclosure pull = times(slope, half_share);
  const double a = 1.0 - pull.most, b = 1.0 - pull.least;
  const double near = a > 0.0 ? a : (b < 0.0 ? b : 0.0), far = greatest(magnitude(a), magnitude(b));
  const Enclosure right = times(slope, {half_share.least + 0.25, half_share.most + 0.25});
  const Enclosure left = times(slope, {half_share.least - 0.25, half_share.most - 0.25});
  const Enclosure factors = times({1.0 - right.most, 1.0 - right.least}, {1.0 - left.most, 1.0 - left.least});
  return {greatest(fma(near, near, -0.25 * squares.most), factors.least) + others.least,
          least(fma(far, far, -0.25 * squares.least), factors.most) + others.most};
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
    return durrleman_between(half_share_between(low, l, high, h, variance), slope, variance, curvature);
  };
  // From k = m + reach (or m - reach) on: w lies above its tangent there and below the line of the wing's slope.
  const auto wing = [&](double side, double reach) -> Enclosure {
    const double k = side * s.m + reach;  // mirrored: the wing is the right one
    const SmilePoint at = svi_point(s, side * k);
    const double slope = side * at.slope, wing_slope = product(s.b, 1.0 + side * s.rho);
    if (!(k > 0.0 && slope > 0.0)) return {-__builtin_inf(), __builtin_inf()};
    const double here = 0.5 * k / at.variance, end = 0.5 / wing_slope;
    const double intercept = fma(-wing_slope, side * s.m, s.a);  // of the asymptote, to which the tangents' intercepts fall
    const bool is_rising = intercept >= 0.0, is_falling = fma(-k, slope, at.variance) <= 0.0;
    const Enclosure half_share{is_falling ? end : least(here, end), is_rising ? end : (is_falling ? here : greatest(here, 0.5 / slope))};
    return durrleman_between(half_share, {slope, wing_slope}, {at.variance, __builtin_inf()}, {0.0, at.curvature});
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
    const double end = i == 0 ? s.m - reach[0] : s.m + reach[1], value = g(end);
    if (beyond[i].least >= 0.0 || !(value < 0.0)) continue;  // what no doubling settles goes on as it is there
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
