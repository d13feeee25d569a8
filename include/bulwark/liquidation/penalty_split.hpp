#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"
#include "bulwark/math/parts_per_million.hpp"

namespace bulwark::inline v1 {

/// What each gets of a liquidation penalty, smallest units of money.
template <ExactInteger Int>
struct PenaltyParts {
  Int liquidator{0};
  Int fund{0};
  Int protocol{0};
  Int owner{0};  ///< comes back to the account that is liquidated

  constexpr Int sum() const { return liquidator + fund + protocol + owner; }
};

/// How a penalty is split. Who bears rounding: liquidator, protocol and owner are rounded down and the fund takes the rest, so it gets its
/// share or up to three units more; whoever may choose how often a penalty is taken gains nothing by taking it in pieces. The parts sum to
/// the penalty exactly. Width: a penalty x 10^6.
template <ExactInteger Int>
struct PenaltySplit {
  Int liquidator;  ///< shares in 1e-6, >= 0, together 10^6
  Int fund;
  Int protocol;
  Int owner;

  /// Domain: penalty >= 0.
  constexpr PenaltyParts<Int> parts(const Int& penalty) const {
    const auto share = [&](const Int& ppm) { return parts_per_million<Int>(penalty, ppm, Rounding::floor); };
    PenaltyParts<Int> split{.liquidator = share(liquidator), .protocol = share(protocol), .owner = share(owner)};
    split.fund = penalty - split.liquidator - split.protocol - split.owner;
    return split;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Int& x, const char* field) {
      if (x < Int(0)) report(found, FaultCode::negative, field, {}, static_cast<double>(x));
    };
    check(liquidator, "penalty_split.liquidator"), check(fund, "penalty_split.fund"), check(protocol, "penalty_split.protocol");
    check(owner, "penalty_split.owner");
    const Int sum = liquidator + fund + protocol + owner;
    if (!(sum == Int(static_cast<int>(million)))) report(found, FaultCode::out_of_range, "penalty_split.sum", {}, static_cast<double>(sum));
    return found;
  }
};

/// Where the money of a sale goes: debt first, then the penalty, and what is left to the owner.
/// proceeds + bad_debt = debt + penalty.sum() + surplus, exactly.
template <ExactInteger Int>
struct SaleSettlement {
  Int repaid{0};
  Int bad_debt{0};            ///< debt that the sale does not repay
  PenaltyParts<Int> penalty;  ///< of what is left of the proceeds, up to the penalty that is due
  Int surplus{0};             ///< to the owner
};

/// Domain: debt, penalty, proceeds >= 0. Nobody bears a rounding but as `PenaltySplit` says.
template <ExactInteger Int>
constexpr SaleSettlement<Int> settled_sale(const Int& debt, const Int& penalty, const Int& proceeds, const PenaltySplit<Int>& split) {
  const Int repaid = smaller<Int>(debt, proceeds), collected = smaller<Int>(penalty, proceeds - repaid);
  return {.repaid = repaid, .bad_debt = debt - repaid, .penalty = split.parts(collected), .surplus = proceeds - repaid - collected};
}

}  // namespace bulwark::inline v1
