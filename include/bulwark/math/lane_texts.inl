// What every family of hot loops stands on, in order.

// clang-format off
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
// clang-format on
