#pragma once

#include "bulwark/math/complex_lanes.hpp"
#include "bulwark/var/quadratic_profit.hpp"

namespace bulwark::BULWARK_TARGET {

/// The lower tail of a quadratic profit, in deviations and signed so that it is the lower one, by inversion of its moment generating
/// function e^K(s) = product of e^(slope^2 s^2 / 2 d) / sqrt(d), d = 1 - curvature s. Source: Rice, "Distribution of quadratic forms in
/// normal random variables" (1980), on a hyperbola through the saddle point as in Lopez-Fernandez, Palencia (2004), its arc doubly
/// exponential: algebraic, exponential and normal decay all end within some 100 nodes.
struct QuadraticLaw {
  QuadraticProfit profit;
  double unit;           ///< what the profit is multiplied with, +-1 / deviation
  double most_negative;  ///< |curvature| of the most negative one, in deviations; 0 for none

  double slope2(std::size_t j) const noexcept { return product(product(profit.slope[j], unit), product(profit.slope[j], unit)); }
  double curvature(std::size_t j) const noexcept { return product(profit.curvature[j], unit); }

  static QuadraticLaw of(const QuadraticProfit& profit, double unit) noexcept {
    QuadraticLaw law{profit, unit, 0.0};
    for (std::size_t j = 0; j < profit.slope.size(); ++j) law.most_negative = greatest(law.most_negative, -law.curvature(j));
    return law;
  }

  /// K and its first three derivatives at a real argument where every d is positive.
  struct Generator {
    double value = 0.0, first = 0.0, second = 0.0, third = 0.0;
  };
  Generator generator(double s) const noexcept {
    Generator k;
    for (std::size_t j = 0; j < profit.slope.size(); ++j) {
      const double b2 = slope2(j), c = curvature(j), d = fma(-c, s, 1.0), over = c / d, b2_over = b2 / product(d, d);
      k.value += product(0.5, product(product(b2, s), s) / d - log(d));
      k.first += fma(product(b2_over, s), fma(-0.5 * c, s, 1.0), product(0.5, over));
      k.second += fma(product(0.5, over), over, b2_over / d);
      k.third += product(over, fma(over, over, product(3.0, b2_over / d)));
    }
    return k;
  }

  /// The argument left of zero that is `t` > 0 of the way out, from 0 to 1 / most negative curvature or to minus infinity.
  double argument(double t) const noexcept { return -t / fma(t, most_negative, 1.0); }

  /// How likely the profit is below a number, and how much it is expected to fall below it, both over e^log_scale.
  struct Below {
    double probability;
    double shortage;  ///< deviations
    double log_scale;
  };

  using Point = Complex<Lanes<1>>;
  static double square_size(const Point& z) noexcept { return fma(z.re.lane(0), z.re.lane(0), product(z.im.lane(0), z.im.lane(0))); }

  /// Below `x`, on the curve through the argument at `t`, which bends to the right (`side` +1) or left; NaN where that leads uphill.
  Below along(double x, double t, double side) const noexcept {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    constexpr double step = 0.0625, sine = 0x1.87de2a6aea963p-2, cosine = 0x1.d906bcf328d46p-1;  // of 22.5 degrees
    const double start = argument(t);
    const Generator k = generator(start);
    const double to_edge = most_negative > 0.0 ? start + 1.0 / most_negative : magnitude(start);
    const double width = least(least(1.0 / __builtin_sqrt(k.second), magnitude(start)), to_edge);
    const double over_start = -1.0 / start;
    double probability = 0.0, shortage = 0.0, first = 0.0;
    for (int node = 0; node < 4000; ++node) {
      const double u = product(step, static_cast<double>(node)), up = product(0.5, exp(u)), down = product(0.5, exp(-u));
      const Point move{product(product(side, product(width, sine)), up + down - 1.0), product(product(width, cosine), up - down)};
      const Point slope{product(product(side, product(width, sine)), up - down), product(product(width, cosine), up + down)};
      const double across = start + move.re.lane(0), above = move.im.lane(0);  // s
      Point exponent{-product(move.re.lane(0), x), -product(above, x)}, root{1.0, 0.0};
      double roots_log = 0.0;
      for (std::size_t j = 0; j < profit.slope.size(); ++j) {
        const double b2 = slope2(j), c = curvature(j), at_start = fma(-c, start, 1.0);
        const Point d{fma(-c, across, 1.0), -product(c, above)};
        // s^2 / d less that at the start: move (start + s - c start s) / (d d_start)
        const Point top{fma(-product(c, start), across, start + across), fma(-product(c, start), above, above)};
        exponent = exponent + product(0.5, b2) * (move * ((1.0 / at_start) * top / d));
        root = root * sqrt((1.0 / at_start) * d);
        const double size = square_size(root);
        if (size > 0x1p200 || size < 0x1p-200) {
          const double factor = size > 1.0 ? 0x1p-100 : 0x1p100;
          roots_log -= size > 1.0 ? 100.0 : -100.0;
          root = factor * root;
        }
      }
      const double log_size = fma(roots_log, 0x1.62e42fefa39efp-1, exponent.re.lane(0));
      const double size = exp(log_size);
      if (!(size == size) || size > 0x1p100) return {unknown, unknown, unknown};
      if (size == 0.0) break;
      const SineCosine<Lanes<1>> turn = sine_cosine(exponent.im);
      if (size < 1e-18 && !(turn.sine.lane(0) == turn.sine.lane(0))) break;            // too many turns to know, and too small to matter
      const Point from_zero{product(over_start, across), product(over_start, above)};  // in units of the start, so that nothing overflows
      const Point per_s = size * (Point{turn.cosine, turn.sine} * (over_start * slope) / (root * from_zero));
      const Point per_s2 = per_s / from_zero;
      const double weight = node == 0 ? 0.5 : 1.0;
      probability = fma(-weight, per_s.im.lane(0), probability);
      shortage = fma(weight, per_s2.im.lane(0), shortage);
      const double modulus = __builtin_sqrt(square_size(per_s));
      if (node == 0) first = modulus;
      if (!(modulus <= product(16.0, first))) return {unknown, unknown, unknown};
      if (modulus < product(0x1p-56, magnitude(probability)) && u > 1.0) break;
    }
    constexpr double over_pi = step * 0x1.45f306dc9c883p-2;
    return {product(over_pi, probability), product(product(over_pi, shortage), over_start), fma(-start, x, k.value)};
  }

  /// Below the number whose saddle point is `t` of the way out. Near the middle the curve keeps away from the pole at zero.
  Below below(double t) const noexcept {
    const double start = argument(t);
    const Generator k = generator(start);
    const double from = greatest(t, 0.5), side = k.third < 0.0 ? -1.0 : 1.0;
    const Below first = along(k.first, from, side);
    return first.probability > 0.0 ? first : along(k.first, from, -side);
  }

  double log_probability(double t) const noexcept {
    const Below b = below(t);
    return log(b.probability) + b.log_scale;
  }
};

}  // namespace bulwark::BULWARK_TARGET
