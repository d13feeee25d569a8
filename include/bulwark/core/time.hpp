#pragma once

#include "bulwark/core/build.hpp"
#include "bulwark/core/durations.hpp"

namespace bulwark::inline v1 {

using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// The expiry of a contract that never expires.
inline constexpr Timestamp perpetual = Timestamp::max();

/// Milliseconds of the year that volatilities and rates are quoted on: ACT/365.
inline constexpr double milliseconds_per_year = 365.0 * 86'400'000.0;

/// Years from `from` to `to`, ACT/365, rounded once. Negative when `to` is past.
constexpr double years_between(Timestamp from, Timestamp to) noexcept {
  // Each is exact until the year 287,396, and no difference of two extreme times overflows.
  return (static_cast<double>(to.time_since_epoch().count()) - static_cast<double>(from.time_since_epoch().count())) /
         milliseconds_per_year;
}

/// Milliseconds from `from` to `to`, exact for times of this age of the world. Negative when `to` is past; no two times overflow.
constexpr double milliseconds_between(Timestamp from, Timestamp to) noexcept {
  return static_cast<double>(to.time_since_epoch().count()) - static_cast<double>(from.time_since_epoch().count());
}

/// The same in seconds, rounded once.
constexpr double seconds_between(Timestamp from, Timestamp to) noexcept { return milliseconds_between(from, to) / 1000.0; }

/// A duration in seconds, rounded once.
constexpr double seconds_of(std::chrono::milliseconds duration) noexcept { return static_cast<double>(duration.count()) / 1000.0; }

}  // namespace bulwark::inline v1
