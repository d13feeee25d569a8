// The texts that claims under double-exponential jumps are priced with, in order, for one more instruction set.

// clang-format off
#include "bulwark/pricing/erlang_law.inl"
#include "bulwark/pricing/erlang_chain.inl"
#include "bulwark/pricing/kou_sums.inl"
#include "bulwark/pricing/kou.inl"
#include "bulwark/pricing/kou_columns.inl"
// clang-format on
