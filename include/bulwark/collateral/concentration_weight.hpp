#pragma once

#include <limits>

#include "bulwark/collateral/balance_weight.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// A weight that falls once the whole venue holds more than `start`, so that weight x held stays what it was there: weight x start / held,
/// truncated. Any one unit of money; `start` 0: never. 127 bits suffice for values of 64.
/// Source: Drift v2, `get_scaled_initial_asset_weight` (deposits) and `get_unrealized_asset_weight` (net profit of all users), 2026.
template <ExactInteger Int>
constexpr Int concentrated_weight(const Int& weight, const Int& held, const Int& start) {
  if (start == Int(0) || held < start) return weight;
  return product_over<Int>(weight, start, held, Rounding::toward_zero);
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// weight x min(1, start / held): what the venue holds of an asset, counted against all of its holders. Quote; an infinite start: never.
inline double concentrated_weight(double weight, double held, double start) noexcept { return product(weight, least(1.0, start / held)); }

/// weight x max(1, owed / start): what the venue has lent of an asset, charged to all of its borrowers.
/// Source: Mango v4, `scaled_init_liab_weight` (2024).
inline double crowded_weight(double weight, double owed, double start) noexcept { return product(weight, greatest(1.0, owed / start)); }

/// A deposit counts for less to open with, the more of the asset the venue holds; to stay it counts in full.
struct ConcentrationWeight {
  double initial;                                          ///< share that counts for opening
  double maintenance;                                      ///< the same for staying; >= initial
  double deposits = 0.0;                                   ///< coins, of everybody
  double start = std::numeric_limits<double>::infinity();  ///< quote of deposits from which `initial` falls; > 0

  Share share(double, double price) const noexcept {
    return {.initial = concentrated_weight(initial, product(deposits, price), start), .maintenance = maintenance};
  }

  Faults faults() const {
    Faults found;
    report_share(found, "concentration_weight", {initial, maintenance});
    if (!(deposits >= 0.0 && is_finite(deposits))) report(found, FaultCode::out_of_range, "concentration_weight.deposits", {}, deposits);
    if (!(start > 0.0)) report(found, FaultCode::not_positive, "concentration_weight.start", {}, start);
    return found;
  }
};
static_assert(BalanceWeight<ConcentrationWeight>);

}  // namespace bulwark::BULWARK_TARGET
