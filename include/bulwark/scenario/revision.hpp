#pragma once

#include <cstdint>

namespace bulwark::inline v1 {

/// Names what a value holds: equal only where nobody has written since one was copied or moved from the other. No two writes of a process
/// have the same, whatever they are written over, so that who took something from a value can tell by one compare that it is stale. No
/// result depends on the number. Safe from any thread.
class Revision {
 public:
  /// Of new contents.
  Revision() noexcept : number_(next()) {}
  /// Of nothing at all; equal to no contents'.
  static constexpr Revision none() noexcept { return Revision(0); }

  void raise() noexcept { number_ = next(); }

  friend constexpr bool operator==(const Revision&, const Revision&) = default;

 private:
  explicit constexpr Revision(std::uint64_t number) noexcept : number_(number) {}

  // The one global of the library: an address or a count of its own would not tell a value from another that was made in its place.
  static inline std::uint64_t last = 0;
  static std::uint64_t next() noexcept { return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED); }

  std::uint64_t number_;
};

}  // namespace bulwark::inline v1
