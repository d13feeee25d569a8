// What normal numbers are drawn with, in order, beyond math/lane_texts.inl.

// clang-format off
#include "bulwark/math/trigonometric.inl"
#include "bulwark/math/random_lanes.inl"
#include "bulwark/math/scenario_normals.inl"
// clang-format on
