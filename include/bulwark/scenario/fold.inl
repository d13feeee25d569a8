// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// One segment's columns, `Groups` x 8 of them: legs x their row of the table, then quantity x row for every row of the segment, by
/// fused adds in listing order. Returns whether every sum is finite: policies take minima, and a minimum does not see +infinity.
template <int Groups>
[[gnu::always_inline]] inline bool fold_columns(const double* table, Index width, const double* leg_row, const AccountRow& account,
                                                const Segment& segment, double* sums) noexcept {
  Lanes<8> sum[Groups];
  const Lanes<8> held_outright(segment.legs + segment.coins);
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g)  // nothing held outright reads no leg, not even an unknown one
    sum[g] = select(held_outright == 0.0, Lanes<8>(0.0), held_outright * load<Lanes<8>>(leg_row + g * 8));
  for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
    const double* row = table + static_cast<Index>(account.row[k]) * width;
    const Lanes<8> quantity(account.quantity[k]);
#pragma GCC unroll 16
    for (int g = 0; g < Groups; ++g) sum[g] = fma(quantity, load<Lanes<8>>(row + g * 8), sum[g]);
  }
  Mask<8> are_finite = is_finite(sum[0]);
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g) {
    are_finite = are_finite & is_finite(sum[g]);
    store(sums + g * 8, sum[g]);
  }
  return all(are_finite);
}

/// As `fold_columns`, for the fewer than `Most` groups that the widest passes leave over.
template <int Most>
[[gnu::always_inline]] inline bool fold_rest(Index groups, const double* table, Index width, const double* leg_row,
                                             const AccountRow& account, const Segment& segment, double* sums) noexcept {
  if constexpr (Most == 1)
    return true;
  else if (groups == Most - 1)
    return fold_columns<Most - 1>(table, width, leg_row, account, segment, sums);
  else
    return fold_rest<Most - 1>(groups, table, width, leg_row, account, segment, sums);
}

/// The first `groups` x 8 columns of one segment into `sums`; whether all are finite. `table` is row x width, `leg_row` one such row. How
/// many columns a pass takes follows the registers there are; a column's own sum does not.
inline bool fold_segment(const double* table, Index groups, Index width, const double* leg_row, const AccountRow& account,
                         const Segment& segment, double* sums) noexcept {
  constexpr int widest = BULWARK_LANES == 8 ? 9 : BULWARK_FMA ? 5 : 1;
  bool are_finite = true;
  for (; groups >= widest; groups -= widest) {
    are_finite &= fold_columns<widest>(table, width, leg_row, account, segment, sums);
    table += widest * 8, leg_row += widest * 8, sums += widest * 8;
  }
  return are_finite & fold_rest<widest>(groups, table, width, leg_row, account, segment, sums);
}

/// `Groups` x 8 scenarios of one segment under a block that counts options expiry by expiry, from column `first` of the table. An expiry's
/// rows are summed, its shocked value (mark and profit) is multiplied by the factor of its sign, and what is left of it above the mark
/// counts; coins and futures count as they are. Everything is weighted at the end.
template <int Groups>
[[gnu::always_inline]] inline bool fold_expiry_columns(const PricedMarket& market, const ScenarioBlock& block, Index first,
                                                       const AccountRow& account, const Segment& segment, double* sums) noexcept {
  const double* leg_row = market.leg_row(static_cast<Index>(segment.unit)) + first;
  const double* weights = market.weight_row(static_cast<Index>(segment.unit)) + first;
  const double price = market.settlement_price(static_cast<Index>(segment.unit));
  const double* bent = block.bent.data() + (first - block.first);
  Lanes<8> total[Groups], profit[Groups];
  const Lanes<8> held_outright(segment.legs + segment.coins);
#pragma GCC unroll 8
  for (int g = 0; g < Groups; ++g) {
    total[g] = select(held_outright == 0.0, Lanes<8>(0.0), held_outright * load<Lanes<8>>(leg_row + g * 8));
    profit[g] = Lanes<8>(0.0);
  }
  double mark = 0.0;  // of the expiry, quote
  std::uint32_t k = segment.begin;
  while (k < segment.end) {
    const Index row = static_cast<Index>(account.row[k]);
    const ContractTerms& terms = market.terms(row);
    const double* columns = market.row(row);
    const Lanes<8> quantity(account.quantity[k]);
    ++k;
    if (terms.kind != InstrumentKind::option) {
#pragma GCC unroll 8
      for (int g = 0; g < Groups; ++g) total[g] = fma(quantity, load<Lanes<8>>(columns + first + g * 8), total[g]);
      continue;
    }
    mark = fma(account.quantity[k - 1], product(columns[static_cast<std::size_t>(Column::option_value)], price), mark);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) profit[g] = fma(quantity, load<Lanes<8>>(columns + first + g * 8), profit[g]);
    if (k < segment.end) {
      const ContractTerms& next = market.terms(static_cast<Index>(account.row[k]));
      if (next.kind == InstrumentKind::option && next.expiry == terms.expiry) continue;
    }
    const ExpiryFactors& factors = market.factors(row, block.by_expiry);
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) {
      const Lanes<8> shocked = profit[g] + Lanes<8>(mark);
      const Lanes<8> counted = fma(shocked, select(shocked >= 0.0, Lanes<8>(factors.gain), Lanes<8>(factors.loss)), Lanes<8>(-mark));
      const Lanes<8> as_loss = select(counted < 0.0, counted, -counted);
      total[g] = total[g] + select(load<Lanes<8>>(bent + g * 8) > 0.0, as_loss, counted);
      profit[g] = Lanes<8>(0.0);
    }
    mark = 0.0;
  }
  Mask<8> are_finite = is_finite(total[0]);
#pragma GCC unroll 8
  for (int g = 0; g < Groups; ++g) {
    are_finite = are_finite & is_finite(total[g]);
    store(sums + g * 8, total[g] * load<Lanes<8>>(weights + g * 8));
  }
  return all(are_finite);
}

/// One segment under a block by expiry; `sums` from the block's first column. Whether all are finite.
inline bool fold_by_expiry(const PricedMarket& market, const ScenarioBlock& block, const AccountRow& account, const Segment& segment,
                           double* sums) noexcept {
  constexpr int widest = BULWARK_LANES == 8 ? 4 : BULWARK_FMA ? 2 : 1;
  Index groups = (block.count + 7) / 8, first = block.first;
  bool are_finite = true;
  for (; groups >= widest; groups -= widest, first += widest * 8, sums += widest * 8)
    are_finite &= fold_expiry_columns<widest>(market, block, first, account, segment, sums);
  for (; groups > 0; --groups, first += 8, sums += 8) are_finite &= fold_expiry_columns<1>(market, block, first, account, segment, sums);
  return are_finite;
}

/// to[c] += from[c].
inline void add_columns(double* to, const double* from, Index first, Index count) noexcept {
  for (Index c = first; c < first + count; c += 8) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
}

}  // namespace bulwark::BULWARK_TARGET
