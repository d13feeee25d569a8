#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/ordinal.hpp"

namespace bulwark::inline v1 {

/// When a search ends.
struct RootGoal {
  double absolute = 0.0;       ///< ends when the bracket is no wider than this ...
  double relative = 0x1p-50;   ///< ... plus this share of the root
  double residual = 0.0;       ///< or when |f| is no larger than this
  int most_evaluations = 200;  ///< enough for any bracket: 30 free steps, then every other one halves the doubles that are left
};

/// Where a function changes sign.
struct Root {
  double root;  ///< the best argument met
  double low;   ///< the bracket that is left, in order
  double high;
  int evaluations;
  bool converged;  ///< false when f(low) and f(high) have one sign, or a NaN was met, or evaluations ran out
};

/// Two neighbouring doubles between which an answer changes.
struct AdjacentPair {
  double before;  ///< answers as the start does
  double after;   ///< the next double towards the end; answers otherwise
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The root of `f` between `low` and `high`, where f has opposite signs. It always returns; f may be infinite.
/// Source: Chandrupatla (1997), inverse quadratic steps where three points allow them, else bisection; after 30 evaluations every
/// other step takes the middle of the doubles left, so that no bracket is too wide or too steep.
template <class Function>
Root bracketed_root(const Function& f, double low, double high, const RootGoal& goal = {}) {
  double a = high, b = low, c = low;
  double fa = f(a), fb = f(b), fc = fb;
  int evaluations = 2;
  const auto ended = [&](bool converged) {
    const double best = (fb < 0.0 ? -fb : fb) < (fa < 0.0 ? -fa : fa) ? b : a;
    return Root{best, a < b ? a : b, a < b ? b : a, evaluations, converged};
  };
  if (fa == 0.0 || fb == 0.0) return ended(true);
  if (!((fa < 0.0 && fb > 0.0) || (fa > 0.0 && fb < 0.0))) return ended(false);

  double t = 0.5;
  while (true) {
    const double size_a = fa < 0.0 ? -fa : fa;
    const double size_b = fb < 0.0 ? -fb : fb;
    const double best = size_b < size_a ? b : a;
    const double width = a < b ? b - a : a - b;
    const double enough = fma(goal.relative, best < 0.0 ? -best : best, goal.absolute);
    if (least(size_a, size_b) <= goal.residual || width <= enough || steps_between(a, b) <= 1) return ended(true);
    if (evaluations >= goal.most_evaluations) return ended(false);

    const double margin = 0.5 * enough / width;  // a step keeps this far from the ends
    if (!(t >= margin)) t = margin;
    if (!(t <= 1.0 - margin)) t = 1.0 - margin;
    double x = fma(t, b - a, a);
    const bool is_inside = (a < x && x < b) || (b < x && x < a);
    if (!is_inside || (evaluations >= 30 && evaluations % 2 == 0)) x = middle_double(a, b);
    const double fx = f(x);
    ++evaluations;
    if (!(fx == fx)) return ended(false);
    if ((fx < 0.0) == (fa < 0.0) && fx != 0.0) {
      c = a, fc = fa;
    } else {
      c = b, fc = fb;
      b = a, fb = fa;
    }
    a = x, fa = fx;

    const double along = (a - b) / (c - b);
    const double up = (fa - fb) / (fc - fb);
    const bool is_smooth = product(up, up) < along && product(1.0 - up, 1.0 - up) < 1.0 - along;
    t = is_smooth ? fma(fa / (fb - fa), fc / (fb - fc), product(product((c - a) / (b - a), fa / (fc - fa)), fb / (fc - fb))) : 0.5;
  }
}

/// Where the answer of `predicate` changes between `start` and `end` (either order, any signs), down to two neighbouring doubles.
/// It is asked at most 65 times. Where the answers at both ends agree, the pair is some pair that the halving meets.
template <class Predicate>
AdjacentPair adjacent_flip(const Predicate& predicate, double start, double end) {
  const bool first = predicate(start);
  double before = start, after = end;
  while (steps_between(before, after) > 1) {
    const double middle = middle_double(before, after);
    (predicate(middle) == first ? before : after) = middle;
  }
  return {before, after};
}

}  // namespace bulwark::BULWARK_TARGET
