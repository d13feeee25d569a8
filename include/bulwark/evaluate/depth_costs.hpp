#pragma once

#include "bulwark/evaluate/trade_cost.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// What each row's own book takes from who crosses it now: the mark's worth less what the fills bring, and a fee. A book is per coin of the
/// contract (an option: per option), quote; inverse contracts are traded as the coins that their face is worth at the mark. A fill better
/// than the mark is counted as free, not as a gain. NaN where the book ends before the quantity does, and for rows beyond the books.
template <DepthCurve Depth>
struct DepthCosts {
  std::span<const Depth> of_row;  ///< row of the listing; the caller's
  double fee = 0.0;               ///< share of what changes hands

  double cost(const PricedMarket& market, Index row, double quantity) const noexcept {
    if (quantity == 0.0) return 0.0;
    if (row >= std::ssize(of_row)) return std::numeric_limits<double>::quiet_NaN();
    const ContractTerms& terms = market.terms(row);
    const double settlement = terms.kind == InstrumentKind::option ? market.settlement_price(static_cast<Index>(terms.unit)) : 1.0;
    const double mark = product(mark_of(market, row), settlement);
    const double units = product(quantity, terms.multiplier);
    const double coins = terms.kind == InstrumentKind::inverse_future ? units / mark : units;
    const Fill fill = of_row[static_cast<std::size_t>(row)].sell(-coins);
    if (fill.filled != -coins) return std::numeric_limits<double>::quiet_NaN();
    return fma(fee, magnitude(fill.cash), greatest(0.0, -fma(coins, mark, fill.cash)));
  }

  Faults faults() const {
    Faults found;
    if (!(fee >= 0.0 && is_finite(fee))) report(found, FaultCode::negative, "depth_costs.fee", {}, fee);
    if constexpr (requires(const Depth& depth) { depth.faults(); }) {
      for (Index r = 0; r < std::ssize(of_row); ++r)
        for (Fault fault : of_row[static_cast<std::size_t>(r)].faults()) fault.where.inner = r, found.push_back(fault);
    }
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
