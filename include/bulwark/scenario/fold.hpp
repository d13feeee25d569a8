#pragma once

#include <utility>

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scratch for one account at a time. Made for a table once; a thread has its own.
class Workspace {
 public:
  explicit Workspace(const PricedMarket& market)
      : sums_(market.units().size() * static_cast<std::size_t>(market.stride())), units_(market.units().size()), stride_(market.stride()) {}

  /// Whether it was made for a table of this shape.
  bool fits(const PricedMarket& market) const noexcept { return stride_ == market.stride() && units_.size() >= market.units().size(); }

  double* sums(Index unit) noexcept { return sums_[static_cast<std::size_t>(unit * stride_)].lane; }
  std::span<HeldUnit> units() noexcept { return units_; }

 private:
  std::vector<PricedMarket::Eight> sums_;
  std::vector<HeldUnit> units_;
  Index stride_;
};

/// One segment's columns, `Groups` x 8 of them: legs x their row of the table, then quantity x row for every row of the segment, by
/// fused adds in listing order. Returns whether every sum is finite: policies take minima, and a minimum does not see +infinity.
template <int Groups>
[[gnu::always_inline]] inline bool fold_columns(const double* table, Index width, const double* leg_row, const AccountRow& account,
                                                const Segment& segment, double* sums) noexcept {
  Lanes<8> sum[Groups];
  const Lanes<8> held_outright(segment.legs + segment.coins);
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g)  // nothing held outright reads no leg, not even an unknown one
    sum[g] = select(held_outright == 0.0, Lanes<8>(0.0), held_outright * load<Lanes<8>>(leg_row + g * PricedMarket::lanes));
  for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
    const double* row = table + static_cast<Index>(account.row[k]) * width;
    const Lanes<8> quantity(account.quantity[k]);
#pragma GCC unroll 16
    for (int g = 0; g < Groups; ++g) sum[g] = fma(quantity, load<Lanes<8>>(row + g * PricedMarket::lanes), sum[g]);
  }
  Mask<8> are_finite = is_finite(sum[0]);
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g) {
    are_finite = are_finite & is_finite(sum[g]);
    store(sums + g * PricedMarket::lanes, sum[g]);
  }
  return all(are_finite);
}

/// Every column of one segment into `sums`; whether all are finite. How many columns one pass takes follows the registers there are; a
/// column's own sum does not.
inline bool fold_segment(const PricedMarket& market, const AccountRow& account, const Segment& segment, double* sums) noexcept {
  constexpr int widest = BULWARK_LANES == 8 ? 9 : BULWARK_FMA ? 5 : 1;
  const Index stride = market.stride(), width = stride * PricedMarket::lanes;
  const double* leg_row = market.leg_row(static_cast<Index>(segment.unit));
  Index group = 0;
  bool are_finite = true;
  const auto pass = [&]<int Groups>(std::integral_constant<int, Groups>) {
    const Index first = group * PricedMarket::lanes;
    are_finite &= fold_columns<Groups>(market.row(0) + first, width, leg_row + first, account, segment, sums + first);
    group += Groups;
  };
  while (stride - group >= widest) pass(std::integral_constant<int, widest>{});
  const auto rest = [&]<int... Groups>(std::integer_sequence<int, Groups...>) {
    (void)((stride - group == Groups + 1 && (pass(std::integral_constant<int, Groups + 1>{}), true)) || ...);
  };
  rest(std::make_integer_sequence<int, widest - 1>{});
  return are_finite;
}

/// to[c] += from[c].
inline void add_columns(double* to, const double* from, Index first, Index count) noexcept {
  for (Index c = first; c < first + count; c += PricedMarket::lanes) store(to + c, load<Lanes<8>>(to + c) + load<Lanes<8>>(from + c));
}

/// Whether every row of an account still is what it was when the account was admitted, so that the table may be read for it.
inline bool is_current(const PricedMarket& market, const AccountRow& account) noexcept {
  if (!account.is_admitted || account.generation > market.generation()) return false;
  if (account.generation == market.generation()) return true;
  for (const Segment& segment : account.segments)
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
      const std::uint32_t listed = market.terms(static_cast<Index>(account.row[k])).listed;
      if (listed == 0 || listed > account.generation) return false;
    }
  return true;
}

/// What the fold of an account leaves in the workspace.
struct Folded {
  Index units = 0;        ///< filled entries of `workspace.units()`
  double equity = 0.0;    ///< quote
  bool is_known = false;  ///< every column of every unit is a number
};

/// Sums an account's rows: one unit after another, legs at the settlement asset's move, units that net added into their first.
/// `account` must be current (the caller checks).
inline Folded fold(const PricedMarket& market, const AccountRow& account, Workspace& workspace) noexcept {
  Folded folded{.units = 0, .equity = account.cash, .is_known = true};
  for (const Segment& segment : account.segments) {
    const Index unit = static_cast<Index>(segment.unit);
    double* sums = workspace.sums(folded.units);
    folded.is_known &= fold_segment(market, account, segment, sums);
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
    folded.is_known &= is_finite(held.price);
  }
  const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
  for (const ScenarioBlock& block : market.blocks()) {
    Index into = 0;
    for (Index u = 1; u < folded.units; ++u) {
      if (!Profits::nets(block, units[static_cast<std::size_t>(u - 1)], units[static_cast<std::size_t>(u)]))
        into = u;
      else
        add_columns(workspace.sums(into), workspace.sums(u), block.first, block.count);
    }
  }
  return folded;
}

}  // namespace bulwark::BULWARK_TARGET
