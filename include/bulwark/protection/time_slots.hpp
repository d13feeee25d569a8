#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// The recent past in slots of equal length, as a ring. What it says of the last `Slots - 1` lengths is whole; the oldest slot reaches up
/// to one length further.
template <class Part, std::size_t Slots>
struct TimeSlots {
  static_assert(Slots >= 2);
  std::array<Part, Slots> parts{};
  std::int64_t slot = 0;  ///< lengths since the epoch, of the slot that is being written

  constexpr const Part& current() const noexcept { return parts[place(slot)]; }
  constexpr Part& current() noexcept { return parts[place(slot)]; }

  /// At `now`: slots that have begun since start as `fresh`. A time before the current slot is taken to be in it.
  constexpr TimeSlots advanced(std::chrono::milliseconds length, Timestamp now, const Part& fresh) const noexcept {
    const std::int64_t to = slot_of(length, now);
    TimeSlots next = *this;
    if (to <= slot) return next;
    if (to - slot >= static_cast<std::int64_t>(Slots)) {
      next.parts.fill(fresh);
    } else {
      for (std::int64_t s = slot + 1; s <= to; ++s) next.parts[place(s)] = fresh;
    }
    next.slot = to;
    return next;
  }

  /// How long a slot is, so that `window` is whole: rounded up.
  static constexpr std::chrono::milliseconds length_for(std::chrono::milliseconds window) noexcept {
    constexpr auto spans = static_cast<std::int64_t>(Slots - 1);
    return std::chrono::milliseconds{(window.count() + spans - 1) / spans};
  }

  static constexpr std::int64_t slot_of(std::chrono::milliseconds length, Timestamp t) noexcept {
    const std::int64_t ms = t.time_since_epoch().count(), whole = ms / length.count();
    return ms % length.count() < 0 ? whole - 1 : whole;
  }

 private:
  static constexpr std::size_t place(std::int64_t s) noexcept {
    constexpr auto size = static_cast<std::int64_t>(Slots);
    return static_cast<std::size_t>((s % size + size) % size);
  }
};

}  // namespace bulwark::inline v1
