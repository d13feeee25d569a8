// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// The sums of one account; static members, so that one copy does not find another's through its arguments.
struct AccountFold {
  /// One segment's columns, `Groups` x 8 of them: legs x their row of the table, then quantity x row for every row of the segment, by
  /// fused adds in listing order. Returns whether every sum is finite: policies take minima, and a minimum does not see +infinity.
  template <int Groups>
  [[gnu::always_inline]] static bool columns(const double* table, Index width, const double* leg_row, const AccountRow& account,
                                             const Segment& segment, double* sums) noexcept {
    Lanes<8> sum[Groups];
    const Lanes<8> held_outright(segment.legs + segment.coins);
#pragma GCC unroll 16
    for (int g = 0; g < Groups; ++g)  // nothing held outright reads no leg, not even an unknown one
      sum[g] = select(held_outright == 0.0, Lanes<8>(0.0), held_outright * load<Lanes<8>>(leg_row + g * 8));
    const std::uint32_t* rows = account.row + segment.begin;
    const double* quantities = account.quantity + segment.begin;
    const Index count = static_cast<Index>(segment.end - segment.begin);
    for (Index k = 0; k < count; ++k) {
      const double* row = table + static_cast<Index>(rows[k]) * width;
      const Lanes<8> quantity(quantities[k]);
#pragma GCC unroll 16
      for (int g = 0; g < Groups; ++g) sum[g] = fma(quantity, load<Lanes<8>>(row + g * 8), sum[g]);
    }
    Lanes<8> doubt(0.0);  // stays 0 while every sum is finite
#pragma GCC unroll 16
    for (int g = 0; g < Groups; ++g) {
      doubt = fma(sum[g], Lanes<8>(0.0), doubt);
      store(sums + g * 8, sum[g]);
    }
    return all(doubt == 0.0);
  }

  /// As `columns`, for the fewer than `Most` groups that the widest passes leave over.
  template <int Most>
  [[gnu::always_inline]] static bool rest(Index groups, const double* table, Index width, const double* leg_row, const AccountRow& account,
                                          const Segment& segment, double* sums) noexcept {
    if constexpr (Most == 1)
      return true;
    else if (groups == Most - 1)
      return columns<Most - 1>(table, width, leg_row, account, segment, sums);
    else
      return rest<Most - 1>(groups, table, width, leg_row, account, segment, sums);
  }

  /// The first `groups` x 8 columns of one segment into `sums`; whether all are finite. `table` is row x width, `leg_row` one such row. How
  /// many columns a pass takes follows the registers there are; a column's own sum does not.
  static bool segment_columns(const double* table, Index groups, Index width, const double* leg_row, const AccountRow& account,
                              const Segment& segment, double* sums) noexcept {
    constexpr int widest = BULWARK_LANES == 8 ? 9 : BULWARK_FMA ? 5 : 1;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k)  // the rows are anywhere: all are on their way before the first is needed
      __builtin_prefetch(table + static_cast<Index>(account.row[k]) * width);
    bool are_finite = true;
    for (; groups >= widest; groups -= widest) {
      are_finite &= columns<widest>(table, width, leg_row, account, segment, sums);
      table += widest * 8, leg_row += widest * 8, sums += widest * 8;
    }
    return are_finite & rest<widest>(groups, table, width, leg_row, account, segment, sums);
  }

  /// `Groups` x 8 scenarios of one segment under a block that counts options expiry by expiry, from column `first` of the table; in those
  /// that `bends` names smiles bend. The values of an expiry are summed and multiplied by the factor of their sign; less the marks
  /// (`marks`, quote, of the whole segment) that is the profit that counts. Coins and futures have factors 1 and no mark. Where the smile
  /// is bent each expiry's own profit counts as a loss. Everything is weighted at the end. Where an expiry ends is no branch: it is
  /// anywhere in the book.
  template <int Groups>
  [[gnu::always_inline]] static bool expiry_columns(const PricedMarket& market, const ScenarioBlock& block, Index first,
                                                    std::uint64_t bends, const AccountRow& account, const Segment& segment, double marks,
                                                    double* sums) noexcept {
    const double* leg_row = market.leg_row(static_cast<Index>(segment.unit)) + first;
    const double* weights = market.weight_row(static_cast<Index>(segment.unit)) + first;
    const double* table = market.row(0) + first;
    const double* bent = block.bent.data() + (first - block.first);
    const Index width = market.stride() * PricedMarket::lanes;
    const double price = market.settlement_price(static_cast<Index>(segment.unit));
    const std::uint32_t* rows = account.row;
    Lanes<8> total[Groups], value[Groups];
    const Lanes<8> held_outright(segment.legs + segment.coins);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) {
      total[g] = select(held_outright == 0.0, Lanes<8>(0.0), held_outright * load<Lanes<8>>(leg_row + g * 8));
      value[g] = Lanes<8>(0.0);
    }
    double mark = 0.0;  // of the expiry so far
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
      const Index at = static_cast<Index>(rows[k]);
      const std::uint32_t run = market.tag(at).run;
      const bool has_next = k + 1 < segment.end;
      const bool is_last = !has_next | (market.tag(static_cast<Index>(rows[has_next ? k + 1 : k])).run != run);
      static constexpr double keeps[] = {1.0, 0.0};
      const double keep = keeps[is_last], counts = 1.0 - keep;
      const ExpiryFactors& factors = market.factors(run, block.by_expiry);
      const Lanes<8> gain(counts * factors.gain), loss(counts * factors.loss), kept(keep);
      const Mask<8> keeps_all = kept > 0.0;
      const double* row = table + at * width;
      const Lanes<8> quantity(account.quantity[k]);
      if (block.bends != 0) mark = fma(account.quantity[k], product(market.at(at, Column::option_value), price), mark);
#pragma GCC unroll 8
      for (int g = 0; g < Groups; ++g) {
        value[g] = fma(quantity, load<Lanes<8>>(row + g * 8), value[g]);
        const Lanes<8> factor = select(value[g] >= 0.0, gain, loss), with = fma(value[g], factor, total[g]);
        if ((bends >> g & 1u) == 0) {
          total[g] = with;
        } else {
          const Lanes<8> counted = fma(value[g], factor, Lanes<8>(-(counts * mark)));
          const Lanes<8> as_loss = total[g] + select(counted < 0.0, counted, -counted);
          total[g] = select(load<Lanes<8>>(bent + g * 8) > 0.0, as_loss, with);
        }
        value[g] = select(keeps_all, value[g], Lanes<8>(0.0));
      }
      mark = mark * keep;
    }
    Mask<8> are_finite = is_finite(total[0]);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) {
      total[g] = total[g] -
                 ((bends >> g & 1u) == 0 ? Lanes<8>(marks) : select(load<Lanes<8>>(bent + g * 8) > 0.0, Lanes<8>(0.0), Lanes<8>(marks)));
      const Lanes<8> weighted = total[g] * load<Lanes<8>>(weights + g * 8);
      are_finite = are_finite & is_finite(weighted);
      store(sums + g * 8, weighted);
    }
    return all(are_finite);
  }

  /// As `expiry_columns`, for the fewer than `Most` groups that the widest passes leave over.
  template <int Most>
  [[gnu::always_inline]] static bool expiry_rest(Index groups, const PricedMarket& market, const ScenarioBlock& block, Index first,
                                                 std::uint64_t bends, const AccountRow& account, const Segment& segment, double marks,
                                                 double* sums) noexcept {
    if constexpr (Most == 1)
      return true;
    else if (groups == Most - 1)
      return expiry_columns<Most - 1>(market, block, first, bends, account, segment, marks, sums);
    else
      return expiry_rest<Most - 1>(groups, market, block, first, bends, account, segment, marks, sums);
  }

  /// One segment under a block by expiry; `sums` from the block's first column. Whether all are finite.
  static bool by_expiry(const PricedMarket& market, const ScenarioBlock& block, const AccountRow& account, const Segment& segment,
                        double marks, double* sums) noexcept {
    constexpr int widest = BULWARK_LANES == 8 ? 6 : BULWARK_FMA ? 3 : 1;
    Index groups = (block.count + 7) / 8, first = block.first;
    std::uint64_t bends = block.bends;
    bool are_finite = true;
    for (; groups >= widest; groups -= widest, bends >>= widest, first += widest * 8, sums += widest * 8)
      are_finite &= expiry_columns<widest>(market, block, first, bends, account, segment, marks, sums);
    return are_finite & expiry_rest<widest>(groups, market, block, first, bends, account, segment, marks, sums);
  }

  /// A segment under every block that counts options expiry by expiry; `sums` from the first column of all. Whether all are finite.
  static bool by_expiries(const PricedMarket& market, const AccountRow& account, const Segment& segment, double marks,
                          double* sums) noexcept {
    bool are_finite = true;
    for (const ScenarioBlock& block : market.blocks())
      if (block.by_expiry >= 0) are_finite &= by_expiry(market, block, account, segment, marks, sums + block.first);
    return are_finite;
  }

  /// to[c] += from[c].
  static void add_columns(double* to, const double* from, Index first, Index count) noexcept {
    for (Index c = first; c < first + count; c += 8) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
  }

  /// Adds the sums of units that net into those of the first of them.
  static void net(const PricedMarket& market, std::span<const HeldUnit> units, Workspace& workspace) noexcept {
    for (const ScenarioBlock& block : market.blocks()) {
      if (!block.is_folded) continue;
      for (Index u = 1; u < std::ssize(units); ++u) {
        const auto into = static_cast<Index>(Profits::home(block, units, static_cast<std::size_t>(u)));
        if (into != u) add_columns(workspace.sums(into), workspace.sums(u), block.first, block.count);
      }
    }
  }

  /// Sums an account's rows: one unit after another, legs at the settlement asset's move, units that net added into their first.
  static Folded fold(const PricedMarket& market, const AccountRow& account, Workspace& workspace) noexcept {
    Folded folded{.units = 0, .equity = account.cash, .is_known = true};
    for (const Segment& segment : account.segments) {
      const Index unit = static_cast<Index>(segment.unit);
      double* sums = workspace.sums(folded.units);
      folded.is_known &= segment_columns(market.row(0), market.summed(), market.stride() * PricedMarket::lanes, market.leg_row(unit),
                                         account, segment, sums);
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
      if (market.blocks_by_expiry() > 0)
        folded.is_known &= by_expiries(market, account, segment, product(held.option_value, held.price), sums);
      folded.equity = fma(held.coins + held.option_value + held.unrealised, held.price, folded.equity);
      folded.is_known &= is_finite(held.price);
    }
    if (folded.units > 1) net(market, workspace.units().first(static_cast<std::size_t>(folded.units)), workspace);
    return folded;
  }
};

}  // namespace bulwark::BULWARK_TARGET
