#pragma once

#include "bulwark/backstop/insurance_draw.hpp"
#include "bulwark/oracle/oracle_validity.hpp"
#include "bulwark/oracle/price_divergence.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// What a contract tier of a perpetual allows.
template <ExactInteger Int>
struct DriftTier {
  Int confidence_multiple;         ///< of the guard's, `OracleGuard`
  Int insurance_cap;               ///< 1e-6 quote, `InsuranceLimit`
  DivergenceLimits<Int> limits{};  ///< when profit may be settled

  /// When to believe the oracle of such a market.
  constexpr OracleGuard<Int> guard(OracleGuard<Int> usual) const {
    usual.confidence_multiple = confidence_multiple;
    return usual;
  }

  /// What such a market may still take out of a fund that holds `vault`, having `drawn` so much. Governance may set a lower cap.
  constexpr InsuranceLimit<Int> insurance(const Int& vault, const Int& drawn) const { return {vault, insurance_cap, drawn}; }
};
// `state/perp_market.rs` and `constants.rs` at 0ae3e3b1 (2026).
template <ExactInteger Int>
constexpr DriftTier<Int> drift_tier_a() {
  return {Int(1), Int(100'000'000) * Int(fixed::quote)};
}
template <ExactInteger Int>
constexpr DriftTier<Int> drift_tier_b() {
  return {Int(1), Int(1'000'000) * Int(fixed::quote)};
}
template <ExactInteger Int>
constexpr DriftTier<Int> drift_tier_c() {
  return {Int(2), Int(100'000) * Int(fixed::quote), {.settle = Int(10'000), .settle_deviation = Int(50'000)}};
}
template <ExactInteger Int>
constexpr DriftTier<Int> drift_tier_speculative() {
  return {Int(10), Int(0), {.settle = Int(25'000), .settle_deviation = Int(100'000)}};
}
/// Highly speculative and isolated.
template <ExactInteger Int>
constexpr DriftTier<Int> drift_tier_isolated() {
  return {Int(50), Int(0), {.settle = Int(25'000), .settle_deviation = Int(100'000)}};
}

}  // namespace bulwark::BULWARK_TARGET::venue
