#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// A breach that trips once it has lasted: at the edge of its band a market may turn by itself. "Limit Up-Limit Down" waits 15 seconds
/// (NMS plan, 2019, section VII). State: since when it has been breached without a break. State in, state out.
struct LastingBreach {
  std::chrono::milliseconds grace{15'000};  ///< none: at once

  using State = std::optional<Timestamp>;

  constexpr State updated(const State& state, bool is_breached, Timestamp now) const noexcept {
    if (!is_breached) return std::nullopt;
    return state ? state : State{now};
  }

  constexpr bool is_lasting(const State& state, Timestamp now) const noexcept {
    return state && milliseconds_between(*state, now) >= static_cast<double>(grace.count());
  }

  Faults faults() const {
    Faults found;
    if (grace.count() < 0) report(found, FaultCode::negative, "lasting_breach.grace", {}, seconds_of(grace));
    return found;
  }
};

}  // namespace bulwark::inline v1
