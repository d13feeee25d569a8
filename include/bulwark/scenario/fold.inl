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

/// Every column of one segment into `sums`; whether all are finite. `table` is row x width, `leg_row` one such row. How many columns a
/// pass takes follows the registers there are; a column's own sum does not.
inline bool fold_segment(const double* table, Index width, const double* leg_row, const AccountRow& account, const Segment& segment,
                         double* sums) noexcept {
  constexpr int widest = BULWARK_LANES == 8 ? 9 : BULWARK_FMA ? 5 : 1;
  Index groups = width / 8;
  bool are_finite = true;
  for (; groups >= widest; groups -= widest) {
    are_finite &= fold_columns<widest>(table, width, leg_row, account, segment, sums);
    table += widest * 8, leg_row += widest * 8, sums += widest * 8;
  }
  return are_finite & fold_rest<widest>(groups, table, width, leg_row, account, segment, sums);
}

/// to[c] += from[c].
inline void add_columns(double* to, const double* from, Index first, Index count) noexcept {
  for (Index c = first; c < first + count; c += 8) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
}

}  // namespace bulwark::BULWARK_TARGET
