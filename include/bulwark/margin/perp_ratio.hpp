#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/margin_kind.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::inline v1 {

/// The share of a perpetual's notional that is required, by kind and by its size; lower for an account in high-leverage mode.
/// Ratios in 1e-4, factor in 1e-6, sizes in 1e-9 of a coin; 127 bits suffice for sizes of 100.
/// Source: Drift v2, `PerpMarket::get_margin_ratio` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct PerpRatio {
  Int initial;
  Int maintenance;               ///< <= initial
  Int size_factor{0};            ///< per root of a coin; 0: size does not matter
  Int leveraged_initial{0};      ///< of accounts in high-leverage mode; 0: the market has no such mode
  Int leveraged_maintenance{0};  ///< <= leveraged_initial

  constexpr bool has_high_leverage() const { return Int(0) < leveraged_initial && Int(0) < leveraged_maintenance; }

  constexpr Int ratio(MarginKind kind, const Int& size, bool is_high_leverage = false) const {
    const Int ordinary = for_kind<Int>(kind, initial, maintenance);
    if (!is_high_leverage || !has_high_leverage()) return size_premium<Int>(ordinary, size_factor, size);
    const Int leveraged = for_kind<Int>(kind, leveraged_initial, leveraged_maintenance);
    if (kind == MarginKind::maintenance) return size_premium<Int>(leveraged, size_factor, size);
    return fading(ordinary, leveraged, unbounded_size_premium<Int>(ordinary, size_factor, size));
  }

  Faults faults() const {
    Faults found;
    const Int zero(0), one(fixed::weight);
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(!(initial < maintenance || one < initial), "perp_ratio.initial", initial);
    check(zero < maintenance, "perp_ratio.maintenance", maintenance);
    check(!(size_factor < zero), "perp_ratio.size_factor", size_factor);
    check(!(leveraged_initial < leveraged_maintenance || initial < leveraged_initial), "perp_ratio.leveraged_initial", leveraged_initial);
    check(!(leveraged_maintenance < zero || maintenance < leveraged_maintenance), "perp_ratio.leveraged_maintenance",
          leveraged_maintenance);
    return found;
  }

 private:
  /// The relief of high leverage fades while the size premium, which starts a fifth below the ordinary ratio, climbs back to it; beyond,
  /// there is none. Where the two are equal the programme grants it whole: meant for markets without a size factor, which are always there,
  /// it also lets the ratio drop at the one premium where others pass.
  static constexpr Int fading(const Int& ordinary, const Int& leveraged, const Int& premium) {
    if (ordinary < premium) return premium;
    if (premium == ordinary) return leveraged;
    const Int zero(0), one(fixed::rate), fifth = ordinary / Int(5);
    const Int left = larger<Int>(zero, one - product_over<Int>(ordinary - premium, one, fifth, Rounding::toward_zero));
    const Int relief = larger<Int>(Int(1), ordinary - leveraged);
    return leveraged + product_over<Int>(relief, left, one, Rounding::toward_zero);
  }
};

}  // namespace bulwark::inline v1
