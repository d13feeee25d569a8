// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// A claim under double-exponential jumps, seen from its out-of-the-money side in the side's own measure, as `Mixture` has it for Merton:
/// 1 is paid, less exp(-what the log price passes `distance` by), in units of the smaller leg.
template <class Real>
struct JumpedClaim {
  Real distance;   ///< from the log forward to the log strike, less the drift against jumps; outwards positive
  Real point;      ///< what diffusion and jumps have to pass
  Real deviation;  ///< of the diffusion, total
  Real inverse;    ///< 1 / deviation; 0 without
  Real standard;   ///< point / deviation; infinite without
  Real call;       ///< +1: the out-of-the-money side is the call; -1: the put
};

/// Sets of weights that values need; densities have six more, for derivatives by the point: five of set 0, one of set 1.
template <int sets>
inline constexpr int value_sets = sets == 17 ? 5 : sets;
template <int sets>
inline constexpr int density_sets = sets == 17 ? 11 : sets;

/// What weights add up to, set by set (see `fill`): value, the far leg's probability in units of the smaller leg, and the density of the
/// log price at the strike. The near leg's probability is value + far.
template <class Real, int sets>
struct KouSums {
  Real value[value_sets<sets>];
  Real far[value_sets<sets>];
  Real density[density_sets<sets>];
};

template <class Real, int sets>
[[gnu::always_inline]] inline KouSums<Real, sets> no_sums(Real fill) noexcept {
  KouSums<Real, sets> sums;
  for (int s = 0; s < value_sets<sets>; ++s) sums.value[s] = sums.far[s] = fill;
  for (int s = 0; s < density_sets<sets>; ++s) sums.density[s] = fill;
  return sums;
}
template <class Real, int sets>
[[gnu::always_inline]] inline void take(KouSums<Real, sets>& sums, const KouSums<Real, sets>& from, Mask<Real::count> where) noexcept {
  for (int s = 0; s < value_sets<sets>; ++s) sums.value[s] = select(where, from.value[s], sums.value[s]);
  for (int s = 0; s < value_sets<sets>; ++s) sums.far[s] = select(where, from.far[s], sums.far[s]);
  for (int s = 0; s < density_sets<sets>; ++s) sums.density[s] = select(where, from.density[s], sums.density[s]);
}

/// The weights of one chain at one k, in each lane its own side's.
template <int sets, class Real>
struct WeightRow {
  const ErlangLaw<sets>& law;
  int chain;  ///< 0 outward, 1 inward
  Mask<Real::count> call;
  Mask<Real::count> by_moments;  ///< derivatives of the density from moments, not from differences of weights

  [[gnu::always_inline]] Real of_set(int set, int i) const noexcept {
    return select(call, Real(law.weight[set][i][chain]), Real(law.weight[set][i][2 + chain]));
  }
  [[gnu::always_inline]] Real operator()(int s, int i) const noexcept {
    if (s < value_sets<sets>) return of_set(s, i);
    return select(by_moments, of_set(s + 6, i), of_set(s, i));
  }
};

/// Whether a chain's moments say more than its weights' differences: their errors grow with 1 / deviation and the rate.
template <class Real>
[[gnu::always_inline]] inline Mask<Real::count> uses_moments(const JumpedClaim<Real>& c, const ErlangChain<Real>& chain) noexcept {
  return chain.deviation >= max(abs(c.standard), Real(1.0));
}

/// A value, a probability or a density without jumps, from which chains start.
template <class Real>
struct NoJump {
  Real value;
  Real near;
  Real far;
  Real density;
};

/// Adds a chain, upwards: `open` lanes have w <= 0. Outward chains add to each probability, inward ones (rate < 0) take away.
template <int sets, class Real>
void add_upwards(KouSums<Real, sets>& sums, ErlangLaw<sets>& law, const ErlangChain<Real>& chain, const NoJump<Real>& none,
                 const WeightRow<sets, Real>& row, Mask<Real::count> open) noexcept {
  constexpr int block = ErlangLaw<sets>::block;
  constexpr int values = value_sets<sets>, densities = density_sets<sets>;
  const Real per_rate = 1.0 / chain.rate;
  const Real per_more = 1.0 / (chain.rate + 1.0);
  const Real keep = chain.rate * per_more;
  Real near = none.near, far = none.far, value = none.value;
  Real density = chain.first, level = chain.level, unit = level_unit(level);
  Real ratio = chain.lift - chain.w;
  for (int k = 1; k <= law.last; ++k) {
    const int i = (k - 1) % block;
    if (i == 0) fill(law, (k - 1) / block);
    const Real here = density * unit;
    near = fma(here, per_rate, near);
    far = fma(keep, far, here * per_more);
    value = fma(keep, value, near * per_more);
    for (int s = 0; s < densities; ++s) {
      const Real weight = row(s, i);
      sums.density[s] = select(open, fma(weight, here, sums.density[s]), sums.density[s]);
      if (s >= values) continue;
      sums.value[s] = select(open, fma(weight, value, sums.value[s]), sums.value[s]);
      sums.far[s] = select(open, fma(weight, far, sums.far[s]), sums.far[s]);
    }
    density = density * ratio;
    ratio = (chain.v / floored(ratio, 1e-300) - chain.w) * (1.0 / (k + 1));
    const auto large = (density > Real(0x1p256)) & (level < Real(0.0));
    if (any(large)) {
      density = select(large, density * 0x1p-512, density);
      level = select(large, level + 1.0, level);
      unit = level_unit(level);
    }
  }
}

/// Adds a chain, downwards, by Horner's rule in the ratios: `open` lanes have w > 0. The sums' coefficients are the weights summed again.
template <int sets, class Real>
void add_downwards(KouSums<Real, sets>& sums, ErlangLaw<sets>& law, const ErlangChain<Real>& chain, const NoJump<Real>& none,
                   const WeightRow<sets, Real>& row, Mask<Real::count> open) noexcept {
  constexpr int block = ErlangLaw<sets>::block;
  constexpr int values = value_sets<sets>, densities = density_sets<sets>;
  const Real per_rate = 1.0 / chain.rate;
  const Real per_more = 1.0 / (chain.rate + 1.0);
  const Real keep = chain.rate * per_more;
  const int top = law.last < 40 ? 40 : law.last;
  Real ratio = erlang_ratio(chain, Real(static_cast<double>(top)));
  Real once[values], twice[values], value[values], far[values], density[densities];
  for (int s = 0; s < values; ++s) once[s] = twice[s] = value[s] = far[s] = Real(0.0);
  for (int s = 0; s < densities; ++s) density[s] = Real(0.0);
  Real level = Real(0.0), unit = Real(1.0);
  for (int k = top;;) {
    if (k <= law.last) {
      const int i = (k - 1) % block;
      if (k == law.last || i == block - 1) fill(law, (k - 1) / block);
      for (int s = 0; s < densities; ++s) {
        const Real weight = row(s, i);
        density[s] = fma(ratio, density[s], weight * unit);
        if (s >= values) continue;
        once[s] = fma(keep, once[s], weight);
        twice[s] = twice[s] + once[s];
        value[s] = fma(ratio, value[s], twice[s] * unit);
        far[s] = fma(ratio, far[s], once[s] * unit);
      }
      const auto large = value[0] > Real(0x1p256);
      if (any(large)) {
        const Real shrink = select(large, Real(0x1p-512), Real(1.0));
        level = level + select(large, Real(1.0), Real(0.0));
        unit = unit * shrink;
        for (int s = 0; s < values; ++s) value[s] = value[s] * shrink, far[s] = far[s] * shrink;
        for (int s = 0; s < densities; ++s) density[s] = density[s] * shrink;
      }
    }
    if (--k == 0) break;
    ratio = chain.v / fma(ratio, Real(static_cast<double>(k + 1)), chain.w);
  }
  const Real first = chain.first * level_unit(chain.level + level);
  for (int s = 0; s < densities; ++s) sums.density[s] = select(open, fma(first, density[s], sums.density[s]), sums.density[s]);
  for (int s = 0; s < values; ++s) {
    const Real more = per_more * fma(first * per_rate, value[s], twice[s] * none.near);
    const Real value_here = fma(keep * once[s], none.value, more);
    const Real far_here = fma(keep * once[s], none.far, first * per_more * far[s]);
    sums.value[s] = select(open, sums.value[s] + value_here, sums.value[s]);
    sums.far[s] = select(open, sums.far[s] + far_here, sums.far[s]);
  }
}

/// Adds the inward chain upwards where taking away would cancel: each probability is the sum of all later densities.
/// Ends by itself where the rest, a geometric series at most, is below 2^-56 of the sum.
template <int sets, class Real>
void add_rest_upwards(KouSums<Real, sets>& sums, ErlangLaw<sets>& law, const ErlangChain<Real>& chain, const WeightRow<sets, Real>& row,
                      Mask<Real::count> open) noexcept {
  constexpr int block = ErlangLaw<sets>::block;
  constexpr int values = value_sets<sets>, densities = density_sets<sets>;
  const Real per_rate = -1.0 / chain.rate;
  const Real keep = 1.0 - per_rate;
  Real passed = Real(0.0), kept[values], lost[values];  // coefficients of near, far and value, times the rate
  for (int s = 0; s < values; ++s) kept[s] = lost[s] = Real(0.0);
  Real density = chain.first, level = chain.level, unit = level_unit(level);
  Real ratio = chain.lift - chain.w;
  for (int k = 1; any(open); ++k) {
    const Real here = density * unit;
    const int i = (k - 1) % block;
    const bool is_within = k <= law.last;
    if (is_within && i == 0) fill(law, (k - 1) / block);
    const Real part = here * per_rate;
    for (int s = 0; s < values; ++s) {
      sums.value[s] = select(open, fma(part, lost[s], sums.value[s]), sums.value[s]);
      sums.far[s] = select(open, fma(part, kept[s], sums.far[s]), sums.far[s]);
      lost[s] = fma(per_rate, kept[s], lost[s]);
      kept[s] = keep * kept[s];
    }
    if (is_within) {
      passed = passed + row(0, i);
      for (int s = 0; s < densities; ++s) {
        const Real weight = row(s, i);
        sums.density[s] = select(open, fma(weight, here, sums.density[s]), sums.density[s]);
        if (s < values) kept[s] = kept[s] + weight;
      }
    }
    density = density * ratio;
    if (!is_within) {
      const Real rest = density * unit * per_rate * passed;
      open = open & !((ratio < Real(1.0)) & (rest <= 0x1p-56 * (1.0 - ratio) * sums.value[0]));
      if (k > 4000000) break;
    }
    ratio = (chain.v / floored(ratio, 1e-300) - chain.w) * (1.0 / (k + 1));
    const auto large = (density > Real(0x1p256)) & (level < Real(0.0));
    if (any(large)) {
      density = select(large, density * 0x1p-512, density);
      level = select(large, level + 1.0, level);
      unit = level_unit(level);
    }
  }
}

/// The same downwards, from where the densities that are left no longer count.
template <int sets, class Real>
void add_rest_downwards(KouSums<Real, sets>& sums, ErlangLaw<sets>& law, const ErlangChain<Real>& chain, const WeightRow<sets, Real>& row,
                        Mask<Real::count> open) noexcept {
  constexpr int block = ErlangLaw<sets>::block;
  constexpr int values = value_sets<sets>, densities = density_sets<sets>;
  const Real per_rate = -1.0 / chain.rate;
  const Real keep = 1.0 - per_rate;
  const Real own = select(row.call, Real(law.own[1]), Real(law.own[3]));
  const Real peak = max(chain.deviation * (chain.deviation - chain.z), own);
  const Real enough = select(peak > Real(0.0), rough_log_density(chain, max(peak, Real(1.0))), Real(0.0)) - 44.0;
  Real top = Real(static_cast<double>(law.last < 48 ? 48 : law.last));
  for (int i = 0; i < 40; ++i) {
    const auto short_of = open & (rough_log_density(chain, top) > enough);
    if (!any(short_of)) break;
    top = select(short_of, (1.25 * top + 0x1p52) - 0x1p52, top);
  }
  for (int attempt = 0; attempt < 8 && any(open); ++attempt) {
    double held[Real::count];
    store(held, select(open, top, Real(1.0)));
    int most = 1;
    for (const double x : held)
      if (x > most) most = static_cast<int>(x);
    const Real start = erlang_ratio(chain, top);
    Real ratio = start;
    Real near = Real(0.0), far = Real(0.0), value = Real(0.0), reach = Real(1.0);  // over f(k)
    Real value_sum[values], far_sum[values], density_sum[densities];
    for (int s = 0; s < values; ++s) value_sum[s] = far_sum[s] = Real(0.0);
    for (int s = 0; s < densities; ++s) density_sum[s] = Real(0.0);
    Real level = Real(0.0), unit = Real(1.0), passed = Real(0.0);
    for (int k = most; k > 0; --k) {
      const Real n = Real(static_cast<double>(k));
      const auto begun = n < top;
      ratio = select(begun, chain.v / fma(ratio, n + 1.0, chain.w), start);
      const auto going = n <= top;
      value = select(going, fma(keep, value, near * per_rate) * ratio, value);
      near = select(going, fma(per_rate, unit, near) * ratio, near);
      far = select(going, fma(per_rate, unit, keep * far) * ratio, far);
      reach = select(going, reach * ratio, reach);
      for (int s = 0; s < values; ++s) value_sum[s] = value_sum[s] * ratio, far_sum[s] = far_sum[s] * ratio;
      for (int s = 0; s < densities; ++s) density_sum[s] = density_sum[s] * ratio;
      if (k <= law.last) {
        const int i = (k - 1) % block;
        if (k == law.last || i == block - 1) fill(law, (k - 1) / block);
        for (int s = 0; s < densities; ++s) {
          const Real weight = row(s, i);
          density_sum[s] = fma(weight, unit, density_sum[s]);
          if (s >= values) continue;
          value_sum[s] = fma(weight, value, value_sum[s]);
          far_sum[s] = fma(weight, far, far_sum[s]);
        }
        passed = passed + row(0, i);
      }
      const auto large = max(near, density_sum[0]) > Real(0x1p256);
      if (any(large)) {
        const Real shrink = select(large, Real(0x1p-512), Real(1.0));
        level = level + select(large, Real(1.0), Real(0.0));
        unit = unit * shrink, near = near * shrink, far = far * shrink, value = value * shrink, reach = reach * shrink;
        for (int s = 0; s < values; ++s) value_sum[s] = value_sum[s] * shrink, far_sum[s] = far_sum[s] * shrink;
        for (int s = 0; s < densities; ++s) density_sum[s] = density_sum[s] * shrink;
      }
    }
    const Real first = chain.first * level_unit(chain.level + level);
    const Real rest = first * reach * per_rate * passed;
    const auto done = open & ((rest <= 0x1p-53 * (1.0 - start) * fma(first, value_sum[0], sums.value[0])) | !(first > Real(0.0)) |
                              (top > Real(4e6)) | !(start < Real(1.0) + top));
    for (int s = 0; s < values; ++s) {
      sums.value[s] = select(done, fma(first, value_sum[s], sums.value[s]), sums.value[s]);
      sums.far[s] = select(done, fma(first, far_sum[s], sums.far[s]), sums.far[s]);
    }
    for (int s = 0; s < densities; ++s) sums.density[s] = select(done, fma(first, density_sum[s], sums.density[s]), sums.density[s]);
    open = open & !done;
    top = 2.0 * top;
  }
}

}  // namespace bulwark::BULWARK_TARGET
