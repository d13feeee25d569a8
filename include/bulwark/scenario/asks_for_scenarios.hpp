#pragma once

#include <concepts>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::inline v1 {

/// A policy that wants to see profits under scenarios of its choosing.
template <class P>
concept AsksForScenarios = requires(const P policy, const MarketState& market) {
  { policy.scenarios(market) } -> std::same_as<ScenarioSet>;
};

/// A policy made of others: it says how many sets they ask for, and asks for each in turn.
template <class P>
concept AsksForParts = requires(const P policy, const MarketState& market, std::vector<ScenarioSet>& sets) {
  { P::scenario_sets } -> std::convertible_to<Index>;
  { policy.ask(market, sets) } -> std::same_as<void>;
};

/// Sets a policy asks for.
template <class P>
constexpr Index scenario_sets() noexcept {
  if constexpr (AsksForParts<P>)
    return P::scenario_sets;
  else
    return AsksForScenarios<P> ? 1 : 0;
}

/// Whether the sets that a policy asks for may depend on more of a market than how many assets it has; not where it says so by a constant
/// `follows_market = false`, or asks for none.
template <class P>
constexpr bool follows_market() noexcept {
  if constexpr (requires {
                  { P::follows_market } -> std::convertible_to<bool>;
                })
    return P::follows_market;
  else
    return scenario_sets<P>() != 0;
}

/// Appends the sets a policy asks for, in the order in which it will be shown their profits.
template <class P>
void ask(const P& policy, const MarketState& market, std::vector<ScenarioSet>& sets) {
  if constexpr (AsksForParts<P>)
    policy.ask(market, sets);
  else if constexpr (AsksForScenarios<P>)
    sets.push_back(policy.scenarios(market));
}

/// Every fault of a policy's parameters; none where it declares none.
template <class P>
Faults faults_of(const P& policy) {
  if constexpr (requires { policy.faults(); })
    return policy.faults();
  else
    return {};
}

}  // namespace bulwark::inline v1
