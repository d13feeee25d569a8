// What normal numbers are drawn with, in order, beyond math/lane_texts.inl and math/trigonometric.inl.

// clang-format off
#include "bulwark/math/random_lanes.inl"
#include "bulwark/math/scenario_normals.inl"
// clang-format on
