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
  [[gnu::always_inline]] static Bound bound_of(const double* head, bool is_float, Index count) noexcept {
    const double n = static_cast<double>(count) + 1.0;
    const double gross = head[FloatTable::largest] + head[FloatTable::off], limit = is_float ? 0x1p126 : 0x1p1000;
    const double t = product(n + 1.0, 0x1p-24);
    const double relative = fma(n + 4.0, 0x1p-52, is_float ? fma(t, t + t, t) : 0.0);  // n e / (1 - n e) <= n e (1 + 2 n e)
    const bool is_known = all(is_finite(load<Lanes<8>>(head))) && gross < limit && head[FloatTable::not_summed] < limit && n <= 4096.0;
    return {fma(fma(relative, gross, head[FloatTable::off]), 1.0 + 0x1p-30, is_float ? product(n, 0x1p-149) : 0x1p-1000), is_known};
  }

  /// A segment as it is read.
  struct Holding {
    const unsigned char* rows;  ///< of the table
    Index row_bytes;
    const std::uint32_t* row;  ///< of the table
    const double* quantity;    ///< contracts
    Index count;               ///< of both
    const unsigned char* leg;  ///< the row of what is held outright
    double outright;           ///< settlement units

    [[gnu::always_inline]] Holding(const FloatTable& table, const AccountRow& account, const Segment& segment) noexcept
        : rows(table.row(0)->bytes),
          row_bytes(table.stride() * Index{sizeof(FloatTable::Line)}),
          row(account.row + segment.begin),
          quantity(account.quantity + segment.begin),
          count(static_cast<Index>(segment.end) - static_cast<Index>(segment.begin)),
          leg(table.leg_row(static_cast<Index>(segment.unit))->bytes),
          outright(segment.legs + segment.coins) {}

    [[gnu::always_inline]] const unsigned char* row_of(Index k) const noexcept { return rows + static_cast<Index>(row[k]) * row_bytes; }
  };

  /// `Groups` x 16 columns, added up as floats.
  template <int Groups>
  struct InFloats {
    FloatLanes sum[Groups];

    [[gnu::always_inline]] InFloats() noexcept {
#pragma GCC unroll 8
      for (int g = 0; g < Groups; ++g) sum[g] = FloatLanes(0.0f);
    }
    [[gnu::always_inline]] void add(double quantity, const float* profits) noexcept {
      const FloatLanes by(static_cast<float>(quantity));
#pragma GCC unroll 8
      for (int g = 0; g < Groups; ++g) sum[g] = fma(by, FloatLanes::from(profits + g * 16), sum[g]);
    }
    template <int eight>
    [[gnu::always_inline]] Lanes<8> columns() const noexcept {
      return sum[eight / 2].template half<eight % 2>();
    }
  };

  /// The same as doubles, four by four: to widen eight floats in one instruction takes longer than in two (Zen 4; 64 of them 4.4 beside
  /// 2.7 ns).
  template <int Groups>
  struct InDoubles {
    Lanes<4> sum[4 * Groups];

    [[gnu::always_inline]] InDoubles() noexcept {
#pragma GCC unroll 16
      for (int g = 0; g < 4 * Groups; ++g) sum[g] = Lanes<4>(0.0);
    }
    [[gnu::always_inline]] void add(double quantity, const float* profits) noexcept {
      const Lanes<4> by(quantity);
#pragma GCC unroll 16
      for (int g = 0; g < 4 * Groups; ++g) sum[g] = fma(by, widened<4>(profits + g * 4), sum[g]);
    }
    template <int eight>
    [[gnu::always_inline]] Lanes<8> columns() const noexcept {
      return joined(sum[2 * eight], sum[2 * eight + 1]);
    }
  };

  /// A row's columns from `first` on, and the head, times the quantity.
  template <bool with_head, class Sums>
  [[gnu::always_inline]] static void add_row(const unsigned char* row, Index first, double quantity, Lanes<8>& head, Sums& sums) noexcept {
    if (with_head) head = with_row(reinterpret_cast<const double*>(row), quantity, head);
    sums.add(quantity, reinterpret_cast<const float*>(row + sizeof(FloatTable::Line)) + first);
  }

  /// The head of a row, times the quantity, or its magnitude (2^-126 at least) where errors are bounded.
  [[gnu::always_inline]] static Lanes<8> with_row(const double* row, double quantity, Lanes<8> head) noexcept {
    constexpr double none = -std::numeric_limits<double>::infinity(), least_float = 0x1p-126;
    constexpr std::uint64_t all = ~std::uint64_t{0}, but_sign = all >> 1;
    static constexpr std::uint64_t masks[] = {all, all, all, but_sign, all, but_sign, all, but_sign};
    static constexpr double floors[] = {none, none, none, least_float, none, least_float, none, least_float};
    const Lanes<8> by = higher(load<Lanes<8>>(floors), from_bits(to_bits(Lanes<8>(quantity)) & Bits<8>::from(masks)));
    return fma(by, load<Lanes<8>>(row), head);
  }

  /// Has a row brought near: rows are anywhere, and too few of them fit in the queues before the sums to hide how far they are.
  template <int lines>
  [[gnu::always_inline]] static void fetch(const unsigned char* row) noexcept {
#pragma GCC unroll 16
    for (int line = 0; line < lines; ++line) __builtin_prefetch(row + line * Index{sizeof(FloatTable::Line)});
  }

  /// One pass over a segment: its head, if that is still to do, and `eights` x 8 lowered columns from `first` on, of the `Groups` x 16 that
  /// are summed.
  template <bool is_float, bool with_head, int Groups>
  [[gnu::always_inline]] static void pass(const Holding& held, Index first, Index eights, double* head_sums, Bound& bound,
                                          double* profits) noexcept {
    std::conditional_t<is_float, InFloats<Groups>, InDoubles<Groups>> sums;
    Lanes<8> head(held.outright != 0.0 ? -0.0 : 0.0);  // to -0 a product is added as it is
    if (held.outright != 0.0) add_row<with_head>(held.leg, first, held.outright, head, sums);
#pragma GCC unroll 2
    for (Index k = 0; k < held.count; ++k) {
      if (with_head) fetch<1 + Groups>(held.row_of(k + 3 < held.count ? k + 3 : held.count - 1));
      add_row<with_head>(held.row_of(k), first, held.quantity[k], head, sums);
    }
    if (with_head) store(head_sums, head), bound = bound_of(head_sums, is_float, held.count);
    write(sums, Lanes<8>(bound.most_off), eights, profits, std::make_integer_sequence<int, 2 * Groups>{});
  }

  /// The columns less `lower`; the last two eights are none where there are fewer.
  template <class Sums, int... Eight>
  [[gnu::always_inline]] static void write(const Sums& sums, Lanes<8> lower, Index eights, double* profits,
                                           std::integer_sequence<int, Eight...>) noexcept {
    constexpr int surely = int{sizeof...(Eight)} - 2;
    ((Eight < surely || Eight < eights ? store(profits + Eight * 8, sums.template columns<Eight>() - lower) : void()), ...);
  }

  /// A pass of no more columns than there are, of `Most` x 16 at most.
  template <bool is_float, bool with_head, int Most>
  [[gnu::always_inline]] static void widest_pass(const Holding& held, Index first, Index eights, double* head, Bound& bound,
                                                 double* profits) noexcept {
    if constexpr (Most > 1)
      if (eights <= 2 * (Most - 1)) return widest_pass<is_float, with_head, Most - 1>(held, first, eights, head, bound, profits);
    pass<is_float, with_head, Most>(held, first, eights, head, bound, profits);
  }

  /// A whole segment: the head and `eights` x 8 lowered profits into `sums`. How many columns a pass takes follows the registers there are.
  template <bool is_float>
  static Bound segment_sums(const FloatTable& table, Index eights, const AccountRow& account, const Segment& segment,
                            double* sums) noexcept {
#if defined(__AVX512VL__)
    constexpr Index for_doubles = 4;  // 32 registers of each width
#else
    constexpr Index for_doubles = BULWARK_FMA ? 2 : 1;
#endif
    constexpr Index most = !is_float ? for_doubles : BULWARK_LANES >= 8 ? 8 : BULWARK_FMA ? 4 : 2;
    const Holding held(table, account, segment);
    double* const profits = sums + column_count;
    Bound bound{};
    widest_pass<is_float, true, most>(held, 0, eights, sums, bound, profits);
    for (Index g = 2 * most; g < eights; g += 2 * most)
      widest_pass<is_float, false, most>(held, g * 8, eights - g, sums, bound, profits + g * 8);
    return bound;
  }

  /// A whole account, as `fold` does it: lowered profits in the workspace. `excess`: the most that one of them is below `fold`'s, quote.
  static Folded fold(const PricedMarket& market, const FloatTable& table, FloatSums kind, const AccountRow& account, Workspace& workspace,
                     double& excess) noexcept {
    const std::span<const RiskUnit> listed = market.units();
    const std::span<HeldUnit> units = workspace.units();
    const Index eights = market.summed() - 1;
    double* sums = workspace.sums(0);
    Folded folded{.units = 0, .equity = account.cash, .is_known = true};
    double most = 0.0;
    for (const Segment& segment : account.segments) {
      const Bound summed = kind == FloatSums::floats ? segment_sums<true>(table, eights, account, segment, sums)
                                                     : segment_sums<false>(table, eights, account, segment, sums);
      const auto of = [&](Column c) { return sums[static_cast<std::size_t>(c)]; };
      const double price = market.settlement_price(static_cast<Index>(segment.unit));
      const double coins = of(Column::coins) + segment.coins, option_value = of(Column::option_value),
                   unrealised = of(Column::future_value) + segment.legs;
      units[static_cast<std::size_t>(folded.units)] = {.asset = listed[segment.unit].asset,
                                                       .settlement = listed[segment.unit].settlement,
                                                       .price = price,
                                                       .coins = coins,
                                                       .option_value = option_value,
                                                       .unrealised = unrealised,
                                                       .delta = of(Column::delta),
                                                       .vega = of(Column::vega)};
      ++folded.units;
      folded.equity = fma(coins + option_value + unrealised, price, folded.equity);
      folded.is_known = folded.is_known & summed.is_known & is_finite(price);
      most += summed.most_off;
      sums += market.stride() * PricedMarket::lanes;
    }
    if (folded.units > 1) net(market, units.first(static_cast<std::size_t>(folded.units)), workspace);
    excess = 2.0 * most;
    return folded;
  }

  /// Each unit's profits are below their own, and rounding keeps the order: so are their sums.
  static void net(const PricedMarket& market, std::span<const HeldUnit> units, Workspace& workspace) noexcept {
    for (const ScenarioBlock& block : market.blocks())
      for (std::size_t u = 1; block.is_folded && u < units.size(); ++u) {
        const std::size_t into = Profits::home(block, units, u);
        double* to = workspace.sums(static_cast<Index>(into)) + block.first;
        const double* from = workspace.sums(static_cast<Index>(u)) + block.first;
        for (Index c = 0; into != u && c < block.count; c += 8) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
      }
  }
};

}  // namespace bulwark::BULWARK_TARGET
