// Every text that pricing needs, in order, for one more instruction set.

// clang-format off
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
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
#include "bulwark/pricing/merton_sensitivities.inl"
#include "bulwark/pricing/coin_settled.inl"
#include "bulwark/pricing/quanto.inl"
#include "bulwark/pricing/implied_volatility.inl"
#include "pricing/sweep.inl"
// clang-format on
