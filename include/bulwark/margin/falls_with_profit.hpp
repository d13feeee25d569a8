#pragma once

#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/rounded_margin.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether a margin policy never asks for less when some profit under some scenario is lower and nothing else changes: true of one that
/// sees no scenarios, of a worst loss, and of sums, maxima and multiples of such. Not said of a policy means no; a user says it of his own
/// by specialising this.
template <MarginPolicy P>
inline constexpr bool falls_with_profit = !AsksForScenarios<P> && !AsksForParts<P>;
template <>
inline constexpr bool falls_with_profit<ScenarioMargin> = true;
template <>
inline constexpr bool falls_with_profit<ScenarioListMargin> = true;
template <MarginPolicy... Parts>
inline constexpr bool falls_with_profit<SumOf<Parts...>> = (falls_with_profit<Parts> && ...);
template <MarginPolicy... Parts>
inline constexpr bool falls_with_profit<LargestOf<Parts...>> = (falls_with_profit<Parts> && ...);
template <MarginPolicy Part>
inline constexpr bool falls_with_profit<ScaledMargin<Part>> = falls_with_profit<Part>;
template <MarginPolicy Part>
inline constexpr bool falls_with_profit<RoundedMargin<Part>> = falls_with_profit<Part>;

}  // namespace bulwark::BULWARK_TARGET
