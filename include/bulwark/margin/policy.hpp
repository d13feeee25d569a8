#pragma once

#include <concepts>

#include "bulwark/core/report.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "bulwark/scenario/reads_positions.hpp"
#include "bulwark/scenario/steepness.hpp"
#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much an account must be able to lose, quote.
/// Semantics: never negative; initial >= maintenance; nothing for an empty account; NaN in, NaN out.
template <class P>
concept MarginPolicy = std::copyable<P> && requires(const P policy, const ValuedAccount& account, const Profits& profits) {
  { policy.requirement(account, profits) }
  noexcept->std::same_as<Requirement>;
};

/// What one more contract adds to a requirement, quote per contract; a fall is negative.
struct Slope {
  double initial = 0.0;
  double maintenance = 0.0;
};

/// A margin policy that knows its own derivative in the quantity of any listed instrument (from above, where there is a kink).
template <class P>
concept HasSlope = MarginPolicy<P> &&
    requires(const P policy, const ValuedAccount& account, const Profits& profits, Index row, Index first_block) {
  { policy.slope(account, profits, row, first_block) }
  noexcept->std::same_as<Slope>;
};

}  // namespace bulwark::BULWARK_TARGET
