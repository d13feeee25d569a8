// The texts that claims under stochastic variance are priced with, in order, for one more instruction set.

// clang-format off
#include "bulwark/math/complex_lanes.inl"
namespace bulwark::BULWARK_TARGET {
using bulwark::fma;  // of plain numbers, which that of complex ones would hide
}
#include "bulwark/pricing/variance_side.inl"
#include "bulwark/pricing/saddle_contour.inl"
#include "bulwark/pricing/contour_sum.inl"
#include "bulwark/pricing/variance_terms.inl"
#include "bulwark/pricing/heston.inl"
#include "bulwark/pricing/heston_columns.inl"
// clang-format on
