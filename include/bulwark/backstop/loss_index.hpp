#pragma once

#include "bulwark/backstop/loss_level.hpp"

namespace bulwark::inline v1 {

/// What one holder has in a `LossIndex`: his units, and the index at which he last settled.
template <ExactInteger Int>
struct IndexedUnits {
  Int units{0};  ///< contracts, deposits, profit: what losses are shared by; >= 0
  Int index{0};
};

/// A loss that everybody bears who is there when it happens, each by his units, without visiting anybody: an index of loss per unit rises,
/// and a holder pays for its rise when he is next touched. Who comes later starts at the index as it is; who leaves settles first. Money in
/// smallest units. The index is rounded down and what that leaves is charged with the next loss; what a holder owes is rounded up. So all
/// holders together pay the losses, and less than a unit more for each settlement: dust that stays in the pool (`receivable` below 0).
/// A holder who cannot pay what he owes leaves a loss, which begins at the top again. Width: loss x `one`, and units x index.
template <ExactInteger Int>
struct LossIndex {
  Int one;            ///< 1 / one is the index's step, in loss per unit held; > 0, and never below `open`
  Int open{0};        ///< units of all holders
  Int index{0};       ///< never falls
  Int carried{0};     ///< of the losses, not charged yet, in 1 / one; in [0, one)
  Int receivable{0};  ///< losses that were paid out and not settled yet; below 0, what holders paid beyond them

  /// What a holder owes since he last settled; rounded up.
  constexpr Int owed(const IndexedUnits<Int>& holder) const {
    return product_over<Int>(holder.units, index - holder.index, one, Rounding::ceil);
  }

  struct Settlement {
    Int owed;
    IndexedUnits<Int> holder;
    LossIndex left;
  };

  /// Settles a holder and gives him `units` (>= 0) from now on: how positions open, grow, shrink and close.
  constexpr Settlement changed(const IndexedUnits<Int>& holder, const Int& units) const {
    const Int due = owed(holder);
    LossIndex then = *this;
    then.open = open - holder.units + units;
    then.receivable = receivable - due;
    return {due, {units, index}, then};
  }
  constexpr Settlement settled(const IndexedUnits<Int>& holder) const { return changed(holder, holder.units); }

  /// All of the loss, where anybody is there to bear it.
  constexpr LevelPayment<LossIndex, Int> pay(const Int& loss) const {
    if (!(Int(0) < open && Int(0) < loss)) return {Int(0), *this};
    const Int due = loss * one + carried, rise = due / open;
    return {loss, {one, open, index + rise, due - rise * open, receivable + loss}};
  }

  Faults faults() const {
    Faults found;
    if (!(Int(0) < one)) report(found, FaultCode::not_positive, "loss_index.one", {}, static_cast<double>(one));
    if (one < open) report(found, FaultCode::out_of_range, "loss_index.open", {}, static_cast<double>(open));
    if (open < Int(0)) report(found, FaultCode::negative, "loss_index.open", {}, static_cast<double>(open));
    if (index < Int(0)) report(found, FaultCode::negative, "loss_index.index", {}, static_cast<double>(index));
    if (carried < Int(0) || one < carried) report(found, FaultCode::out_of_range, "loss_index.carried", {}, static_cast<double>(carried));
    return found;
  }
};
static_assert(LossLevel<LossIndex<long long>, long long>);

}  // namespace bulwark::inline v1
