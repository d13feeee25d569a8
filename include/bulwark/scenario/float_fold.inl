// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The sums of one account over a table of floats, lowered by a bound on what they can be off: no profit that comes out is above the one
/// that `fold` has of the table of doubles, and none is more than twice the bound below it. Equity and what is held are `fold`'s own bits.
///
/// Error, of one segment of n terms (its positions and what is held outright), per scenario, where u = 2^-53, v = 2^-24 and
/// g(n, e) = n e / (1 - n e):
///   A = sum of |quantity| x the row's largest profit, E = sum of |quantity| x the most that a profit of the row is off as a float.
///   Profits as floats are off by E. Quantities as floats are off by v |quantity|, below 2^-126 by 2^-150 = v 2^-126: A and E are
///   counted with no quantity below that. Each of n fused operations is off by the unit of its kind, relative, and a float's at most by
///   2^-150 near zero, so that (Higham 2002, lemmas 3.1 and 3.3)
///     floats:  E + g(n + 1, v) (A + E) + n 2^-149,     doubles: E + g(n, u) (A + E);
///   the sum of the doubles itself is off by g(n, u) A, and lowering rounds once, by u (A + E + bound). A and E are sums of their own,
///   each off by g(n, u): all of that is less than (n + 4) 2^-52 (A + E) and a factor of 1 + 2^-30.
/// Measured against exact arithmetic, made-up books of up to 60 positions: up to 0.63 of the bound in sums of floats, all of it in sums of
/// doubles (of one position). Domain: n <= 2^12, and for sums of floats A + E and the quantities below 2^126, so that no float overflows;
/// beyond, nothing is known.
struct FloatFold {
  /// What is known of a segment once its head is summed.
  struct Bound {
    double most_off;  ///< quote
    bool is_known;
  };
  [[gnu::always_inline]] static Bound bound_of(const double* head, bool is_float, const Segment& segment) noexcept {
    const double n = static_cast<double>(segment.end - segment.begin) + 1.0;
    const double gross = head[FloatTable::largest] + head[FloatTable::off], limit = is_float ? 0x1p126 : 0x1p1000;
    const double t = product(n + 1.0, 0x1p-24);
    const double relative = fma(n + 4.0, 0x1p-52, is_float ? fma(t, t + t, t) : 0.0);  // n e / (1 - n e) <= n e (1 + 2 n e)
    const bool is_known = all(is_finite(load<Lanes<8>>(head))) && gross < limit && head[FloatTable::not_summed] < limit && n <= 4096.0;
    return {fma(fma(relative, gross, head[FloatTable::off]), 1.0 + 0x1p-30, is_float ? product(n, 0x1p-149) : 0x1p-1000), is_known};
  }

  /// One pass over a segment: its head, if that is still to do, and `Groups` x 16 columns in sums of floats.
  template <int Groups, bool with_head>
  [[gnu::always_inline]] static void float_columns(const FloatTable& table, Index first, const AccountRow& account, const Segment& segment,
                                                   double* head_sums, Bound& bound, double* sums) noexcept {
    FloatLanes sum[Groups];
    const double outright = segment.legs + segment.coins;
    Lanes<8> head(outright != 0.0 ? -0.0 : 0.0);  // to -0 a product is added as it is
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) sum[g] = FloatLanes(0.0f);
    if (outright != 0.0) add_floats<Groups, with_head>(table.leg_row(static_cast<Index>(segment.unit)), first, outright, head, sum);
    for (std::uint32_t k = segment.begin; k < segment.end; ++k)
      add_floats<Groups, with_head>(table.row(static_cast<Index>(account.row[k])), first, account.quantity[k], head, sum);
    if (with_head) store(head_sums, head), bound = bound_of(head_sums, true, segment);
    const Lanes<8> lower(bound.most_off);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) {
      store(sums + g * 16, sum[g].template half<0>() - lower);
      store(sums + g * 16 + 8, sum[g].template half<1>() - lower);
    }
  }

  template <int Groups, bool with_head>
  [[gnu::always_inline]] static void add_floats(const FloatTable::Line* row, Index first, double quantity, Lanes<8>& head,
                                                FloatLanes (&sum)[Groups]) noexcept {
    if (with_head) head = with_row(row, quantity, head);
    const FloatLanes by(static_cast<float>(quantity));
    const float* profits = profits_of(row, first);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) sum[g] = fma(by, FloatLanes::from(profits + g * 16), sum[g]);
  }

  /// The same in sums of doubles, `Groups` x 8 columns.
  template <int Groups, bool with_head>
  [[gnu::always_inline]] static void double_columns(const FloatTable& table, Index first, const AccountRow& account, const Segment& segment,
                                                    double* head_sums, Bound& bound, double* sums) noexcept {
    Lanes<8> sum[Groups];
    const double outright = segment.legs + segment.coins;
    Lanes<8> head(outright != 0.0 ? -0.0 : 0.0);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) sum[g] = Lanes<8>(0.0);
    if (outright != 0.0) add_doubles<Groups, with_head>(table.leg_row(static_cast<Index>(segment.unit)), first, outright, head, sum);
    for (std::uint32_t k = segment.begin; k < segment.end; ++k)
      add_doubles<Groups, with_head>(table.row(static_cast<Index>(account.row[k])), first, account.quantity[k], head, sum);
    if (with_head) store(head_sums, head), bound = bound_of(head_sums, false, segment);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) store(sums + g * 8, sum[g] - Lanes<8>(bound.most_off));
  }

  template <int Groups, bool with_head>
  [[gnu::always_inline]] static void add_doubles(const FloatTable::Line* row, Index first, double quantity, Lanes<8>& head,
                                                 Lanes<8> (&sum)[Groups]) noexcept {
    if (with_head) head = with_row(row, quantity, head);
    const Lanes<8> by(quantity);
    const float* profits = profits_of(row, first);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) sum[g] = fma(by, widened(profits + g * 8), sum[g]);
  }

  [[gnu::always_inline]] static const float* profits_of(const FloatTable::Line* row, Index first) noexcept {
    return reinterpret_cast<const float*>(row[1].bytes) + first;
  }

  /// The head of a row, times the quantity, or its magnitude (2^-126 at least) where errors are bounded.
  [[gnu::always_inline]] static Lanes<8> with_row(const FloatTable::Line* row, double quantity, Lanes<8> head) noexcept {
    constexpr double none = -std::numeric_limits<double>::infinity(), least_float = 0x1p-126;
    constexpr std::uint64_t all = ~std::uint64_t{0}, but_sign = all >> 1;
    static constexpr std::uint64_t masks[] = {all, all, all, but_sign, all, but_sign, all, but_sign};
    static constexpr double floors[] = {none, none, none, least_float, none, least_float, none, least_float};
    const Lanes<8> by = higher(load<Lanes<8>>(floors), from_bits(to_bits(Lanes<8>(quantity)) & Bits<8>::from(masks)));
    return fma(by, load<Lanes<8>>(reinterpret_cast<const double*>(row->bytes)), head);
  }

  /// `groups` x 16 columns, at most `Most` such.
  template <bool is_float, int Most>
  [[gnu::always_inline]] static void pass(bool with_head, Index groups, const FloatTable& table, Index first, const AccountRow& account,
                                          const Segment& segment, double* head, Bound& bound, double* sums) noexcept {
    if (Most > 1 && groups < Most)
      pass<is_float, (Most > 1 ? Most - 1 : 1)>(with_head, groups, table, first, account, segment, head, bound, sums);
    else if constexpr (is_float)
      with_head ? float_columns<Most, true>(table, first, account, segment, head, bound, sums)
                : float_columns<Most, false>(table, first, account, segment, head, bound, sums);
    else
      with_head ? double_columns<2 * Most, true>(table, first, account, segment, head, bound, sums)
                : double_columns<2 * Most, false>(table, first, account, segment, head, bound, sums);
  }

  /// A whole segment: the head and `groups` x 8 lowered profits into `sums`. How many columns a pass takes follows the registers there are.
  template <bool is_float>
  static Bound segment_sums(const FloatTable& table, Index groups, const AccountRow& account, const Segment& segment,
                            double* sums) noexcept {
    constexpr Index for_doubles = BULWARK_LANES >= 8 ? 4 : BULWARK_FMA ? 2 : 1, most = is_float ? 2 * for_doubles : for_doubles;
    Bound bound{};
    for (Index g = 0; g < table.groups(); g += most) {
      const Index eights = groups - 2 * g < 2 * most ? groups - 2 * g : 2 * most, sixteens = eights == 0 ? 1 : (eights + 1) / 2;
      double over[most * FloatTable::group];  // for what is written beyond the last column
      double* const profits = sums + column_count + g * FloatTable::group;
      double* const to = eights == 2 * sixteens ? profits : over;
      pass<is_float, most>(g == 0, sixteens, table, g * FloatTable::group, account, segment, sums, bound, to);
      for (Index i = 0; to == over && i < eights * 8; ++i) profits[i] = over[i];
    }
    return bound;
  }

  /// A whole account, as `fold` does it: lowered profits in the workspace. `excess`: the most that one of them is below `fold`'s, quote.
  static Folded fold(const PricedMarket& market, const FloatTable& table, FloatSums kind, const AccountRow& account, Workspace& workspace,
                     double& excess) noexcept {
    Folded folded{.units = 0, .equity = account.cash, .is_known = true};
    excess = 0.0;
    for (const Segment& segment : account.segments) {
      const Index unit = static_cast<Index>(segment.unit);
      double* sums = workspace.sums(folded.units);
      const Index groups = market.summed() - 1;
      const Bound summed = kind == FloatSums::floats ? segment_sums<true>(table, groups, account, segment, sums)
                                                     : segment_sums<false>(table, groups, account, segment, sums);
      const auto of = [&](Column c) { return sums[static_cast<std::size_t>(c)]; };
      HeldUnit& held = workspace.units()[static_cast<std::size_t>(folded.units++)];
      held = {.asset = market.units()[segment.unit].asset,
              .settlement = market.units()[segment.unit].settlement,
              .price = market.settlement_price(unit),
              .coins = of(Column::coins) + segment.coins,
              .option_value = of(Column::option_value),
              .unrealised = of(Column::future_value) + segment.legs,
              .delta = of(Column::delta),
              .vega = of(Column::vega)};
      folded.equity = fma(held.coins + held.option_value + held.unrealised, held.price, folded.equity);
      folded.is_known = folded.is_known & summed.is_known & is_finite(held.price);
      excess += 2.0 * summed.most_off;
    }
    // Each unit's profits are below their own, and rounding keeps the order: so are their sums.
    const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
    for (const ScenarioBlock& block : market.blocks())
      for (Index u = 1; block.is_folded && u < folded.units; ++u) {
        const auto into = static_cast<Index>(Profits::home(block, units, static_cast<std::size_t>(u)));
        double* to = workspace.sums(into) + block.first;
        const double* from = workspace.sums(u) + block.first;
        for (Index c = 0; into != u && c < block.count; c += 8) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
      }
    return folded;
  }
};

}  // namespace bulwark::BULWARK_TARGET
