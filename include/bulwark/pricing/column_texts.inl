// Every text that columns are priced with, in order, beyond math/lane_texts.inl.

// clang-format off
#include "bulwark/math/log_ratio_pair.inl"
#include "bulwark/math/normal.inl"
#include "bulwark/pricing/claim.inl"
#include "bulwark/pricing/greeks.inl"
#include "bulwark/pricing/time_value.inl"
#include "bulwark/pricing/black.inl"
#include "bulwark/pricing/merton.inl"
#include "bulwark/pricing/merton_greeks.inl"
#include "bulwark/pricing/implied_volatility.inl"
#include "bulwark/pricing/priced_columns.inl"
// clang-format on
