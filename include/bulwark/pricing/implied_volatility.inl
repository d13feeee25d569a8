// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// One lane's answer of an inversion; `status` holds an `ImpliedStatus` as a number.
template <class Real>
struct ImpliedLanes {
  Real volatility;  ///< per sqrt(year); NaN unless the status is ok
  Real status;
};

/// What a claim out of the money is worth, in units of 2^-200 of its smaller leg, and what is missing to the whole leg: neither rounds
/// away.
template <class Real>
struct ShareOfLeg {
  Real worth;
  Real missing;
};

/// A total deviation and its inverse.
template <class Real>
struct Deviation {
  Real size;
  Real inverse;
};

/// ln(a / b) to 1e-7 of it.
template <class Real>
[[gnu::always_inline]] inline Real rough_log_ratio(Real a, Real b) noexcept {
  const auto r = balanced_ratio(a, b);
  const Real s = (r.top - r.bottom) / (r.top + r.bottom);
  const Real w = s * s;
  return fma(r.power, Real(0.6931471805599453), s * fma(w, fma(w, fma(w, Real(0.29), Real(0.4)), Real(2.0 / 3.0)), Real(2.0)));
}

/// First guess. Below one half, the deviation that gives the worth where the legs differ by little: c / x = n(d) / d - N(-d) at
/// d = x / s, inverted to 5 %, the legs' ratio then allowed for; above one half the larger of what an at-the-money claim and a claim
/// without its cash leg would need.
/// Source: Bachelier (1900) below one half; Abramowitz and Stegun 26.2.22 above. Error: 10 % where most quotes are, a factor of two at the
/// ends.
template <class Real>
[[gnu::always_inline]] inline Deviation<Real> deviation_guess(Real moneyness, const ShareOfLeg<Real>& share) noexcept {
  const auto high = share.worth > share.missing;
  const Real tail = select(high, share.missing, share.worth);
  const Real reach = moneyness * (0x1p200 * 0.3989422804014327);
  const Real beyond = tail + reach;
  const Real grown = rough_log_ratio(select(high, Real(0x1p200), beyond), tail);
  const auto near = reach < 1e-6 * tail;
  const Real l = fma(select(high, Real(0.0), 0.5 * moneyness), reach / beyond, grown);
  const Real root = sqrt(l);
  const Real above = select(near, higher(tail * (2.5066282746310002 * 0x1p-200), Real(1e-300)), moneyness);
  const Real over = above * fma(root, fma(root, Real(0.00616), Real(0.585)), Real(1.0));
  const Real under = 1.0527 * select(near, Real(1.0), l);
  const Real over2 = over * over;
  const Real under2 = under * under;
  const Real up = fma(over2, Real(1.35), 7.0 * under2);
  const Real down = under * fma(Real(7.0), under2, over2);
  const Real product = over * up;
  const Real per = 1.0 / (product * down);
  Deviation<Real> guess{product * (product * per), down * (down * per)};
  if (any(high)) {
    const Real t = 1.4142135623730951 * root;
    const Real bend = fma(t, fma(t, Real(0.04481), Real(0.99229)), Real(1.0));
    const Real z = floored(fma(t, bend, -fma(t, Real(0.27061), Real(2.30753))) / bend, 0.0);
    const Real wing = z + sqrt(fma(z, z, 2.0 * moneyness));
    const Real at_money = 2.0 * sqrt(fma(z, z, fma(capped(z, 1.0), Real(0.62), Real(0.455))));
    const Real larger = higher(wing, at_money);
    guess = {select(high, larger, guess.size), select(high, 1.0 / larger, guess.inverse)};
  }
  return guess;
}

inline constexpr double rough_gap_above[] = {0.79788239143853, 0.48350096571076, 0.13992784659411,
                                             0.019077993529846};  // as mills_gap, to 3e-6
inline constexpr double rough_gap_below[] = {1.0, 1.0613170466878, 0.52258905063566, 0.13990725948841, 0.01907808348314};
inline constexpr double root_two_pi_exp[] = {  // e^y on [0, 0.2345], relative 3e-19
    0x1.0000000000000p+0, 0x1.0000000000001p+0,  0x1.ffffffffffd84p-2,  0x1.5555555566411p-3,  0x1.5555554e04428p-5,
    0x1.111112e1e2877p-7, 0x1.6c163527611c3p-10, 0x1.a0342635b0969p-13, 0x1.9d2b52e9349c1p-16, 0x1.a00282bd9ec9ap-19};

/// One step of third order towards the deviation, on the logarithm of the worth, or of what is missing where the smaller leg's d is large.
/// The density is cancelled, and the ratio of two Mills ratios is kept as a fraction, so that a step takes three divisions.
/// `is_rough` works to 1e-5 at half the cost.
/// Source: Jaeckel, "Let's be rational" (2015); Householder (1970).
template <bool is_rough, class Real>
[[gnu::always_inline]] inline Deviation<Real> improved(Real moneyness, const ShareOfLeg<Real>& share, const Deviation<Real>& s) noexcept {
  const Real a = moneyness * s.inverse;
  const Real t = 0.5 * s.size;
  const Real u = a - t;
  const Real v = a + t;
  const auto close = t * higher(a, Real(1.0)) < Real(0.125);
  const Real first = capped(select(close, a, abs(u)), 4096.0);
  const Real second = capped(v, 4096.0);
  Real b1, a1, b2, a2;
  if constexpr (is_rough) {
    b1 = polynomial(rough_gap_below, first), a1 = polynomial(rough_gap_above, first);
    b2 = polynomial(rough_gap_below, second), a2 = polynomial(rough_gap_above, second);
  } else {
    const auto one = mills_parts(first), two = mills_parts(second);
    b1 = one.below, a1 = one.above, b2 = two.below, a2 = two.above;
  }
  const Real q1 = fma(first, b1, a1);
  const Real q2 = fma(second, b2, a2);
  const auto inside = (u < Real(0.0)) & !close;
  const Real cross = b2 * q1;
  Real bottom = q1 * q2;
  Real top = fma(b1, q2, select(inside, cross, -cross));
  const Real half_square = 0.5 * u * u;
  auto missing = inside;
  if constexpr (!is_rough) {
    missing = inside & (half_square > Real(0.2345));
    const Real whole = polynomial(root_two_pi_exp, lower(half_square, Real(0.2345)));
    top = select(inside & !missing, fma(whole * bottom, Real(2.5066282746310002), -top), top);
  }
  if (any(close)) {  // Taylor's series of the difference about a, times q1
    const Real w = t * t;
    Real odd, scale;
    if constexpr (is_rough) {
      scale = fma(first, first + 1.5, Real(3.0));  // minus the first over the third coefficient, near enough
      odd = -a1 * (scale + w);
      scale = scale * q1;
    } else {
      scale = q1;
      const Real c1 = -a1;
      const Real c2 = fma(first, c1, b1) * 0.5;
      const Real c3 = fma(first, c2, c1) * (1.0 / 3.0);
      const Real c4 = fma(first, c3, c2) * 0.25;
      const Real c5 = fma(first, c4, c3) * 0.2;
      const Real c6 = fma(first, c5, c4) * (1.0 / 6.0);
      const Real c7 = fma(first, c6, c5) * (1.0 / 7.0);
      const Real c8 = fma(first, c7, c6) * 0.125;
      const Real c9 = fma(first, c8, c7) * (1.0 / 9.0);
      const Real c10 = fma(first, c9, c8) * 0.1;
      const Real c11 = fma(first, c10, c9) * (1.0 / 11.0);
      odd = fma(fma(fma(fma(fma(c11, w, c9), w, c7), w, c5), w, c3), w, c1);
    }
    top = select(close, -(s.size * odd), top);
    bottom = select(close, scale, bottom);
  }
  const Real target = select(missing, share.missing, share.worth);
  const auto r = balanced_ratio(top * (0x1p200 * 0.3989422804014327), bottom * target);
  const Real difference = r.top - r.bottom;
  const Real sum = r.top + r.bottom;
  const Real inverse = 1.0 / (sum * bottom);
  const Real per_sum = bottom * inverse;
  const Real size = sum * top * inverse;  // the worth over its derivative
  const Real ratio = select(missing, -size, size);
  const Real g = difference * per_sum;
  const Real w = g * g;
  Real logarithm;
  if constexpr (is_rough) {
    logarithm = fma(r.power, Real(0.6931471805599453), g * fma(w, fma(w, fma(w, Real(0.29), Real(0.4)), Real(2.0 / 3.0)), Real(2.0)));
  } else {
    const Real small = g * w * polynomial(wide_atanh_series, w);
    logarithm = fma(r.power, Real(ln2_high), (g + g) + fma(r.power, Real(ln2_low), small));
  }
  const Real error = fma(-0.5 * u, u, logarithm);
  const Real q = u * v * s.inverse;  // second over first derivative of the worth
  const Real p = a * s.inverse;
  const Real bend = fma(q, q, fma(-3.0 * p, p, Real(-0.25)));
  const Real m = ratio * q;
  const Real b = error * (1.0 - m);
  const Real c = error * error * fma(ratio * ratio, bend, fma(Real(-3.0), m, Real(2.0)));
  const Real down = fma(Real(0.5), b, Real(1.0));
  const Real below = fma(c, Real(1.0 / 6.0), b + 1.0);
  const Real move = error * ratio * down;
  Deviation<Real> next;
  if constexpr (is_rough) {
    const Real moved = fma(s.size, below, -move);
    const Real per = 1.0 / (below * moved);
    next = {moved * moved * per, below * below * per};
  } else {
    next = {s.size - move / below, Real(0.0)};
  }
  const auto sane = (next.size > 0.25 * s.size) & (next.size < 4.0 * s.size);
  if (all(sane)) return next;
  const auto up = error * ratio < Real(0.0);
  return {select(sane, next.size, select(up, 2.0 * s.size, 0.5 * s.size)),
          select(sane, next.inverse, select(up, 0.5 * s.inverse, 2.0 * s.inverse))};
}

/// The total deviation at which a claim `moneyness` out of the money has its share of the smaller leg: a guess, a rough step, and whole
/// steps until one is so short that the next would be below the last bit: one for most, each lane by itself.
/// Domain: both shares > 0. Error: 12.5 eps (1 + value / (volatility vega)) relative on four million random rows against 113 bits, 5.1 on
/// all reference rows; the bar is 16. Limits: NaN if 40 steps were not enough, which no row has needed.
template <class Real>
Real implied_deviation(Real moneyness, const ShareOfLeg<Real>& share) noexcept {
  constexpr double short_step = 0x1p-13;  // its fourth power is 2^-52
  const Deviation<Real> rough = improved<true>(moneyness, share, deviation_guess(moneyness, share));
  Real s = rough.size;
  Real inverse = rough.inverse;
  auto open = s == s;
  for (int step = 0; step < 40; ++step) {
    const Real next = improved<false>(moneyness, share, {s, inverse}).size;
    const auto far = abs(next - s) * (1.0 + s) > short_step * s;
    s = select(open, next, s);
    open = open & far;
    if (!any(open)) break;
    inverse = 1.0 / s;
  }
  const auto tiny = (moneyness == Real(0.0)) & (share.worth < Real(0x1p-300));
  return select(tiny, share.worth * 0x1p-200 * 2.5066282746310002, select(open, Real(__builtin_nan("")), s));
}

/// The time value of a quoted claim: what it is worth above exercising it, the rounding of forward - strike given back.
template <class Real>
[[gnu::always_inline]] inline Real time_value_of(const Claim<Real>& claim, Real value) noexcept {
  const Real difference = claim.forward - claim.strike;
  const Real back = difference - claim.forward;
  const Real lost = (claim.forward - (difference - back)) - (claim.strike + back);
  return select(claim.side * difference > Real(0.0), (value - claim.side * difference) - claim.side * lost, value);
}

/// Parts of the smaller leg as shares of it. The leg is brought into [2, 4) first, so nothing overflows or loses digits on the way.
template <class Real>
[[gnu::always_inline]] inline ShareOfLeg<Real> shares_of(Real worth, Real missing, Real leg) noexcept {
  using B = decltype(to_bits(leg));
  const Real unit = from_bits(B::broadcast(0x7ff0'0000'0000'0000u) - (to_bits(leg) & B::broadcast(0x7ff0'0000'0000'0000u)));
  const Real inverse = 1.0 / (leg * unit);
  const auto part = [&](Real x) noexcept { return select(x < 0x1p500, x * 0x1p200 * unit, x * unit * 0x1p200) * inverse; };
  return {part(worth), part(missing)};
}

/// The volatility at which Black's undiscounted value of the claim (its own volatility is not read) is `value`.
template <class Real>
[[gnu::always_inline]] inline ImpliedLanes<Real> black_implied_volatility(const Claim<Real>& claim, Real value) noexcept {
  const Real nan = Real(__builtin_nan(""));
  const Real time_value = time_value_of(claim, value);
  const Real cap = select(claim.side > Real(0.0), claim.forward, claim.strike);
  const Real room = cap - value;
  const Real smaller = min(claim.forward, claim.strike);

  const auto good = (claim.forward >= Real(0x1p-1022)) & (claim.strike >= Real(0x1p-1022)) & (claim.years >= Real(0.0)) &
                    is_finite(claim.forward) & is_finite(claim.strike) & is_finite(claim.years) & is_finite(value) &
                    (abs(claim.side) == Real(1.0));
  // What rounds to the intrinsic value has no time value, also where the rounding was downwards: a library's own prices are never below.
  const auto nothing = (time_value <= Real(0.0)) & (value >= max(claim.side * (claim.forward - claim.strike), Real(0.0)));
  const auto below = time_value < Real(0.0);
  const auto above = (room <= Real(0.0)) | (claim.years == Real(0.0));
  const auto solvable = good & (time_value > Real(0.0)) & !above;
  const Real status = select(good, select(nothing, Real(2.0), select(below, Real(1.0), select(above, Real(3.0), Real(0.0)))), Real(4.0));

  const Real moneyness = abs(log_ratio(claim.forward, claim.strike));
  const ShareOfLeg<Real> share = shares_of(time_value, room, smaller);
  const Real deviation =
      implied_deviation(select(solvable, moneyness, Real(0.1)),
                        ShareOfLeg<Real>{select(solvable, share.worth, Real(0x1p198)), select(solvable, share.missing, Real(0x1.8p199))});
  const auto solved = solvable & (deviation == deviation);
  return {.volatility = select(solved, deviation / sqrt(claim.years), nan), .status = select(solvable & !solved, Real(4.0), status)};
}

/// The diffusion volatility at which a pricer with vega gives `value`: Newton's steps on the logarithm of the time value, held in
/// a bracket that Black's volatility ends (jumps only add value). Each lane stops by itself.
/// Error: 2^-49 relative, times the condition of the inversion. Limits: below_intrinsic where even no diffusion is worth more.
template <class Real, class P, class Parameters>
ImpliedLanes<Real> implied_by_newton(const P& pricer, const Claim<Real>& claim, const Real& value, const Parameters& parameters) noexcept {
  const ImpliedLanes<Real> black = black_implied_volatility(claim, value);
  const auto known = black.status == Real(0.0);
  const Real target = select(known, time_value_of(claim, value), Real(1.0));
  Claim<Real> outside = claim;
  outside.side = select(claim.forward < claim.strike, Real(1.0), Real(-1.0));
  Real high = select(known, black.volatility * (1.0 + 0x1p-40), Real(1.0));
  Real low = Real(0.0);
  outside.volatility = low;
  const Real least = pricer.value(outside, parameters);
  if constexpr (requires { P::reverts; }) {  // a volatility that reverts to a lower one may be above Black's
    for (int doubling = 0; doubling < 40; ++doubling) {
      outside.volatility = high;
      const auto is_short = known & (pricer.value(outside, parameters) < target);
      if (!any(is_short)) break;
      high = select(is_short, 2.0 * high, high);
    }
  }
  const auto no_room = least >= target;
  Real volatility = high;
  auto open = known & (least < target);
  const auto solvable = open;
  for (int step = 0; step < 100 && any(open); ++step) {
    outside.volatility = volatility;
    const ValueAndVega<Real> at = pricer.value_and_vega(outside, parameters);
    const Real error = log_ratio(max(at.value, Real(0x1p-1022)), max(target, Real(0x1p-1022)));
    high = select(open & (error > Real(0.0)), volatility, high);
    low = select(open & (error < Real(0.0)), volatility, low);
    const Real newton = volatility - error * at.value / at.vega;
    const auto usable = at.value > Real(1e-290);
    const auto last = usable & (abs(newton - volatility) <= 0x1p-30 * volatility);  // the step after it would be below 2^-59
    const auto inside = usable & (newton > low) & (newton < high);
    volatility = select(open, select(last | inside, newton, 0.5 * (low + high)), volatility);
    open = open & !last & (high - low > 0x1p-51 * high);
  }
  const Real status = select(solvable, Real(0.0), select(no_room, select(least == target, Real(2.0), Real(1.0)), Real(4.0)));
  return {.volatility = select(solvable, volatility, Real(__builtin_nan(""))), .status = select(known, status, black.status)};
}

}  // namespace bulwark::BULWARK_TARGET
