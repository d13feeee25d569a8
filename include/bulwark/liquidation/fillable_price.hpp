#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/liquidation/exact_risk.hpp"
#include "bulwark/math/fraction.hpp"
#include "bulwark/math/parts_per_million.hpp"

namespace bulwark::inline v1 {

/// The worst price at which a liquidation order may fill: from the oracle price, where the account just misses maintenance, to a limit that
/// it reaches with its equity at zero (or sooner). The limit may lie beyond the bankruptcy price; then the insurance fund pays.
/// Source: dYdX v4, `x/clob/keeper/liquidations.go` (v4-chain at commit 84d4664, 2026).
struct FillablePrice {
  std::uint32_t bankruptcy_adjustment;  ///< ppm, >= 10^6; how many times sooner than at zero equity the limit is reached
  std::uint32_t spread_to_maintenance;  ///< ppm of the position's maintenance that the limit gives away, > 0

  /// (N - rating x spread x M_position) / base with the rating adjustment x (1 - equity / M_account) in [0, 1]: quote units per base unit,
  /// exact, never below zero. Nothing without a position or a maintenance requirement. Width: of notional x maintenance x 10^12.
  template <ExactInteger Int>
  constexpr std::optional<Fraction<Int>> price(const ExactRisk<Int>& account, const ExactRisk<Int>& position, const Int& base) const {
    const Int zero(0), whole(1'000'000);
    if (base == zero || !(zero < account.maintenance)) return std::nullopt;
    const Int full = whole * account.maintenance;
    const Int missing = static_cast<Int>(bankruptcy_adjustment) * (account.maintenance - account.equity);
    const Int rating = smaller<Int>(larger<Int>(missing, zero), full);  // of `full`
    const Int given = rating * static_cast<Int>(spread_to_maintenance) * position.maintenance;
    const Int kept = larger<Int>(magnitude_of(position.equity) * full * whole + (base < zero ? given : Int(-given)), zero);
    return Fraction<Int>{kept, Int(magnitude_of(base) * full * whole)};
  }

  Faults faults() const {
    Faults found;
    if (bankruptcy_adjustment < million)
      report(found, FaultCode::out_of_range, "fillable_price.bankruptcy_adjustment", {}, bankruptcy_adjustment);
    if (spread_to_maintenance == 0) report(found, FaultCode::not_positive, "fillable_price.spread_to_maintenance", {}, 0.0);
    return found;
  }
};

}  // namespace bulwark::inline v1
