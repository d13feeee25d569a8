#pragma once

#include <concepts>

#include "bulwark/core/report.hpp"
#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of what an account owns may be counted on.
/// Semantics: more assets never count for less; initial <= maintenance <= what the assets are worth.
template <class P>
concept CollateralPolicy = std::copyable<P> && requires(const P policy, const ValuedAccount& account) {
  { policy.resources(account) }
  noexcept->std::same_as<Resources>;
};

/// A collateral policy under which some assets move with the scenarios instead of being cut.
template <class P>
concept MovesCollateral = CollateralPolicy<P> && requires(const P policy, AssetId asset) {
  { policy.is_in_scenarios(asset) }
  noexcept->std::same_as<bool>;
};

}  // namespace bulwark::BULWARK_TARGET
