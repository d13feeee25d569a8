// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The path u(y) = base + reach sin(bend) (1 - cosh y) + i reach cos(bend) sinh y along which a claim's transform is summed.
/// Source: saddle point for relative accuracy in the wings; sinh-acceleration (Boyarchenko, Levendorskii, 2019).
template <class Real>
struct Contour {
  Real base;  ///< where it crosses the real axis, between the pole at 0 and the first moment that is infinite
  Real reach;
  Real sine;  ///< of the bend: positive to the left
  Real cosine;
  Real moneyness;  ///< that it was made for
  Real held;       ///< 1 where jumps keep the path from the bend that would follow the integrand's phase far out, else 0
};

/// Log-moneyness of a side is served by the contour of its bucket: [0, 1), [1, 2), [2, 4), ... expected deviations, the last one open,
/// and by which way the integrand turns far out. A contour is thus a function of model, time and bucket: whatever else is in a chain
/// changes no bit.
inline constexpr int moneyness_buckets = 8;

/// The bucket's own moneyness in expected deviations.
template <int N>
[[gnu::always_inline]] inline Lanes<N> bucket_centre(Lanes<N> deviations) noexcept {
  using B = Bits<N>;
  const Lanes<N> held = capped(deviations, 64.0);
  const Lanes<N> octave = from_bits(to_bits(held) & B::broadcast(0x7ff0'0000'0000'0000u));
  return select(deviations < 1.0, Lanes<N>(0.6), octave * 1.4142135623730951);
}

/// Whether E exp((1 + u) x) is finite: its time of explosion is yet to come.
/// Source: Andersen and Piterbarg (2007), proposition 3.1. Domain: u > 0.
template <int N>
[[gnu::always_inline]] inline Mask<N> has_moment(const VarianceSide<Lanes<N>>& m, Lanes<N> u) noexcept {
  using Real = Lanes<N>;
  const Real square = m.wobble * m.wobble;
  const Real slope = m.correlation * m.wobble;
  const Real b = fma(slope, u, -m.reversion);
  const Real force = square * fma(u, u, u);
  const Real linear = fma(m.reversion + m.reversion, slope, square);
  const Real discriminant = fma(-linear, u, fma(-m.uncorrelated * square, u * u, m.reversion * m.reversion));
  const Real root = sqrt(abs(discriminant));
  const Mask<N> is_real = discriminant >= 0.0;
  const Mask<N> late = log1p(2.0 * root * (b + root) / force) > root * m.years;
  const Mask<N> turns = angle(root, b) > 0.5 * root * m.years;
  return (is_real & ((b <= 0.0) | late)) | ((!is_real) & turns);
}

/// The slope of the logarithm of the integrand on the real axis. Source: an imaginary step, which cancels nothing.
template <class Real>
[[gnu::always_inline]] inline Real saddle_slope(const VarianceSide<Real>& m, Real moneyness, Real u) noexcept {
  const Real step = u * 0x1p-20;
  const MomentExponent<Real> at = moment_exponent(m, Complex<Real>{u, step});
  return moneyness + at.value.im / step - 1.0 / u - 1.0 / (1.0 + u);
}

/// How fast the integrand's phase moves with u far out, for a log-moneyness: its sign is the side to which the path is bent.
template <class Real>
[[gnu::always_inline]] inline Real far_speed(const VarianceSide<Real>& m, Real moneyness) noexcept {
  const Real total = fma(m.pull, m.years, m.variance) / m.wobble;
  return moneyness - m.years * m.per_year * m.growth - m.correlation * total;
}

/// The contour for a bucket's moneyness (<= 0: out of the money). `variance` is the expected total one without jumps.
/// `turn`: +1 or -1, the sign of the speed of the bucket's claims. Its choice is a matter of speed, not of accuracy: what a sum along it is
/// worth is found out from the sum.
template <int N>
inline Contour<Lanes<N>> saddle_contour(const VarianceSide<Lanes<N>>& m, Lanes<N> moneyness, Lanes<N> turn, Lanes<N> variance) noexcept {
  using Real = Lanes<N>;
  const Real far = 8.0 * (sqrt(fma(moneyness, moneyness, 8.0 * variance)) - moneyness) / variance;
  // The first infinite moment, or `far`.
  Real low = far * 0x1p-40;
  Real high = far;
  Real octave = Real(0x1p-20);  // ratio of the middle to the upper end
  for (int i = 0; i < 11; ++i) {
    const Real middle = high * octave;
    const Mask<N> finite = has_moment(m, middle);
    low = select(finite, middle, low);
    high = select(finite, high, middle);
    octave = sqrt(octave);
  }
  const Real limit = select(has_moment(m, far), far, low);
  // The saddle point.
  low = limit * 0x1p-20;
  high = limit;
  octave = Real(0x1p-10);
  for (int i = 0; i < 8; ++i) {
    const Real middle = high * octave;
    const Mask<N> falls = saddle_slope(m, moneyness, middle) < 0.0;
    low = select(falls, middle, low);
    high = select(falls, high, middle);
    octave = sqrt(octave);
  }
  const Real before = low * (1.0 - 0x1p-5);
  const Real curvature = (saddle_slope(m, moneyness, low) - saddle_slope(m, moneyness, before)) / (low - before);
  const Real width = 1.0 / sqrt(floored(curvature, 1e-300));
  const Real room = 1.2 * lower(low, limit - low);
  // The bend towards where the integrand decays fastest far out, less of it the more it is a Gaussian's.
  const Real total = fma(m.pull, m.years, m.variance) / m.wobble;
  const Real across = sqrt(m.uncorrelated) * total;
  const Real bare = far_speed(m, moneyness);
  const Real along = select(bare * turn > 0.0, bare, turn * higher(abs(bare), -0.5 * moneyness));
  const Real gaussian = fma(Real(0.12), across, m.spread * width) * width;
  const Real most = 0.84 / fma(Real(4.0), gaussian, Real(1.0));
  Real slope = along / floored(across, 1e-300);
  slope = select(slope > 0.0, lower(slope, most), higher(slope, -most));
  // Lognormal jumps explode along a path bent away from where they go, once their deviation is small against their mean.
  const Real jump = fma(low, m.jump_variance, m.step);
  const Mask<N> is_against = (!(m.per_year == 0.0)) & (slope * jump < 0.0);
  Real held = Real(0.0);
  if (any(is_against)) {
    const Real size = fma(m.step, low, 0.5 * m.jump_variance * (low * low));
    const Real quiet = -log(m.per_year * m.years * m.tilt) - size;  // minus the logarithm of the jumps' part
    const Real allowed = 2.0 * floored(quiet, 0.0) * m.jump_variance / (jump * jump);
    const Real bound = sqrt(allowed / (1.0 + allowed));
    held = select(is_against & (bound < abs(slope)), Real(1.0), held);
    slope = select(is_against, copysign(lower(abs(slope), bound), slope), slope);
  }
  const Real cosine = 1.0 / sqrt(fma(slope, slope, Real(1.0)));
  return {.base = low, .reach = lower(2.5 * width, room), .sine = slope * cosine, .cosine = cosine, .moneyness = moneyness, .held = held};
}

/// Which way a log-moneyness turns.
template <class Real>
[[gnu::always_inline]] inline Real bucket_turn(const VarianceSide<Real>& m, Real moneyness) noexcept {
  return select(far_speed(m, moneyness) > 0.0, Real(1.0), Real(-1.0));
}

/// The contour that serves a log-moneyness <= 0. `deviation`: expected, jumps included; `variance`: without them.
template <class Real>
[[gnu::always_inline]] inline Contour<Real> bucket_contour(const VarianceSide<Real>& m, Real moneyness, Real deviation,
                                                           Real variance) noexcept {
  return saddle_contour(m, -(bucket_centre(-moneyness / deviation) * deviation), bucket_turn(m, moneyness), variance);
}

}  // namespace bulwark::BULWARK_TARGET
