// Every text that columns are priced with, in order, beyond math/lane_texts.inl.

// clang-format off
#include "bulwark/math/log_ratio_pair.inl"
#include "bulwark/math/normal.inl"
#include "bulwark/pricing/claim.inl"
#include "bulwark/pricing/greeks.inl"
#include "bulwark/pricing/time_value.inl"
#include "bulwark/pricing/black.inl"
#include "bulwark/pricing/payout.inl"
#include "bulwark/pricing/leg_curve.inl"
#include "bulwark/pricing/black_payout.inl"
#include "bulwark/pricing/merton.inl"
#include "bulwark/pricing/merton_greeks.inl"
#include "bulwark/pricing/merton_legs.inl"
#include "bulwark/pricing/merton_sensitivities.inl"
#include "bulwark/pricing/implied_volatility.inl"
#include "bulwark/pricing/priced_columns.inl"
// clang-format on
