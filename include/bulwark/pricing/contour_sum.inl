// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Radians from node to node up to which a wave is followed; the jumps' own part of them.
inline constexpr double most_turn = 4.5;
inline constexpr double most_turn_of_jumps = 3.5;

/// One point of a contour: everything about it that does not know the strike. The transform's own size is kept as a logarithm, to which
/// a strike's is added before either may overflow; all else is in units of it.
template <class Real>
struct ContourNode {
  Complex<Real> u;
  Real growth;          ///< ln of the transform's magnitude
  Complex<Real> value;  ///< transform times the path's slope; the others are this times their factor
  Complex<Real> cash;
  Complex<Real> bend;
  Complex<Real> by_variance;
  Complex<Real> by_years;
  Real bound;  ///< at least the magnitude of `bend` here and further on
  Real tail;   ///< magnitude of what so many jumps together add to `bend` that their phase moves too far from node to node
  Real wave;   ///< magnitude of the jumps' part of `bend`
  Real held;   ///< magnitude of the rest, where the path does not follow its phase
  Real turn;   ///< of the jumps' phase from node to node
  Real phase;  ///< of the rest
};

/// The node at y, of which e^y is given, on a grid of this step; y = 0 counts half.
template <class Real>
[[gnu::always_inline]] inline ContourNode<Real> contour_node(const VarianceSide<Real>& m, const Contour<Real>& path, Real grown,
                                                             Real weight, Real step) noexcept {
  using Number = Complex<Real>;
  const Real half = 0.5 * grown;
  const Real half_inverse = 0.5 / grown;
  const Real sinh = half - half_inverse;
  const Real rise = (half + half_inverse) - 1.0;
  const Real left = path.reach * path.sine;
  const Real up = path.reach * path.cosine;
  const Number u{fma(-left, rise, path.base), up * sinh};
  const Number slope{-(weight * (left * sinh)), weight * fma(up, rise, up)};
  const MomentExponent<Real> at = moment_exponent(m, u);
  const Number transform = exp(Number{Real(0.0), fma(u.im, path.moneyness, at.value.im)});
  const Number q = fma(u, u, u);
  const Number bend = transform * slope;
  const Number value = bend / q;
  const Real size = sqrt(fma(bend.re, bend.re, bend.im * bend.im)) * exp(min(at.headroom, Real(700.0)));
  const Real turn = step * abs(fma(at.jumps_slope.re, slope.im, at.jumps_slope.im * slope.re));
  const Real share = min(at.jumps, Real(1.0));
  Real tail = Real(0.0);
  if (any(share > 0.0)) {
    const Real several = lower(most_turn_of_jumps / turn, Real(1000.0));  // jumps whose phases together can still be followed
    const Real rest = exp(several * (1.0 + log(at.jumps / several)));     // at least jumps^several / several!
    tail = select(several > 1.0, lower(rest, share), share);
  }
  return {.u = u,
          .growth = fma(u.re, path.moneyness, at.value.re),
          .value = value,
          .cash = value * u,
          .bend = bend,
          .by_variance = value * at.by_variance,
          .by_years = value * at.by_years,
          .bound = size,
          .tail = tail * size,
          .wave = share * size,
          .held = path.held * size,
          .turn = turn * max(at.jumps, Real(1.0)),
          .phase = fma(u.im, path.moneyness, at.phase)};
}

/// What a side is worth in units of its smaller leg, and how that moves.
template <class Real>
struct VarianceSums {
  Real value;
  Real cash;  ///< share of the larger leg paid: N(d2) in Black's case
  Real bend;  ///< second derivative by the logarithm of the forward, less the first
  Real by_variance;
  Real by_years;
  Real size;  ///< sum of the magnitudes that make up `value`
  Real bend_size;
  Real loose;  ///< of the last level: magnitude of what goes into `bend` while its phase moves too far from node to node
  Real phase;  ///< of the node before
};

/// Adds a node for a claim that is `off` from the contour's own moneyness; whether more of this level counts. `share`: the step of all
/// levels so far over this one's.
template <class Real, class Mask>
[[gnu::always_inline]] inline Mask add_node(VarianceSums<Real>& sums, const ContourNode<Real>& node, Real off, double share,
                                            Mask open) noexcept {
  const Complex<Real> e = exp(Complex<Real>{capped(fma(off, node.u.re, node.growth), 700.0), off * node.u.im});
  const auto part = [&e](const Complex<Real>& factor) { return fma(e.re, factor.im, e.im * factor.re); };
  const Real value = part(node.value);
  const Real bend = part(node.bend);
  sums.value = select(open, sums.value + value, sums.value);
  sums.cash = select(open, sums.cash + part(node.cash), sums.cash);
  sums.bend = select(open, sums.bend + bend, sums.bend);
  sums.by_variance = select(open, sums.by_variance + part(node.by_variance), sums.by_variance);
  sums.by_years = select(open, sums.by_years + part(node.by_years), sums.by_years);
  sums.size = select(open, sums.size + abs(value), sums.size);
  sums.bend_size = select(open, sums.bend_size + abs(bend), sums.bend_size);
  const Real size = abs(e.re) + abs(e.im);
  const Real reach = size * node.bound;
  if (any(node.wave + node.held > 0.0)) {
    const Real phase = fma(off, node.u.im, node.phase);
    const Real moved = Real(share) * abs(phase - sums.phase);
    const auto is_far = (moved > most_turn - most_turn_of_jumps) & (moved + node.turn > most_turn);
    const Real loose = select(is_far, node.wave, node.tail) + select(moved > most_turn, node.held, Real(0.0));
    sums.loose = select(open, fma(size, loose, sums.loose), sums.loose);
    sums.phase = phase;
  }
  return open & (reach > 0x1p-58 * sums.bend_size);
}

/// The trapezoidal rule's levels: y = 0, 1/4, ...; then what lies between, so that each level halves the step of all before.
struct ContourLevel {
  double offset;
  double step;
  double scale;     ///< step of everything so far, over pi
  double together;  ///< that step
};
[[gnu::always_inline]] inline ContourLevel contour_level(int level) noexcept {
  constexpr double per_pi = 0x1.45f306dc9c883p-2;
  if (level == 0) return {0.0, 0.25, 0.25 * per_pi, 0.25};
  const double scale = 0.25 / static_cast<double>(1 << level);
  return {scale, 2.0 * scale, scale * per_pi, scale};
}
inline constexpr double furthest_node = 48.0;

/// Source: the trapezoidal rule's error is at most exp(-2 pi width / step) for every width of the strip that the integrand is analytic in.
/// Each halving of the step squares the error, relative to the sum of magnitudes or better: the logarithm of the error is a convex
/// function of 1 / step. So two successive values bound the error of the second.
template <class Real>
[[gnu::always_inline]] inline Real step_error(Real now, Real before, Real size) noexcept {
  const Real apart = abs(now - before);
  return select(apart == 0.0, Real(0.0), apart * (apart / size));
}

/// Levels summed until two successive values say that the error is below 2^-48 of the value and 2^-40 of the bend (or 1e-60 and 1e-56).
template <int N>
struct ContourSums {
  using Real = Lanes<N>;

  VarianceSums<Real> running;
  VarianceSums<Real> result;
  Real error;  ///< of the result's value
  Mask<N> unsettled;

  [[gnu::always_inline]] explicit ContourSums(Mask<N> wanted) noexcept : error(1.0), unsettled(wanted) {
    const Real zero = Real(0.0);
    running = {zero, zero, zero, zero, zero, zero, zero, zero, zero};
    result = running;
  }

  /// Ends a level; lanes that have had `levels` of them, or are not numbers, get no more.
  [[gnu::always_inline]] void close(int level, Real levels, int first = 1) noexcept {
    const Real scale = Real(contour_level(level).scale);
    const VarianceSums<Real> now{scale * running.value,
                                 scale * running.cash,
                                 scale * running.bend,
                                 scale * running.by_variance,
                                 scale * running.by_years,
                                 scale * running.size,
                                 scale * running.bend_size,
                                 (scale + scale) * running.loose,
                                 Real(0.0)};
    running.loose = Real(0.0);
    running.phase = Real(0.0);
    const Real apart = step_error(now.value, result.value, now.size);
    const Real bend_apart = step_error(now.bend, result.bend, now.bend_size);
    const Mask<N> is_close = (apart <= floored(higher(0x1p-48 * abs(now.value), 0x1p-54 * now.size), 1e-60)) &
                             (now.loose <= floored(0x1p-33 * abs(now.bend), 1e-56)) &
                             (bend_apart <= floored(higher(0x1p-40 * abs(now.bend), 0x1p-50 * now.bend_size), 1e-56));
    error = select(unsettled, fma(now.size, Real(0x1p-50), apart), error);
    const auto keep = [this](Real& held, Real found) { held = select(unsettled, found, held); };
    keep(result.value, now.value);
    keep(result.cash, now.cash);
    keep(result.bend, now.bend);
    keep(result.by_variance, now.by_variance);
    keep(result.by_years, now.by_years);
    keep(result.size, now.size);
    keep(result.bend_size, now.bend_size);
    const Mask<N> goes_on = (levels > static_cast<double>(level + 1)) & !is_nan(now.bend);
    trailing_settled = level >= first ? trailing_settled | (unsettled & is_close) : !(unsettled | !unsettled);
    unsettled = level >= first ? unsettled & goes_on & !is_close : unsettled & goes_on;
  }

  /// Lanes whose error is known to be small.
  [[gnu::always_inline]] Mask<N> settled() const noexcept { return trailing_settled; }

 private:
  Mask<N> trailing_settled;
};

/// Sums along a contour. A finished lane takes no further node. `levels`: how many at most.
template <int N>
inline ContourSums<N> contour_sums(const VarianceSide<Lanes<N>>& m, const Contour<Lanes<N>>& path, Lanes<N> moneyness, Mask<N> wanted,
                                   Lanes<N> levels, int first = 1) noexcept {
  using Real = Lanes<N>;
  ContourSums<N> sums(wanted);
  const Real off = moneyness - path.moneyness;
  for (int level = 0; level == 0 || any(sums.unsettled); ++level) {
    const ContourLevel at = contour_level(level);
    Mask<N> open = sums.unsettled;
    for (double y = at.offset; y < furthest_node && any(open); y += at.step) {
      open = add_node(sums.running, contour_node(m, path, Real(exp(y)), Real(y == 0.0 ? 0.5 : 1.0), Real(at.together)), off,
                      at.together / at.step, open);
    }
    sums.close(level, levels, first);
  }
  return sums;
}

}  // namespace bulwark::BULWARK_TARGET
