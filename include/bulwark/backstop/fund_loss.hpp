#pragma once

#include <concepts>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/random_bits.hpp"

namespace bulwark::inline v1 {

/// The random numbers of one event on one path of a simulation, each in (0, 1): a function of (seed, path, place), the same whoever asks.
struct EventNumbers {
  std::uint64_t seed;
  Index path;
  Index first;  ///< place of the event's first pair
  double one;   ///< a number that costs nothing more

  /// Two more; `k` >= 0, below the law's `pairs()`.
  constexpr std::array<double, 2> pair(Index k) const noexcept { return random_pair(seed, path, first + 1 + k); }
};

/// What an event costs a fund: `loss(numbers)` in quote, less what the event brings it (penalties), so that it may be negative; `pairs()`
/// is how many pairs of numbers it reads at most. A function of its numbers alone. NaN where its inputs are.
template <class Law>
concept FundLoss = requires(const Law& law, const EventNumbers& numbers) {
  { law.loss(numbers) }
  noexcept->std::same_as<double>;
  { law.pairs() }
  noexcept->std::same_as<Index>;
  { law.faults() } -> std::same_as<Faults>;
};

/// What one event costs, so many times over: the losses of events `first`, `first` + 1, ..., each by itself. Their quantile, with its
/// error, is `fund_size(losses, share)`. A range of events is a unit of work, as a range of paths is of a simulation.
template <FundLoss Law>
constexpr void event_losses(const Law& law, std::uint64_t seed, Index first, std::span<double> out) noexcept {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Index event = first + static_cast<Index>(i);
    out[i] = law.loss({seed, event, 0, random_pair(seed, event, 0)[1]});
  }
}

/// The time between events: `wait(number)` in years, > 0, for a number in (0, 1).
template <class Arrivals>
concept FundArrivals = requires(const Arrivals& arrivals, double number) {
  { arrivals.wait(number) }
  noexcept->std::same_as<double>;
  { arrivals.faults() } -> std::same_as<Faults>;
};

}  // namespace bulwark::inline v1
