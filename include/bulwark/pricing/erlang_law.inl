// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The jumps of one expiry as a mixture of Erlang laws, for the out-of-the-money call (in the coin's measure) and put (in cash's).
/// A chain is one side's outward or inward jumps: 0 call outward, 1 call inward, 2 put outward, 3 put inward. Jumps add to a sum that is
/// zero (no jump), Gamma(k) of a chain's outward rate, or minus Gamma(k) of its inward rate.
/// Source: the sum of N exponentials from which each opposing jump takes a geometric number has weights P(N - taken = k), whose generating
/// function exp(own x + other y(x)) gives a recursion downwards in k with positive terms only (no binomials; Kou 2002 has double sums).
/// Sets: 1 for values, 2 with theta, 17 for every Greek (see `fill`). 45, 49 and 111 kB, on the caller's stack unless kept.
template <int sets>
struct ErlangLaw {
  static_assert(sets == 1 || sets == 2 || sets == 17);
  static constexpr int block = 128;  ///< weights held at a time; longer chains are run again from checkpoints
  static constexpr int most_blocks = 320;
  static constexpr int margin = sets > 1 ? 6 : 0;  ///< neighbours beyond a block that its sets need

  /// Expected relative jump.
  static double growth_of(const DoubleExponentialJumps& of) noexcept {
    return of.up_share / (of.up_rate - 1.0) - (1.0 - of.up_share) / (of.down_rate + 1.0);
  }

  double years = -1.0;
  DoubleExponentialJumps jumps{};
  double tail = 0.0;                          ///< weights above `last` add up to less than exp(-tail), but for a factor near one
  double count = 0.0;                         ///< expected jumps
  double growth = 0.0;                        ///< expected relative jump
  bool is_good = false;                       ///< the parameters are in the domain
  int last = 0;                               ///< chains run from 1 to here
  int held = -1;                              ///< the block in `weight`
  double own[4], other[4];                    ///< expected jumps of this chain and of the opposing one, in the side's measure
  double rate[4], taken[4];                   ///< 1 / mean jump; the share of a stage that an opposing jump takes
  double start[4], start_level[4], scale[4];  ///< of the chain that runs down, and what makes it probabilities
  double tilt[4], other_tilt[4];              ///< own (opposing) jumps of the side's measure per jump of cash's
  double share[4], other_share[4];            ///< of own (opposing) jumps in cash's measure
  double plain_rate[4], other_plain_rate[4];  ///< as the parameters have them
  double signed_rate[4];                      ///< > 0 outward, < 0 inward
  double is_up[4];                            ///< +1: own jumps go up
  double stay[2];                             ///< probability of no jump, by side
  double at_zero[4], before_zero[4];          ///< the weights at k = 0 and -1 that the recursion continues to
  double above[most_blocks][4][4];            ///< what a block's run starts from: weight, gathered, twice gathered, level
  double front[6][4];  ///< the first weight, of the rate times the differences of the weights as often as the index says; [5] of set 1
  double weight[sets][block][4];  ///< the sets that a value and its derivatives need, see `fill`
};

/// A chain on its way down; true numbers are these times 2^(800 level).
struct ErlangRun {
  using Four = Lanes<4>;
  Four weight;    ///< at k
  Four gathered;  ///< at k + 1
  Four twice;     ///< at k + 1
  Four level;
};

/// Smallest k >= mean with a Poisson tail of at most exp(-tail), by Chernoff's bound.
template <class Real>
Real poisson_reach(Real mean, double tail) noexcept {
  const Real low = max(mean, Real(1e-300));
  Real k = low + (tail / 3.0) + sqrt(Real(product(tail, tail) / 9.0) + 2.0 * tail * low);  // Bernstein's bound lies above
  for (int i = 0; i < 4; ++i) {
    const Real slope = log(k / low);
    k = k - (k * slope - k + low - tail) / max(slope, Real(1e-3));
  }
  return select(mean > Real(0.0), k, Real(0.0));
}

/// One step: what is at k moves into the sums, the weight at k - 1 comes out.
template <class Real>
[[gnu::always_inline]] inline void step_down(ErlangRun& run, Real k, Real per_own, Real crossing, Real taken) noexcept {
  const Real gathered = fma(taken, run.gathered, run.weight);
  const Real twice = fma(taken, run.twice, gathered);
  Real next = fma(k, run.weight, crossing * run.twice) * per_own;
  run.gathered = gathered;
  run.twice = twice;
  const auto large = max(next, twice) > Real(0x1p400);
  if (any(large)) {
    const Real shrink = select(large, Real(0x1p-800), Real(1.0));
    next = next * shrink;
    run.gathered = run.gathered * shrink;
    run.twice = run.twice * shrink;
    run.level = run.level + select(large, Real(1.0), Real(0.0));
  }
  run.weight = next;
}

/// ln of the Poisson weight of n, which is 0 or at least 16.
template <class Real>
[[gnu::always_inline]] inline Real log_poisson(Real n, Real mean) noexcept {
  const Real m = max(n, Real(16.0));
  const Real off = (mean - m) / m;
  const Real z = 1.0 / (m * m);
  Real stirling = fma(z, Real(1.0 / 1188.0), Real(-1.0 / 1680.0));
  stirling = fma(z, stirling, Real(1.0 / 1260.0));
  stirling = fma(z, stirling, Real(-1.0 / 360.0));
  stirling = fma(z, stirling, Real(1.0 / 12.0)) / m;
  const Real saddle = -fma(m, off - log1p(off), stirling) - 0.5 * log(6.283185307179586 * m);
  return select(n > Real(0.0), saddle, -mean);
}

/// The weight at one k (0, or at least 16) by a sum over how many stages were taken, all terms positive.
template <class Real>
[[gnu::always_inline]] inline Real anchor_weight(Real k, Real own, Real other, Real taken) noexcept {
  const Real crossing = other * taken * (1.0 - taken);
  Real term = Real(1.0), once = Real(0.0), twice = Real(0.0), sum = Real(1.0), level = Real(0.0);
  auto open = crossing * own > Real(0.0);
  for (double j = 1.0; any(open); j = j + 1.0) {
    const Real ratio = own / (k + j);
    once = ratio * fma(taken, once, term);
    twice = fma(ratio * taken, twice, once);
    const Real next = crossing * twice / j;
    sum = select(open, sum + next, sum);
    open = open & !((next < term) & (next * term <= 0x1p-58 * sum * (term - next)));
    term = next;
    const auto large = sum > Real(0x1p400);
    if (any(large)) {
      const Real shrink = select(large, Real(0x1p-800), Real(1.0));
      term = term * shrink, once = once * shrink, twice = twice * shrink, sum = sum * shrink;
      level = level + select(large, Real(1.0), Real(0.0));
    }
  }
  const Real power = log_poisson(k, own) - other * taken + level * 554.5177444479562;  // 800 ln 2
  return exp(power + log(sum));
}

/// 2^(800 level) for whole levels; 0 below -1.
template <class Real>
[[gnu::always_inline]] inline Real run_unit(Real level) noexcept {
  const Real below = select(level == Real(-1.0), Real(0x1p-800), Real(0.0));
  return select(level == Real(0.0), Real(1.0), select(level < Real(0.0), below, Real(0x1p800)));
}

/// Fills the block `j` with sets of weights:
/// 0 the law's own; 1 with one more jump; 2, 3, 4 derivatives by up_share, up_rate, down_rate (drift held); 5-9 differences of set 0 times
/// the signed rate, repeated, and 10 of set 1, which are derivatives of the density; 11-15 set 0, and 16 set 1, times rising powers of k
/// over the signed rate, which are moments.
/// Source: the generating function times p x + q y, m (x - y), m p (x - x^2) / up_rate, m q (y - y^2) / down_rate.
template <int sets>
void fill(ErlangLaw<sets>& law, int j) noexcept {
  using Four = Lanes<4>;
  constexpr int margin = ErlangLaw<sets>::margin;
  constexpr int block = ErlangLaw<sets>::block;
  if (law.held == j) return;
  law.held = j;
  const int first = j * block + 1;
  const int top = first + block - 1 < law.last ? first + block - 1 : law.last;
  const int high = top + margin < law.last ? top + margin : law.last;
  const Four own = load<Four>(law.own), taken = load<Four>(law.taken), left = 1.0 - taken;
  const Four per_own = select(own > Four(1e-150), 1.0 / own, Four(0.0));
  const Four crossing = load<Four>(law.other) * taken * left;
  const Four scale = load<Four>(law.scale), level = load<Four>(law.start_level);
  ErlangRun run{load<Four>(law.above[j][0]), load<Four>(law.above[j][1]), load<Four>(law.above[j][2]), load<Four>(law.above[j][3])};
  double weights[block + 2 * margin][4], gathered[block + 2 * margin][4], twice[block + 2 * margin][4];  // from first - margin on
  const int least = first - margin;
  for (int k = high + 1; k <= top + margin; ++k)
    store(weights[k - least], Four(0.0)), store(gathered[k - least], Four(0.0)), store(twice[k - least], Four(0.0));
  for (int k = high; k >= least; --k) {
    const Four factor = scale * run_unit(run.level - level);
    store(weights[k - least], k == 0 ? load<Four>(law.at_zero) : run.weight * factor);
    step_down(run, Four(static_cast<double>(k)), per_own, crossing, taken);
    if constexpr (sets > 1) {  // a step may have shrunk the run, so its own level counts
      const Four unit = scale * run_unit(run.level - level);
      store(gathered[k - least], run.gathered * unit);
      store(twice[k - least], run.twice * unit);
    }
  }
  const Four tilt = load<Four>(law.tilt), other_tilt = load<Four>(law.other_tilt);
  const Four share = load<Four>(law.share), other_share = load<Four>(law.other_share);
  const Four crossed = other_tilt * left;
  const auto at = [&](int k) noexcept { return load<Four>(weights[k - least]); };
  const auto own_jump = [&](int k) noexcept { return tilt * at(k - 1); };
  const auto other_jump = [&](int k) noexcept { return crossed * load<Four>(gathered[k - least]); };
  const auto one_more = [&](int k) noexcept { return fma(share, own_jump(k), other_share * other_jump(k)); };
  for (int k = first; k <= top; ++k) {
    const int i = k - first;
    store(law.weight[0][i], at(k));
    if constexpr (sets > 1) store(law.weight[1][i], one_more(k));
    if constexpr (sets > 2) {
      const Four signed_rate = load<Four>(law.signed_rate);
      const auto up = load<Four>(law.is_up) > Four(0.0);
      const Four before = k > 1 ? at(k - 2) : load<Four>(law.before_zero);
      const Four own_turn = share / load<Four>(law.plain_rate) * law.count * (own_jump(k) - tilt * tilt * before);
      const Four other_turn =
          other_share / load<Four>(law.other_plain_rate) * law.count * (other_jump(k) - crossed * crossed * load<Four>(twice[k - least]));
      store(law.weight[2][i], load<Four>(law.is_up) * law.count * (own_jump(k) - other_jump(k)));
      store(law.weight[3][i], select(up, own_turn, other_turn));
      store(law.weight[4][i], select(up, other_turn, own_turn));
      Four difference[6], power = Four(1.0);
      for (int n = 0; n < 6; ++n) difference[n] = at(k + n);
      for (int n = 1; n < 6; ++n) {
        for (int m = 0; m < 6 - n; ++m) difference[m] = signed_rate * (difference[m + 1] - difference[m]);
        if (k == 1 && n < 5) store(law.front[n], difference[0]);
        store(law.weight[4 + n][i], difference[0]);
        double rising = 1.0;  // the weight at k - n meets the density at k
        for (int m = 0; m < n; ++m) rising = product(rising, static_cast<double>(k - n + m));
        power = power / signed_rate;
        store(law.weight[10 + n][i], k > n ? at(k - n) * rising * power : Four(0.0));
      }
      store(law.weight[10][i], signed_rate * (one_more(k + 1) - one_more(k)));
      store(law.weight[16][i], k > 1 ? one_more(k - 1) * static_cast<double>(k - 1) / signed_rate : Four(0.0));
      if (k == 1) store(law.front[0], at(1)), store(law.front[5], one_more(1));
    }
  }
}

/// The law of an expiry, with weights down to exp(-tail).
/// Domain: up to 1e4 expected jumps, up_share in [0, 1], up_rate > 1, down_rate > 0. Error of a weight: 2e-15 + 4e-16 (jumps) relative.
template <int sets>
void make_law(ErlangLaw<sets>& law, const DoubleExponentialJumps& jumps, double years, double tail) noexcept {
  using Four = Lanes<4>;
  law.years = years, law.jumps = jumps, law.tail = tail, law.last = 0, law.held = -1;
  const double up = jumps.up_share, down = 1.0 - jumps.up_share;
  const double up_rate = jumps.up_rate < 1e60 ? jumps.up_rate : 1e60, down_rate = jumps.down_rate < 1e60 ? jumps.down_rate : 1e60;
  law.count = product(jumps.per_year, years);
  law.growth = ErlangLaw<sets>::growth_of(jumps);
  law.is_good = jumps.per_year >= 0.0 && law.count <= 1e4 && up >= 0.0 && down >= 0.0 && jumps.up_rate > 1.0 && jumps.down_rate > 0.0;
  if (!law.is_good) return;
  const double rates[4] = {up_rate - 1.0, down_rate + 1.0, down_rate, up_rate};
  const double plain[4] = {up_rate, down_rate, down_rate, up_rate};
  const double shares[4] = {up, down, down, up};
  const double tilts[4] = {up_rate / (up_rate - 1.0), down_rate / (down_rate + 1.0), 1.0, 1.0};
  const bool is_call_full = product(product(law.count, up), tilts[0]) > 38000.0;  // worth its forward to the last digit then: `is_full`
  for (int c = 0; c < 4; ++c) {
    const int o = c ^ 1;
    const double counted = c < 2 && is_call_full ? 0.0 : law.count;
    law.share[c] = shares[c], law.other_share[c] = shares[o];
    law.tilt[c] = tilts[c], law.other_tilt[c] = tilts[o];
    law.own[c] = product(counted, product(shares[c], tilts[c])), law.other[c] = product(counted, product(shares[o], tilts[o]));
    law.plain_rate[c] = plain[c], law.other_plain_rate[c] = plain[o];
    law.is_up[c] = c == 0 || c == 3 ? 1.0 : -1.0;
    law.rate[c] = rates[c];
    law.signed_rate[c] = c % 2 == 0 ? rates[c] : -rates[c];
    law.taken[c] = rates[c] / (rates[c] + rates[o]);
  }
  law.stay[0] = exp(-(law.own[0] + law.own[1]));
  law.stay[1] = exp(-(law.own[2] + law.own[3]));
  const Four own = load<Four>(law.own), other = load<Four>(law.other), taken = load<Four>(law.taken);
  const Four reach = poisson_reach(own, tail);
  for (int c = 0; c < 4; ++c) {
    const int k = static_cast<int>(reach.lane(c)) + 3;
    if (law.own[c] > 0.0 && k > law.last) law.last = k;
  }
  if (sets > 1 && law.last < 2) law.last = 2;  // what one more jump is worth is known without any
  const Four mean = own - other * (taken / (1.0 - taken));
  const Four at = select(mean >= Four(16.0), (mean + 0x1p52) - 0x1p52, Four(0.0));
  const Four anchor = anchor_weight(at, own, other, taken);

  const Four per_own = select(own > Four(1e-150), 1.0 / own, Four(0.0));
  const Four crossing = other * taken * (1.0 - taken);
  ErlangRun run{Four(0x1p-400), Four(0.0), Four(0.0), Four(0.0)};
  Four met = Four(1.0), met_level = Four(0.0);
  constexpr int block = ErlangLaw<sets>::block;
  constexpr int margin = ErlangLaw<sets>::margin;
  for (int k = law.last; k >= 1; --k) {
    const int last_block = (law.last - 1) / block;
    const auto mark = [&](int j) noexcept {
      double(&above)[4][4] = law.above[j];
      store(above[0], run.weight), store(above[1], run.gathered), store(above[2], run.twice), store(above[3], run.level);
    };
    if (k == law.last) mark(last_block);
    if (k == law.last ? last_block > 0 && k <= last_block * block + margin : k > margin && (k - margin) % block == 0)
      mark(k == law.last ? last_block - 1 : (k - margin) / block - 1);
    step_down(run, Four(static_cast<double>(k)), per_own, crossing, taken);
    const auto here = at == Four(static_cast<double>(k - 1));
    met = select(here, run.weight, met), met_level = select(here, run.level, met_level);
  }
  const Four scale = select(own > Four(1e-150), anchor / met, Four(0.0));
  store(law.scale, scale), store(law.start_level, met_level);
  const Four ends = run.weight * (scale * run_unit(run.level - met_level));
  store(law.at_zero, select(at == Four(0.0), anchor, ends));
  step_down(run, Four(0.0), per_own, crossing, taken);
  store(law.before_zero, run.weight * (scale * run_unit(run.level - met_level)));
}

}  // namespace bulwark::BULWARK_TARGET
