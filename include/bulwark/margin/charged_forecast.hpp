#pragma once

#include <concepts>

#include "bulwark/margin/drained_buffer.hpp"
#include "bulwark/margin/paced_ratio.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::inline v1 {

/// What a policy has seen, and what was charged by it last; NaN before it charged anything.
template <class Seen>
struct ChargedState {
  Seen seen;
  double charged = __builtin_nan("");
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How what is charged follows what is calculated, given what was charged before (`DrainedBuffer`, `PacedRatio`).
template <class C>
concept ChargeRule = std::copyable<C> && requires(const C rule, double charged, double calculated) {
  { rule.next(charged, calculated) }
  noexcept->std::same_as<double>;
};

/// What a policy asks for, charged by a rule that remembers the last charge that was known. The first charge is the buffer's whole one
/// where the rule has one, and otherwise what is calculated.
template <class Policy, ChargeRule Rule>
struct ChargedForecast {
  using State = ChargedState<typename Policy::State>;
  Policy policy;
  Rule rule;

  State start() const { return {.seen = policy.start()}; }

  VarReport forecast(const State& state) const {
    const double calculated = policy.forecast(state.seen).value_at_risk;
    const double charged = is_finite(state.charged) ? rule.next(state.charged, calculated) : first(calculated);
    return {charged, charged};
  }

  template <class Day>
  requires WalkingPolicy<Policy, Day> State after(State state, const Day& day)
  const {
    const double charged = forecast(state).value_at_risk;
    return {.seen = policy.after(std::move(state.seen), day), .charged = is_finite(charged) ? charged : state.charged};
  }

  Faults faults() const {
    Faults found = policy.faults();
    append(found, rule.faults());
    return found;
  }

 private:
  double first(double calculated) const noexcept {
    if constexpr (requires { rule.whole(calculated); })
      return rule.whole(calculated);
    else
      return calculated;
  }
};

}  // namespace bulwark::BULWARK_TARGET
