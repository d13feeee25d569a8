#pragma once

#include "bulwark/backstop/draw_limit.hpp"
#include "bulwark/backstop/share_pool.hpp"

namespace bulwark::inline v1 {

/// A vault that takes over positions and bears what they lose, up to a cap; what is beyond it is the next level's, never a sibling vault's:
/// it holds its own depositors' money and knows no other. Smallest units. Nothing is rounded.
/// Source of the cap: Hyperliquid's per-market loss cap of its liquidator vault (after March 2025).
template <ExactInteger Int>
struct BackstopVault {
  SharePool<Int> depositors;
  DrawLimit<Int> loss;  ///< what may be lost, for good or per period

  constexpr Int available() const { return smaller<Int>(depositors.assets, loss.left()); }

  constexpr LevelPayment<BackstopVault, Int> pay(const Int& lost) const {
    const Int paid = payable<Int>(lost, available());
    return {paid, {depositors.pay(paid).left, loss.after(paid)}};
  }

  constexpr BackstopVault at(Timestamp now) const { return {depositors, loss.at(now)}; }

  Faults faults() const {
    Faults found = depositors.faults();
    append(found, loss.faults("backstop_vault.loss.most", "backstop_vault.loss.drawn", "backstop_vault.loss.period"));
    return found;
  }
};
static_assert(LossLevel<BackstopVault<long long>, long long>);

}  // namespace bulwark::inline v1
