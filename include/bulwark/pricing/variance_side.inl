// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// A variance that reverts to its mean, one set in each lane; see `StochasticVariance`, which holds what one asset has.
template <class Real>
struct VarianceModel {
  Real reversion;      ///< per year, >= 0
  Real long_variance;  ///< per year, >= 0
  Real wobble;         ///< volatility of the variance, per sqrt(year), >= 0
  Real correlation;    ///< in [-1, 1]
  Jumps<Real> jumps;
};

/// The log price as the buyer of one side sees it: in the measure of that side's own leg, up being into the money. Put-call duality
/// makes puts and calls one text, and with u = s - 1 as the variable the moments near s = 1 lose no digits.
template <class Real>
struct VarianceSide {
  Real years;
  Real variance;      ///< now, per year
  Real reversion;     ///< in this measure, per year; may be negative
  Real pull;          ///< reversion x long variance, which no measure changes
  Real wobble;        ///< volatility of the variance
  Real correlation;   ///< of variance with what is up on this side
  Real uncorrelated;  ///< 1 - correlation^2
  Real per_year;      ///< jumps, in the market's measure
  Real tilt;          ///< of the number of jumps by this measure
  Real step;          ///< mean of one log jump in this measure
  Real jump_variance;
  Real growth;  ///< expected relative jump, with the side's sign
  Real spread;  ///< total variance that comes for sure on top (jumps already counted)
};

template <int N>
[[gnu::always_inline]] inline VarianceSide<Lanes<N>> variance_side(const VarianceModel<Lanes<N>>& m, Mask<N> is_call, Lanes<N> variance,
                                                                   Lanes<N> years) noexcept {
  using Real = Lanes<N>;
  const Real jump_variance = m.jumps.deviation * m.jumps.deviation;
  const Real growth = expm1(fma(Real(0.5), jump_variance, m.jumps.mean));
  return {.years = years,
          .variance = variance,
          .reversion = select(is_call, fma(-m.correlation, m.wobble, m.reversion), m.reversion),
          .pull = m.reversion * m.long_variance,
          .wobble = m.wobble,
          .correlation = select(is_call, m.correlation, -m.correlation),
          .uncorrelated = (1.0 - m.correlation) * (1.0 + m.correlation),
          .per_year = m.jumps.per_year,
          .tilt = select(is_call, 1.0 + growth, Real(1.0)),
          .step = select(is_call, m.jumps.mean + jump_variance, -m.jumps.mean),
          .jump_variance = jump_variance,
          .growth = select(is_call, growth, -growth),
          .spread = Real(0.0)};
}

/// The logarithm of the moment-generating function at s = 1 + u, and its derivatives.
template <class Real>
struct MomentExponent {
  Complex<Real> value;
  Complex<Real> by_variance;
  Complex<Real> by_years;
  Real phase;                 ///< of it without the jumps' waves
  Real headroom;              ///< how much more the logarithm's real part would be if all jumps were in phase
  Real jumps;                 ///< magnitude of the jumps' share of it
  Complex<Real> jumps_slope;  ///< of the logarithm of that share, by u
};

/// Source: Heston (1993) in the form whose exponential decays (Albrecher, Mayer, Schoutens, Tistaert, 2007), Bates (1996). Written so
/// that nothing cancels: the discriminant with the squares of the correlation taken together, beta - D as a product when it is small
/// and beta + D when that is, 1 - E by expm1, the logarithm as a multiple of its argument when that is small.
/// Domain: years > 0, wobble > 0, variance + pull years > 0.
template <int N>
[[gnu::always_inline]] inline MomentExponent<Lanes<N>> moment_exponent(const VarianceSide<Lanes<N>>& m,
                                                                       const Complex<Lanes<N>>& u) noexcept {
  using Real = Lanes<N>;
  using Number = Complex<Real>;
  const Real square = m.wobble * m.wobble;
  const Real slope = m.correlation * m.wobble;
  const Number u2 = u * u;
  const Number q = u2 + u;  // s (s - 1)
  const Number beta{fma(-slope, u.re, m.reversion), -(slope * u.im)};
  const Real linear = fma(m.reversion + m.reversion, slope, square);
  const Real quadratic = m.uncorrelated * square;
  const Number root =
      sqrt(Number{fma(-linear, u.re, fma(-quadratic, u2.re, m.reversion * m.reversion)), fma(-linear, u.im, -(quadratic * u2.im))});
  const Number decayed = expm1(-m.years * root);
  const Number em = -decayed;                    // 1 - E
  const Number e{1.0 + decayed.re, decayed.im};  // E
  const Mask<N> is_rising = beta.re >= 0.0;      // beta + D does not cancel
  const Number large = select(is_rising, beta + root, beta - root);
  const Number ratio = q / large;
  const Real inverse_square = 1.0 / square;
  const Number plus = select(is_rising, large, square * ratio);          // beta + D
  const Number minus = select(is_rising, square * ratio, large);         // beta - D
  const Number rest = select(is_rising, ratio, inverse_square * large);  // (beta - D) / wobble^2: variance's share at long times
  const Mask<N> is_apart = (!is_rising) & (root.re * m.years > 1.0);
  const Number twice = root + root;
  const Number bottom = select(is_apart, plus - minus * e, fma(minus, em, twice));
  const Number over_bottom = Number{Real(1.0), Real(0.0)} / bottom;
  const Number over_root = Number{Real(1.0), Real(0.0)} / root;
  const Number by_variance = q * em * over_bottom;
  const Number scaled = rest * em * over_root;  // 2 z / wobble^2
  const Number z = (0.5 * square) * scaled;
  const Mask<N> is_small = (abs(z.re) < 0x1p-13) & (abs(z.im) < 0x1p-13);
  Number logarithm = scaled;
  if (!all(is_small)) logarithm = (inverse_square + inverse_square) * log1p(z);
  if (any(is_small)) {
    const Number z2 = z * z;
    const Number series =
        Number{fma(Real(-0.5), z.re, Real(1.0)), -0.5 * z.im} + z2 * Number{fma(Real(-0.25), z.re, Real(1.0 / 3.0)), -0.25 * z.im};
    logarithm = select(is_small, scaled * series, logarithm);
  }
  const Number share = m.years * rest - logarithm;
  const Number stretched = root * over_bottom;
  Number value = fma(Number{m.pull, Real(0.0)}, share, m.variance * by_variance) + (0.5 * m.spread) * q;
  Number by_years = m.pull * by_variance + (m.variance + m.variance) * (q * e * stretched * stretched);
  Real phase = value.im;
  Real headroom = Real(0.0);
  Real weight = Real(0.0);
  Number slope_of_jumps{Real(0.0), Real(0.0)};
  if (any(!(m.per_year == 0.0))) {
    const Number size{fma(m.step, u.re, 0.5 * m.jump_variance * u2.re), fma(m.step, u.im, 0.5 * m.jump_variance * u2.im)};
    const Number moved = expm1(size);
    const Number jumps = m.per_year * (m.tilt * moved - m.growth * u);
    const Mask<N> has = !(m.per_year == 0.0);
    phase = select(has, fma(-(m.years * m.per_year * m.growth), u.im, phase), phase);
    value = select(has, value + m.years * jumps, value);
    by_years = select(has, by_years + jumps, by_years);
    const Real count = m.per_year * m.tilt * m.years;
    const Real grown = expm1(size.re);
    headroom = select(has, count * (grown - moved.re), headroom);
    weight = select(has, fma(count, grown, count), weight);
    slope_of_jumps = select(has, Number{fma(m.jump_variance, u.re, m.step), m.jump_variance * u.im}, slope_of_jumps);
  }
  return {value, by_variance, by_years, phase, headroom, weight, slope_of_jumps};
}

/// (1 - e^-x) / x, and (x - 1 + e^-x) / x^2: what reversion leaves of the variance now, and of its mean, on average.
template <class Real>
struct Averages {
  Real now;
  Real mean;
};
template <class Real>
[[gnu::always_inline]] inline Averages<Real> reverting_averages(Real x) noexcept {
  constexpr double series[] = {
      0x1p-1,          -1.0 / 6.0,      1.0 / 24.0,        -1.0 / 120.0,      1.0 / 720.0,         -1.0 / 5040.0,      1.0 / 40320.0,
      -1.0 / 362880.0, 1.0 / 3628800.0, -1.0 / 39916800.0, 1.0 / 479001600.0, -1.0 / 6227020800.0, 1.0 / 87178291200.0};
  const auto is_small = abs(x) < 0.75;
  const Real some = select(is_small, Real(1.0), x);
  const Real now = -(expm1(-some)) / some;
  const Real mean = select(is_small, polynomial(series, x), (1.0 - now) / some);
  return {select(is_small, fma(-x, mean, Real(1.0)), now), mean};
}

/// Expected total variance of the log price without jumps, in the market's measure.
/// Limits: a variance that does not revert stays; at long times the mean's share is all.
template <class Real>
[[gnu::always_inline]] inline Real expected_variance(const VarianceModel<Real>& m, Real variance, Real years) noexcept {
  const Real x = m.reversion * years;
  const Averages<Real> share = reverting_averages(x);
  return years * fma(variance, share.now, m.long_variance * (x * share.mean));
}

}  // namespace bulwark::BULWARK_TARGET
