// The texts that options are priced under scenarios with, in order, for one more instruction set.

// clang-format off
#include "bulwark/scenario/unit_moves.inl"
#include "bulwark/scenario/option_cells.inl"
// clang-format on
