#pragma once

#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/one_lane.hpp"

#include "bulwark/pricing/payout.inl"

namespace bulwark::BULWARK_TARGET {

// Of plain numbers.

inline Payout<double> option_payout(double side) noexcept { return only_lane(option_payout(Lanes<1>(side))); }
inline Payout<double> cash_or_nothing(double amount) noexcept { return only_lane(cash_or_nothing(Lanes<1>(amount))); }
inline Payout<double> gap_payout(double side, double payment) noexcept { return only_lane(gap_payout(Lanes<1>(side), Lanes<1>(payment))); }

}  // namespace bulwark::BULWARK_TARGET
