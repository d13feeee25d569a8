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

/// sum[c] = sum over the segment's rows of quantity x table[row][c], by fused adds in listing order, for `Groups` x 8 columns.
template <int Groups>
[[gnu::always_inline]] inline void fold_columns(const PricedMarket& market, const AccountRow& account, const Segment& segment, Index group,
                                                double* sums) noexcept {
  Lanes<8> sum[Groups];
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g) sum[g] = Lanes<8>(0.0);
  for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
    const double* row = market.row(static_cast<Index>(account.row[k])) + group * PricedMarket::lanes;
    const Lanes<8> quantity(account.quantity[k]);
#pragma GCC unroll 16
    for (int g = 0; g < Groups; ++g) sum[g] = fma(quantity, load<Lanes<8>>(row + g * PricedMarket::lanes), sum[g]);
  }
#pragma GCC unroll 16
  for (int g = 0; g < Groups; ++g) store(sums + (group + g) * PricedMarket::lanes, sum[g]);
}

/// Every column of one segment into `sums`. The width of a pass follows the registers there are; a column's own sum does not.
inline void fold_segment(const PricedMarket& market, const AccountRow& account, const Segment& segment, double* sums) noexcept {
  constexpr int widest = BULWARK_LANES == 8 ? 9 : 4;
  Index group = 0;
  const Index stride = market.stride();
  for (; stride - group >= widest; group += widest) fold_columns<widest>(market, account, segment, group, sums);
  const auto rest = [&]<int... Groups>(std::integer_sequence<int, Groups...>) {
    (void)((stride - group == Groups + 1 && (fold_columns<Groups + 1>(market, account, segment, group, sums), true)) || ...);
  };
  rest(std::make_integer_sequence<int, widest - 1>{});
}

/// to[c] += from[c] x factor.
inline void add_columns(double* to, const double* from, double factor, Index first, Index count) noexcept {
  for (Index c = first; c < first + count; c += PricedMarket::lanes)
    store(to + c, fma(Lanes<8>(factor), load<Lanes<8>>(from + c), load<Lanes<8>>(to + c)));
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

/// Whether all of `groups` x 8 numbers are finite. Policies take minima, and a minimum does not see +infinity.
inline bool is_known(const double* sums, Index groups) noexcept {
  auto known = is_finite(load<Lanes<8>>(sums));
  for (Index g = 1; g < groups; ++g) known = known & is_finite(load<Lanes<8>>(sums + g * PricedMarket::lanes));
  return all(known);
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
    fold_segment(market, account, segment, sums);
    const double held_outright = segment.legs + segment.coins;
    if (held_outright != 0.0)
      add_columns(sums, market.leg_row(unit), held_outright, column_count, (market.stride() - 1) * PricedMarket::lanes);
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
    folded.is_known &= is_known(sums, market.stride()) && is_finite(held.price);
  }
  const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
  for (const ScenarioBlock& block : market.blocks()) {
    Index into = 0;
    for (Index u = 1; u < folded.units; ++u) {
      if (!Profits::nets(block, units[static_cast<std::size_t>(u - 1)], units[static_cast<std::size_t>(u)]))
        into = u;
      else
        add_columns(workspace.sums(into), workspace.sums(u), 1.0, block.first, block.count);
    }
  }
  return folded;
}

}  // namespace bulwark::BULWARK_TARGET
