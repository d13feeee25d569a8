#pragma once

#include <optional>

#include "bulwark/math/root.hpp"
#include "bulwark/system/cost_of_attack.hpp"

namespace bulwark::inline v1 {

/// What each parameter would have to be, alone, for no attack to gain. None: it cannot help, whatever it is.
struct AttackRemedies {
  std::optional<double> most_position;  ///< coins: the largest cap
  std::optional<double> weight;         ///< the largest share that counts
  std::optional<double> window;         ///< seconds: an average that is long enough
  std::optional<double> most_ratio;     ///< the widest band around the true price
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The largest cap on the position at which no attack gains, of neighbouring doubles: the next larger one is no longer shown to be safe.
/// The venue's own where it is safe; none where only nothing at all is.
inline std::optional<double> safe_position(const AttackGrid& grid, const AttackedVenue& venue) noexcept {
  const auto is_safe = [&](double cap) {
    AttackedVenue capped = venue;
    capped.most_position = cap;
    return best_attack(grid, capped).verdict == AttackVerdict::safe;
  };
  if (is_safe(venue.most_position)) return venue.most_position;
  const double cap = is_safe(0.0) ? adjacent_flip(is_safe, 0.0, venue.most_position).before : 0.0;
  return cap > 0.0 ? std::optional{cap} : std::nullopt;
}

/// The same for the weight.
inline std::optional<double> safe_weight(const AttackGrid& grid, const AttackedVenue& venue) noexcept {
  const auto is_safe = [&](double weight) {
    AttackedVenue weighed = venue;
    weighed.weight = weight;
    return best_attack(grid, weighed).verdict == AttackVerdict::safe;
  };
  if (is_safe(venue.weight)) return venue.weight;
  return is_safe(0.0) ? std::optional{adjacent_flip(is_safe, 0.0, venue.weight).before} : std::nullopt;
}

/// The same for the band around the true price, from none at all (1).
inline std::optional<double> safe_ratio(const AttackGrid& grid, const AttackedVenue& venue) noexcept {
  const auto is_safe = [&](double ratio) {
    AttackedVenue banded = venue;
    banded.most_ratio = ratio;
    return best_attack(grid, banded).verdict == AttackVerdict::safe;
  };
  if (is_safe(venue.most_ratio)) return venue.most_ratio;
  const double widest = least(venue.most_ratio, 0x1p100);
  return is_safe(1.0) ? std::optional{adjacent_flip(is_safe, 1.0, widest).before} : std::nullopt;
}

/// An averaging window, in whole seconds up to `longest`, at which no attack gains while at one second less it may. A longer one is safe
/// as well but for the search's steps, which it shifts. Some 20 grids are made.
template <MovingDepth Depth>
std::optional<double> safe_window(std::span<const Depth> markets, Index needed, const AttackedVenue& venue,
                                  const PushResistance& resistance, const AttackSearch& search = {}, double longest = 7.0 * 86'400.0) {
  const auto is_safe = [&](double window) {
    AttackedVenue averaged = venue;
    averaged.window = window;
    return best_attack(attack_grid(markets, needed, averaged, resistance, search), averaged).verdict == AttackVerdict::safe;
  };
  if (is_safe(venue.window)) return venue.window;
  double short_one = __builtin_floor(venue.window), long_one = __builtin_floor(longest);
  if (!(long_one > short_one) || !is_safe(long_one)) return std::nullopt;
  while (long_one - short_one > 1.0) {
    const double middle = short_one + __builtin_floor(0.5 * (long_one - short_one));
    (is_safe(middle) ? long_one : short_one) = middle;
  }
  return long_one;
}

/// All four.
template <MovingDepth Depth>
AttackRemedies attack_remedies(std::span<const Depth> markets, Index needed, const AttackedVenue& venue, const PushResistance& resistance,
                               const AttackSearch& search = {}) {
  const AttackGrid grid = attack_grid(markets, needed, venue, resistance, search);
  return {safe_position(grid, venue), safe_weight(grid, venue), safe_window(markets, needed, venue, resistance, search),
          safe_ratio(grid, venue)};
}

}  // namespace bulwark::BULWARK_TARGET
