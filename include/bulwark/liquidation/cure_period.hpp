#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// How long an account that is short has to cure it before it is liquidated; state in, state out. A shortage that comes back within
/// `rest` of its cure is the same call, so that nobody buys time by curing for a moment. Where the shortage grows so large that waiting is
/// not safe, the caller liquidates at once: `is_over` is asked with that.
struct CurePeriod {
  std::chrono::milliseconds length;  ///< from the call to the liquidation; 0: at once
  std::chrono::milliseconds rest{
      0};  ///< well for so long, and the next shortage is a new call; 0: the first moment of health ends the call

  struct State {
    std::optional<Timestamp> called{};  ///< when the present call was made
    std::optional<Timestamp> cured{};   ///< since when it has been cured, `rest` not being over

    friend constexpr bool operator==(const State&, const State&) = default;
  };

  /// `is_short` at `now`; to be called with times that do not decrease.
  constexpr State updated(const State& state, bool is_short, Timestamp now) const noexcept {
    const bool is_rested = state.cured && now - *state.cured >= rest;
    if (is_short) return {state.called && !is_rested ? state.called : std::optional{now}, std::nullopt};
    if (!state.called || is_rested || rest.count() == 0) return {};
    return {state.called, state.cured ? state.cured : std::optional{now}};
  }

  /// What is left of the time to cure; none where there is no call. Never negative.
  constexpr std::optional<std::chrono::milliseconds> left(const State& state, Timestamp now) const noexcept {
    if (!state.called || state.cured) return std::nullopt;
    const auto gone = now - *state.called;
    if (gone >= length) return std::chrono::milliseconds{0};
    return std::chrono::ceil<std::chrono::milliseconds>(length - gone);
  }

  /// Whether a call has run out.
  constexpr bool is_over(const State& state, Timestamp now) const noexcept {
    return state.called && !state.cured && now - *state.called >= length;
  }

  Faults faults() const {
    Faults found;
    if (length.count() < 0) report(found, FaultCode::negative, "cure_period.length", {}, static_cast<double>(length.count()));
    if (rest.count() < 0) report(found, FaultCode::negative, "cure_period.rest", {}, static_cast<double>(rest.count()));
    return found;
  }
};

}  // namespace bulwark::inline v1
