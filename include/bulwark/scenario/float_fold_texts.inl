// What the fold over floats needs beside lanes, and the fold.

// clang-format off
#include "bulwark/math/float_lanes.inl"
#include "bulwark/scenario/float_fold.inl"
// clang-format on
