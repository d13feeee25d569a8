#pragma once

#include <concepts>

#include "bulwark/core/build.hpp"
#include "bulwark/core/report.hpp"

namespace bulwark::BULWARK_TARGET {

/// A policy that can be walked through a history: what it says of the next day follows from a state, and what happened makes the next
/// state. A requirement is walked like a value at risk: it is what may be lost before somebody else pays.
/// `Day` is what it learns of a day: a book's profit, the moves of all assets, a market.
/// Semantics: no memory but the state, so that a forecast uses nothing of its own day; the same state and day make the same state; NaN
/// where too little was seen. Cold path: a state may own memory.
template <class P, class Day>
concept WalkingPolicy = std::copyable<P> &&
    requires(const P policy, const typename P::State& state, typename P::State old, const Day& day) {
  { policy.start() } -> std::same_as<typename P::State>;
  { policy.forecast(state) } -> std::same_as<VarReport>;
  { policy.after(std::move(old), day) } -> std::same_as<typename P::State>;
};

}  // namespace bulwark::BULWARK_TARGET
