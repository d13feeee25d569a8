#pragma once

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/core/margin_kind.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::inline v1 {

/// How much a spot balance counts for when it is owned, and how much it weighs when it is owed, by kind and by its size.
/// Weights in 1e-4, factor in 1e-6, sizes in 1e-9 of a coin, money in 1e-6; 127 bits suffice for amounts of 64.
/// Source: Drift v2, `SpotMarket::get_asset_weight` and `get_liability_weight` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct SpotWeights {
  Int initial_asset;          ///< share of a deposit that counts for opening
  Int maintenance_asset;      ///< the same for staying; >= initial_asset
  Int initial_liability;      ///< multiple of a debt that is required for opening
  Int maintenance_liability;  ///< the same for staying; in [1, initial_liability]
  Int size_factor{0};         ///< per root of a coin: deposits count for less, debts for more; 0: size does not matter
  Int scale_start{0};         ///< quote of all deposits from which `initial_asset` falls; 0: never

  /// Share of a deposit of `size`, when all deposits of the venue are worth `deposits` (quote).
  constexpr Int asset(MarginKind kind, const Int& size, const Int& deposits = Int(0)) const {
    const Int opening = concentrated_weight<Int>(initial_asset, deposits, scale_start);
    return size_discount<Int>(for_kind<Int>(kind, opening, maintenance_asset), size_factor, size);
  }

  /// Multiple of a debt of `size`.
  constexpr Int liability(MarginKind kind, const Int& size) const {
    return size_premium<Int>(for_kind<Int>(kind, initial_liability, maintenance_liability), size_factor, size);
  }

  Faults faults() const {
    Faults found;
    const Int zero(0), one(fixed::weight);
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(!(initial_asset < zero || maintenance_asset < initial_asset), "spot_weights.initial_asset", initial_asset);
    check(!(maintenance_asset < zero || one < maintenance_asset), "spot_weights.maintenance_asset", maintenance_asset);
    check(!(initial_liability < maintenance_liability), "spot_weights.initial_liability", initial_liability);
    check(!(maintenance_liability < one), "spot_weights.maintenance_liability", maintenance_liability);
    check(!(size_factor < zero), "spot_weights.size_factor", size_factor);
    check(!(scale_start < zero), "spot_weights.scale_start", scale_start);
    return found;
  }
};

}  // namespace bulwark::inline v1
