// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The densities f(k) of a normal deviate plus (rate > 0) or minus (rate < 0) Gamma(k, |rate|) at one point, k = 1, 2, ...
/// With v = (deviation rate)^2 and w = rate (deviation^2 rate - point) the ratios R(k) = f(k + 1) / f(k) obey
/// k R(k) = v / R(k - 1) - w: upwards all terms are positive for w <= 0, downwards for w > 0.
/// Source: f(k) is n(point / deviation) times a scaled repeated integral of the normal density (Abramowitz and Stegun 7.2), so nothing
/// overflows.
template <class Real>
struct ErlangChain {
  Real rate;
  Real v;
  Real w;
  Real z;          ///< w / (deviation |rate|)
  Real deviation;  ///< times |rate|
  Real first;      ///< f(1) 2^(-512 level)
  Real level;      ///< <= 0
  Real lift;       ///< v / R(0), for w <= 0
};

/// e^x 2^(-512 level) for x <= 0.
template <class Real>
struct Leveled {
  Real value;
  Real level;
};
template <class Real>
[[gnu::always_inline]] inline Leveled<Real> leveled_exp(Real x) noexcept {
  const Real held = floored(x, -1e8);
  const auto near = held > Real(-600.0);
  if (all(near)) return {exp(held), Real(0.0)};
  constexpr double high = 0x1.62e42fef80000p+8;  // of 512 ln 2: products with levels are exact
  constexpr double low = 8.29363721556816e-09;
  const Real steps = fma(held, Real(1.0 / high), Real(0x1.8p52)) - 0x1.8p52;
  const Real level = select(near, Real(0.0), steps);
  const Real value = exp(fma(level, Real(-low), fma(level, Real(-high), held)));
  return {select(x < Real(-1e8), Real(0.0), value), level};
}

/// 2^(512 level) for whole levels; 0 far below.
template <class Real>
[[gnu::always_inline]] inline Real level_unit(Real level) noexcept {
  const Real below = select(level == Real(-1.0), Real(0x1p-512), select(level == Real(-2.0), Real(0x1p-1024), Real(0.0)));
  return select(level == Real(0.0), Real(1.0), select(level > Real(0.0), Real(0x1p512), below));
}

/// `h` is point / deviation (infinite without deviation).
template <class Real>
[[gnu::always_inline]] inline ErlangChain<Real> erlang_chain(Real point, Real deviation, Real h, Real rate) noexcept {
  const Real size = abs(rate);
  const Real sign = copysign(Real(1.0), rate);
  const Real scaled = deviation * size;
  const Real square = deviation * deviation;
  const Real w = rate * fma(square, rate, -point);
  const Real z = fma(-sign, h, scaled);
  const Real held = floored(capped(h, 1e5), -1e5);
  const Leveled<Real> bell = leveled_exp(-0.5 * (held * held));
  const Real lost = fma(held, held, -(held * held));
  const Real above = 0.3989422804014327 * fma(-0.5 * lost, bell.value, bell.value) * mills_tail(abs(z));
  const auto forward = w <= Real(0.0);
  Real first = size * above;
  Real level = bell.level;
  Real lift = Real(0.0);
  if (any(forward)) {
    const Leveled<Real> tilted = leveled_exp(min(rate * fma(0.5 * square, rate, -point), Real(0.0)));
    const Real share = 1.0 - normal_tail(z);
    first = select(forward, size * tilted.value * share, first);
    level = select(forward, tilted.level, level);
    lift = select(forward, scaled * normal_density(z) / share, lift);
  }
  return {.rate = rate, .v = scaled * scaled, .w = w, .z = z, .deviation = scaled, .first = first, .level = level, .lift = lift};
}

/// R(n) for w > 0 and n >= 40, where a downward run may start.
/// Source: the Riccati equation of the parabolic cylinder function U(n - 1/2, z), eight terms in 1 / (z^2 / 4 + n - 1/2). Error: 5e-16
/// relative.
template <class Real>
[[gnu::always_inline]] inline Real erlang_ratio(const ErlangChain<Real>& chain, Real n) noexcept {
  const Real a = n - 0.5;
  const Real half = 0.5 * chain.w;
  const Real q = sqrt(fma(a, chain.v, half * half));
  const Real per_q = 1.0 / q;
  const Real u = half * per_q;
  const Real t = chain.v * per_q * per_q;
  const Real x = u * u;
  const Real p8 = fma(fma(fma(fma(x, Real(-1282031525.0 / 8388608.0), Real(256406305.0 / 1048576.0)), x, Real(-121782417.0 / 1048576.0)), x,
                          Real(4321753.0 / 262144.0)),
                      x, Real(-174317.0 / 524288.0));
  const Real p7 =
      u * fma(fma(fma(x, Real(59025.0 / 2048.0), Real(-82635.0 / 2048.0)), x, Real(248595.0 / 16384.0)), x, Real(-21429.0 / 16384.0));
  const Real p6 =
      fma(fma(fma(x, Real(-414125.0 / 65536.0), Real(248475.0 / 32768.0)), x, Real(-34503.0 / 16384.0)), x, Real(631.0 / 8192.0));
  const Real p5 = u * fma(fma(x, Real(1695.0 / 1024.0), Real(-1695.0 / 1024.0)), x, Real(153.0 / 512.0));
  const Real p4 = fma(fma(x, Real(-1105.0 / 2048.0), Real(221.0 / 512.0)), x, Real(-19.0 / 512.0));
  const Real p3 = u * fma(x, Real(15.0 / 64.0), Real(-9.0 / 64.0));
  const Real p2 = fma(x, Real(-5.0 / 32.0), Real(1.0 / 16.0));
  const Real series = t * fma(t, fma(t, fma(t, fma(t, fma(t, fma(t, fma(t, p8, p7), p6), p5), p4), p3), p2), 0.25 * u);
  const Real head = a * chain.v / (q + half);
  return select(q > Real(0.0), fma(q, series, head) / n, Real(0.0));
}

/// ln(f(n + 1) / f(1)) roughly, for w > 0: the ratios' leading term, integrated.
template <class Real>
[[gnu::always_inline]] inline Real rough_log_density(const ErlangChain<Real>& chain, Real n) noexcept {
  const Real g = 0.5 * (chain.z + sqrt(fma(chain.z, chain.z, 4.0 * n)));
  const Real d = n / g;  // g - z
  return fma(n, log(chain.deviation / g), 0.5 * d * d);
}

}  // namespace bulwark::BULWARK_TARGET
