// The texts that accounts are folded with, in order.

// clang-format off
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/scenario/worst.inl"
#include "bulwark/scenario/fold.inl"
// clang-format on
