#pragma once

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/valued.hpp"

#include "bulwark/scenario/fold.inl"

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

/// Whether every row of an account still is what it was when the account was admitted, so that the table may be read for it.
inline bool is_current(const PricedMarket& market, const AccountRow& account) noexcept {
  if (!account.is_admitted || account.generation > market.generation()) return false;
  if (account.generation == market.generation()) return true;
  const auto is_older = [&](const ContractTerms& terms) { return terms.listed != 0 && terms.listed <= account.generation; };
  for (const Segment& segment : account.segments) {
    if (segment.unit >= market.units().size()) return false;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k)
      if (static_cast<Index>(account.row[k]) >= market.rows() || !is_older(market.terms(static_cast<Index>(account.row[k])))) return false;
    bool is_vouched = segment.begin != segment.end;  // coins alone: by any row of their unit
    for (Index row = 0; !is_vouched && row < market.rows(); ++row)
      is_vouched = market.terms(row).unit == segment.unit && is_older(market.terms(row));
    if (!is_vouched) return false;
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
    folded.is_known &=
        fold_segment(market.row(0), market.summed(), market.stride() * PricedMarket::lanes, market.leg_row(unit), account, segment, sums);
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
    for (const ScenarioBlock& block : market.blocks())
      if (block.by_expiry >= 0)
        folded.is_known &= fold_by_expiry(market, block, account, segment, product(held.option_value, held.price), sums + block.first);
    folded.equity = fma(held.coins + held.option_value + held.unrealised, held.price, folded.equity);
    folded.is_known &= is_finite(held.price);
  }
  const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
  for (const ScenarioBlock& block : market.blocks()) {
    if (!block.is_folded) continue;
    for (Index u = 1; u < folded.units; ++u) {
      const auto into = static_cast<Index>(Profits::home(block, units, static_cast<std::size_t>(u)));
      if (into != u) add_columns(workspace.sums(into), workspace.sums(u), block.first, block.count);
    }
  }
  return folded;
}

}  // namespace bulwark::BULWARK_TARGET
