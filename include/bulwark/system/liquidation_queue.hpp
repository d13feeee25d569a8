#pragma once

#include <concepts>
#include <span>
#include <variant>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::inline v1 {

/// How many of those that wait are liquidated in a round, and what the round leaves behind.
template <class State>
struct QueueRound {
  Index admitted;
  State next;
};

/// How fast liquidations come through. Semantics: `rewards` are what a liquidator of each waiting account is paid, quote, falling; the
/// first `admitted` of them, no more than there are, are liquidated. State in, state out.
template <class Q>
concept LiquidationQueue = std::copyable<Q> && requires(const Q queue, typename Q::State state, std::span<const double> rewards) {
  { queue.round(state, rewards) }
  noexcept->std::same_as<QueueRound<typename Q::State>>;
};

/// Everybody, in the round in which they are found.
struct AtOnce {
  using State = std::monostate;
  constexpr QueueRound<State> round(State, std::span<const double> rewards) const noexcept { return {std::ssize(rewards), {}}; }
};
static_assert(LiquidationQueue<AtOnce>);

/// So many accounts a round: a liquidation engine's, or a chain's, throughput.
struct LotsPerRound {
  using State = std::monostate;
  Index lots;  ///< >= 1

  constexpr QueueRound<State> round(State, std::span<const double> rewards) const noexcept {
    return {std::ssize(rewards) < lots ? std::ssize(rewards) : lots, {}};
  }

  Faults faults() const {
    Faults found;
    if (lots < 1) report(found, FaultCode::not_positive, "lots_per_round.lots", {}, static_cast<double>(lots));
    return found;
  }
};
static_assert(LiquidationQueue<LotsPerRound>);

}  // namespace bulwark::inline v1
