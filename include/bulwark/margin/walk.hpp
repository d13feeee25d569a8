#pragma once

#include <array>
#include <tuple>

#include "bulwark/margin/policy.hpp"

namespace bulwark::inline v1 {

/// A position as a walk meets it: what rules ask of every one, read once for all of them.
struct MetPosition {
  double quantity;       ///< contracts, signed
  double delta;          ///< coins of the asset, signed; 0 for coins, which are no contract
  std::uint32_t expiry;  ///< as in its `RowTag`
  InstrumentKind kind;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A margin policy that adds something up over an account's positions, so that several share one pass over them.
/// Semantics: `walk(market)` starts one; it enters each risk unit, meets its positions in listing order and leaves it; what it then
/// requires is the policy's requirement.
template <class P>
concept WalksPositions = MarginPolicy<P> && requires(const P policy, const PricedMarket& market, const MetPosition& met, Index unit) {
  policy.walk(market);
  requires requires(decltype(policy.walk(market)) walk) {
    { walk.enter(unit) }
    noexcept;
    { walk.meet(met) }
    noexcept;
    { walk.leave() }
    noexcept;
    { walk.requirement() }
    noexcept->std::same_as<Requirement>;
  };
};

/// What each policy requires, found in one pass. Never inline: among the values of a whole evaluation g++ keeps the loop's own addresses in
/// vector registers, which doubles its time.
template <class... Policies>
[[gnu::noinline]] std::array<Requirement, sizeof...(Policies)> walked(const ValuedAccount& account, const Policies&... policies) noexcept {
  const PricedMarket& market = account.market();
  const std::uint32_t* rows = account.rows().row;
  const double* quantities = account.rows().quantity;
  const auto pass = [&](auto... walk) noexcept -> std::array<Requirement, sizeof...(Policies)> {
    for (const Segment& segment : account.rows().segments) {
      (walk.enter(static_cast<Index>(segment.unit)), ...);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const Index row = static_cast<Index>(rows[k]);
        const RowTag& tag = market.tag(row);
        static constexpr double is_contract[] = {0.0, 1.0, 1.0, 1.0};  // InstrumentKind
        const double delta = product(is_contract[static_cast<std::size_t>(tag.kind)], market.at(row, Column::delta));
        const MetPosition met{quantities[k], product(quantities[k], delta), tag.expiry, tag.kind};
        (walk.meet(met), ...);
      }
      (walk.leave(), ...);
    }
    return {walk.requirement()...};
  };
  return pass(policies.walk(market)...);
}

}  // namespace bulwark::BULWARK_TARGET
