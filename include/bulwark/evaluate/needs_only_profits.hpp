#pragma once

#include <type_traits>

#include "bulwark/core/build.hpp"
#include "bulwark/scenario/reads_positions.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether what one trade does to a kept account of this venue is known from its folded profits alone, so that it costs O(scenarios);
/// otherwise its positions are listed anew for the policies that read them, which costs O(positions) more.
template <class Evaluator>
inline constexpr bool needs_only_profits = requires(const Evaluator& venue) {
  requires !reads_positions<std::remove_cvref_t<decltype(venue.collateral)>>();
  requires !reads_positions<std::remove_cvref_t<decltype(venue.margin)>>();
};

}  // namespace bulwark::BULWARK_TARGET
