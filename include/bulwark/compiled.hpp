#pragma once

#include "bulwark/pricing/columns.hpp"
#include "bulwark/scenario/price_market.hpp"

// What takes compilers longest, for programs of more than one file: who includes this header leaves it to one file of the program, which
// defines BULWARK_INSTANTIATE as nothing and includes it too (CMake's bulwark::compiled adds such a file). Both are compiled with the same
// flags: another instruction set has other names, and does not link.
#ifndef BULWARK_INSTANTIATE
#define BULWARK_INSTANTIATE extern
#endif

namespace bulwark::BULWARK_TARGET {

BULWARK_INSTANTIATE template class OptionRows<Black>;
BULWARK_INSTANTIATE template class OptionRows<JumpDiffusion>;
BULWARK_INSTANTIATE template class MarketPricing<Black>;
BULWARK_INSTANTIATE template class MarketPricing<JumpDiffusion>;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::black_value>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::black_greeks>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::discounted_black_greeks>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::black_implied>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::merton_value>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::merton_greeks>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::discounted_merton_greeks>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::discounted_jump_greeks>(const RawColumns&) noexcept;
BULWARK_INSTANTIATE template void price_columns<ColumnFormula::merton_implied>(const RawColumns&) noexcept;

}  // namespace bulwark::BULWARK_TARGET

#undef BULWARK_INSTANTIATE
