#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/parts_per_million.hpp"

namespace bulwark::inline v1 {

/// What an insurance fund gains and loses by liquidation fills. Smallest units of the quote.
/// Source: dYdX v4, `x/clob/keeper/liquidations.go` and `deleveraging.go` (v4-chain at commit 84d4664, 2026).
struct InsuranceDelta {
  std::uint32_t max_fee;           ///< ppm of the fill, in (0, 10^6]
  std::uint64_t max_account_loss;  ///< the most that it pays for one account in one block, > 0

  /// What the account pays the fund (negative: the fund pays) when a close brings `received` (negative: costs) and would have brought
  /// `bankruptcy` at the bankruptcy price: all of a shortfall; of a surplus no more than the fee, rounded
  /// down, which the fund bears.
  template <ExactInteger Int>
  constexpr Int delta(const Int& received, const Int& bankruptcy) const {
    const Int surplus = received - bankruptcy;
    if (!(Int(0) < surplus)) return surplus;
    return smaller<Int>(surplus, parts_per_million(magnitude_of(received), max_fee, Rounding::floor));
  }

  /// Whether a fund of this balance can take the fill, the account having cost it `lost` in this block.
  template <ExactInteger Int>
  constexpr bool can_take(const Int& delta, const Int& balance, const Int& lost) const {
    if (!(delta < Int(0))) return true;
    return !(balance + delta < Int(0)) && !(static_cast<Int>(max_account_loss) < lost - delta);
  }

  Faults faults() const {
    Faults found;
    if (max_fee == 0 || max_fee > million) report(found, FaultCode::out_of_range, "insurance_delta.max_fee", {}, max_fee);
    if (max_account_loss == 0) report(found, FaultCode::not_positive, "insurance_delta.max_account_loss", {}, 0.0);
    return found;
  }
};

}  // namespace bulwark::inline v1
