// No include guard: the file that has what the others leave to it may have included this before, in a precompiled header.

#include "bulwark/pricing/columns.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/fold.hpp"
#include "bulwark/scenario/refresh_market.hpp"

// What takes compilers longest, for programs of more than one file: who includes this header leaves it to one file of the program, which
// defines BULWARK_INSTANTIATE as nothing and includes it too (CMake's bulwark::compiled adds such a file). Both are compiled with the same
// flags: another instruction set has other names, and does not link.
#ifndef BULWARK_INSTANTIATE
#define BULWARK_INSTANTIATE extern
#endif

namespace bulwark::BULWARK_TARGET {

BULWARK_INSTANTIATE template Checked<Listing> Listing::next(Listing, std::span<const ListedInstrument>, std::span<const std::string>);
BULWARK_INSTANTIATE template AccountRows Listing::admit(std::span<const Account>) const;
BULWARK_INSTANTIATE template AccountRows Listing::admit(const PositionColumns&) const;
BULWARK_INSTANTIATE template Folded fold(const PricedMarket&, const AccountRow&, Workspace&) noexcept;
// Doors that are not inline: the members of a class would be compiled all the same, to see whether one can be inlined.
BULWARK_INSTANTIATE template Priced price_market(const Listing&, const MarketState&, const Black&, std::span<const ScenarioSet>,
                                                 const InScenarios&);
BULWARK_INSTANTIATE template Priced price_market(const Listing&, const MarketState&, const JumpDiffusion&, std::span<const ScenarioSet>,
                                                 const InScenarios&);
BULWARK_INSTANTIATE template Refreshed refresh_market(PricedMarket&, Faults&, const Listing&, const PricedFrom&, const PricedFrom&,
                                                      const Black&);
BULWARK_INSTANTIATE template Refreshed refresh_market(PricedMarket&, Faults&, const Listing&, const PricedFrom&, const PricedFrom&,
                                                      const JumpDiffusion&);
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
