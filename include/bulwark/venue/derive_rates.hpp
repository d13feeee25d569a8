#pragma once

#include "bulwark/settlement/impact_funding.hpp"
#include "bulwark/settlement/kinked_rate.hpp"

namespace bulwark::BULWARK_TARGET::venue {

// What positions cost to keep at Derive: its deployment configuration (v2-core at 7736900, 2026).

/// Cash that is borrowed: 2 % a year and 8 % of utilisation up to 85 %, 90 % beyond.
inline constexpr KinkedRate derive_borrow_rate{.base = 0.02, .slope = 0.08, .steep_slope = 0.9, .kink = 0.85};
/// Share of that interest that goes to the security module, in 10^-18 (`CashPool::fee_share`).
inline constexpr long long derive_interest_fee = 200'000'000'000'000'000;
/// Perpetuals: an eighth of the premium and 0.00125 % an hour, at most 0.4 % an hour.
inline constexpr ImpactFunding derive_funding{.hours = 8.0, .interest = 0.0000125, .cap = 0.004};

}  // namespace bulwark::BULWARK_TARGET::venue
