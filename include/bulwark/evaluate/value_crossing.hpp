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
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The first price from `start` towards `end` at which `parts(price)` falls to zero. Nothing nearer is missed: between two prices the
/// convex part lies above both tangents and below its chord, the concave part the other way round, so that the function lies between two
/// bounds that are straight but for one kink. What they certify is passed over, what they leave open is looked at; the next place to look
/// is the root of the cubic through values and slopes. Certain up to the rounding of the values. Not safe at the start: `safe` is the start
/// and so is `short_at`. Where a value is not a number nothing is said beyond: `safe` lies before, and it has not converged.
/// Converges like Newton's method for a convex or concave function.
template <class Parts>
ValueCrossing nearest_crossing(const Parts& parts, double start, double end, const CrossingGoal& goal = {}) {
  ConvexParts a = parts(start);
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
    // A price to compare with: where the tangent falls to zero, not more than twice as far.
    const double fall = -product(towards, a.slope());
    const double furthest = towards < 0.0 ? greatest(end, 0.5 * a.price) : least(end, 2.0 * a.price);
    double next = fall > 0.0 ? fma(towards, a.value() / fall, a.price) : furthest;
    // A root that is nearer than asked for is looked for just beyond it.
    const double close = product(goal.relative, a.price);
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
        a = b;
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
        if (magnitude(short_at - safe) <= enough) return ended(safe, short_at, true);
        // The cubic through the inverse: price as a function of value.
        const double t = fa / (fa - fb), s = 1.0 - t, drop = fb - fa;
        const double cubic = product(product(product(t, t), fma(-2.0, t, 3.0)), width) +
                             product(product(product(t, s), s), drop / a.slope()) - product(product(product(t, t), s), drop / b.slope());
        at = a.price + cubic;
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
