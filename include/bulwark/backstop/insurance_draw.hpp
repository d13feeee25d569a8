#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What a market may still take out of an insurance fund; all in one unit of money.
template <ExactInteger Int>
struct InsuranceLimit {
  Int vault;     ///< what is in the fund, of which the last unit stays
  Int cap;       ///< what the market may take in its life
  Int drawn{0};  ///< what it has taken; <= cap

  constexpr Int available() const {
    const Int zero(0);
    return larger<Int>(zero, smaller<Int>(vault - Int(1), cap - drawn));
  }

  Faults faults() const {
    Faults found;
    if (vault < Int(0)) report(found, FaultCode::negative, "insurance_limit.vault", {}, static_cast<double>(vault));
    if (cap < Int(0)) report(found, FaultCode::negative, "insurance_limit.cap", {}, static_cast<double>(cap));
    if (drawn < Int(0) || cap < drawn) report(found, FaultCode::out_of_range, "insurance_limit.drawn", {}, static_cast<double>(drawn));
    return found;
  }
};

/// Who pays for a loss; the three add up to it, to the last unit.
template <ExactInteger Int>
struct WaterfallShares {
  Int insurance;
  Int fee_pool;    ///< the market's own
  Int socialised;  ///< everybody who holds the contract
};

/// The insurance fund pays first, then the market's fees, then everybody. `loss` and `fee_pool` are not negative.
/// Source: Drift v2, `resolve_perp_bankruptcy` (2026).
template <ExactInteger Int>
constexpr WaterfallShares<Int> waterfall_shares(const Int& loss, const InsuranceLimit<Int>& limit, const Int& fee_pool) {
  const Int insured = smaller<Int>(loss, limit.available());
  const Int paid = smaller<Int>(loss - insured, larger<Int>(Int(0), fee_pool));
  return {insured, paid, loss - insured - paid};
}

}  // namespace bulwark::inline v1
