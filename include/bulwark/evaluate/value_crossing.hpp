#pragma once

#include <optional>

#include "bulwark/evaluate/walked_value.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What an account must be worth at a price: a constant and so much per coin's price (a maintenance share of a net position, say).
struct WorthLine {
  double quote = 0.0;
  double per_price = 0.0;  ///< quote per quote
};

/// How close a crossing is told.
struct CrossingGoal {
  double relative = 0x1p-30;     ///< share of the price between the last that is safe and the first that is not
  Index most_evaluations = 256;  ///< near misses take most: they are certified to be misses
};

/// The nearest price at which an account is not worth what it must be.
struct ValueCrossing {
  double safe;                     ///< quote per coin: from the start to here it is worth enough at every price
  std::optional<double> short_at;  ///< it is not here, further on; none where it is worth enough to the end
  bool converged;                  ///< the two are as close as was asked for, or the end was reached
  Index evaluations;
  double likely = safe;  ///< between the two, where they are that close: where the value is zero but for its rounding
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How far from a price > 0 the parabola through its value (> 0), slope and bend first falls to zero in a direction, or its tangent where
/// the parabola does not; none where neither does.
inline std::optional<double> first_fall(const ConvexParts& at, double towards) noexcept {
  const double fall = -product(towards, at.slope()), under = fma(fall, fall, -2.0 * product(at.bend, at.value()));
  const double steepness = is_finite(under) && under >= 0.0 ? fma(0.5, __builtin_sqrt(under) - fall, fall) : fall;
  if (!(steepness > 0.0)) return {};
  return at.value() / steepness;
}

/// Where the price, as a function of the value, is at zero: the polynomial through both prices with their first two derivatives (Hermite's,
/// by divided differences). Error: of sixth order in the distances. Not a number where a slope is zero.
inline double inverse_root(const ConvexParts& a, const ConvexParts& b) noexcept {
  const double ya = a.value(), yb = b.value(), per_rise = 1.0 / (yb - ya);
  const double a1 = 1.0 / a.slope(), b1 = 1.0 / b.slope();
  const double a2 = -0.5 * product(product(a.bend, a1), product(a1, a1)), b2 = -0.5 * product(product(b.bend, b1), product(b1, b1));
  const double ab = product(b.price - a.price, per_rise);
  const double aab = product(ab - a1, per_rise), abb = product(b1 - ab, per_rise);
  const double aaab = product(aab - a2, per_rise), aabb = product(abb - aab, per_rise), abbb = product(b2 - abb, per_rise);
  const double aaabb = product(aabb - aaab, per_rise), aabbb = product(abbb - aabb, per_rise);
  const double beyond = fma(-yb, fma(-yb, product(aabbb - aaabb, per_rise), aaabb), aaab);
  return fma(-ya, fma(-ya, fma(-ya, beyond, a2), a1), a.price);
}

/// The first price from `start` towards `end` at which `parts(price)` falls to zero. Nothing nearer is missed: between two prices the
/// convex part lies above both tangents and below its chord, the concave part the other way round, so that the function lies between two
/// bounds that are straight but for one kink. What they certify is passed over, what they leave open is looked at; the next place to look
/// is the root of the polynomial through values, slopes and bends. Certain up to the rounding of the values. Not safe at the start: `safe`
/// is the start and so is `short_at`. Where a value is not a number nothing is said beyond: `safe` lies before, and it has not converged.
template <class Parts>
ValueCrossing nearest_crossing(const Parts& parts, double start, double end, const CrossingGoal& goal = {}) {
  ConvexParts a = parts(start), before = a;
  bool has_before = false;
  Index evaluations = 1;
  if (a.value() <= 0.0) return {start, start, true, evaluations};
  if (!(a.value() > 0.0) || start == end) return {start, {}, a.value() > 0.0, evaluations};
  const double towards = end < start ? -1.0 : 1.0;
  const auto is_beyond = [&](double x, double y) { return product(towards, x - y) > 0.0; };
  const auto line = [](const ConvexParts& p, double x) { return fma(p.line_slope, x - p.price, p.line); };
  const auto ended = [&](double safe, std::optional<double> short_at, bool converged) {
    return ValueCrossing{safe, short_at, converged, evaluations};
  };
  while (true) {
    // A price to compare with: where the value would fall to zero, not more than twice as far.
    const double furthest = towards < 0.0 ? greatest(end, 0.5 * a.price) : least(end, 2.0 * a.price);
    const double close = product(goal.relative, a.price);
    double next = furthest;
    if (const std::optional<double> fall = first_fall(a, towards)) next = fma(towards, *fall, a.price);
    if (has_before) {  // near enough to both, they know better together
      const double both = inverse_root(before, a);
      if (is_beyond(both, a.price) && magnitude(both - a.price) < 0.25 * magnitude(a.price - before.price)) next = both;
    }
    // A little further, so that it lies beyond the root and ends the search; a root nearer than asked for is looked for just beyond it.
    next = fma(towards, 0.25 * close, next);
    if (product(towards, next - a.price) < close) next = fma(towards, close, a.price);
    if (is_beyond(next, furthest)) next = furthest;
    if (evaluations >= goal.most_evaluations) return ended(a.price, {}, false);
    ConvexParts b = parts(next);
    ++evaluations;
    while (true) {
      const double width = b.price - a.price, fa = a.value(), fb = b.value();
      if (!(fb == fb)) return ended(a.price, {}, false);
      const double per_width = 1.0 / width;
      // Where the tangents of a part meet; for a part that is straight anywhere will do.
      const auto meeting = [&](double va, double sa, double vb, double sb) {
        const double bend = sb - sa, along = (va - vb + product(sb, width)) / bend;
        return along / width >= 0.0 && along / width <= 1.0 ? along : 0.5 * width;
      };
      const double low_at = meeting(a.convex, a.convex_slope, b.convex, b.convex_slope);
      const double high_at = meeting(a.concave, a.concave_slope, b.concave, b.concave_slope);
      const double low = line(a, a.price + low_at) +
                         greatest(fma(a.convex_slope, low_at, a.convex), fma(b.convex_slope, low_at - width, b.convex)) +
                         fma(product(b.concave - a.concave, per_width), low_at, a.concave);
      if (fb > 0.0 && low > 0.0) {  // all of it is safe
        before = a, has_before = true, a = b;
        break;
      }
      // Safe as far as the lower bound is positive.
      const double safe_in = low > 0.0 ? fma((width - low_at), low / (low - fb), low_at) : product(low_at, fa / (fa - low));
      double safe = a.price + safe_in, at = 0.0;
      if (fb > 0.0) {
        at = a.price + low_at;  // where the lower bound is lowest
      } else {
        const double high = line(a, a.price + high_at) +
                            least(fma(a.concave_slope, high_at, a.concave), fma(b.concave_slope, high_at - width, b.concave)) +
                            fma(product(b.convex - a.convex, per_width), high_at, a.convex);
        const double short_in = high > 0.0 ? fma((width - high_at), high / (high - fb), high_at) : product(high_at, fa / (fa - high));
        double short_at = a.price + short_in;
        if (is_beyond(short_at, b.price)) short_at = b.price;
        if (is_beyond(safe, short_at)) safe = short_at;
        const double enough = product(goal.relative, short_at);
        if (magnitude(short_at - safe) <= enough) {
          ValueCrossing found = ended(safe, short_at, true);
          const ConvexParts& nearer = fa < -fb ? a : b;
          const double likely = nearer.price - nearer.value() / nearer.slope();
          found.likely = is_beyond(likely, safe) && is_beyond(short_at, likely) ? likely : fma(0.5, short_at - safe, safe);
          return found;
        }
        at = fma(towards, 0.25 * enough, inverse_root(a, b));
        if (!(is_beyond(at, safe) && is_beyond(short_at, at))) at = fma(0.5, short_at - safe, safe);
      }
      if (evaluations >= goal.most_evaluations) return ended(safe, fb > 0.0 ? std::optional<double>{} : b.price, false);
      const ConvexParts middle = parts(at);
      ++evaluations;
      if (middle.value() > 0.0 && !(fb > 0.0)) {
        // Safe up to there only if the bounds say so; else what is open lies before.
        const double bend = middle.convex_slope - a.convex_slope, in = at - a.price;
        const double kink = bend == 0.0 ? 0.0 : (a.convex - middle.convex + product(middle.convex_slope, in)) / bend;
        const double lowest = line(a, a.price + kink) + fma(a.convex_slope, kink, a.convex) +
                              fma(product(middle.concave - a.concave, 1.0 / in), kink, a.concave);
        if (lowest > 0.0)
          a = middle;
        else
          b = middle;
      } else {
        b = middle;
      }
    }
    if (a.price == end) return ended(end, {}, true);
  }
}

/// The nearest price of the walked asset, from `spot` towards `end`, at which an account is worth no more than a line. None where its value
/// or the line is not known, or either price is not positive and finite.
template <PricerWithGreeks P>
std::optional<ValueCrossing> nearest_crossing(const WalkedValue<P>& value, const WorthLine& least_worth, double spot, double end,
                                              const CrossingGoal& goal = {}) {
  if (!value.is_known() || !is_finite(least_worth.quote) || !is_finite(least_worth.per_price)) return {};
  if (!(spot > 0.0 && is_finite(spot)) || !(end > 0.0 && is_finite(end))) return {};
  return nearest_crossing(
      [&](double price) {
        ConvexParts parts = value.at(price);
        parts.line -= fma(least_worth.per_price, price, least_worth.quote);
        parts.line_slope -= least_worth.per_price;
        return parts;
      },
      spot, end, goal);
}

}  // namespace bulwark::BULWARK_TARGET
