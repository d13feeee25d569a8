#pragma once

#include <array>
#include <cstddef>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What is remembered of an oracle's price between updates; see `StablePriceModel`. Prices in quote per coin.
template <std::size_t Slots = 24>
struct StablePrice {
  double price;                       ///< the stable price
  std::array<double, Slots> delayed;  ///< by interval, as a ring
  Timestamp updated;                  ///< when it last changed
  std::size_t slot = 0;               ///< of the ring, the interval of that moment
  double sum = 0.0;                   ///< price x seconds since the interval began
  double seconds = 0.0;               ///< since the interval began
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A price that follows the oracle's, but slowly, and the more slowly the further it is from what the oracle said a day ago: a price that
/// somebody moves for an hour moves little of it. Delayed prices are averages of the intervals, each within `delay_growth` of the one
/// before. An average divides by all of the time since its interval began and counts at most `longest` of it per update, as the programme
/// does: after a gap it is too low. State in, state out; NaN in, NaN out. Source: Mango v4, `StablePriceModel` at 1303a4a1 (2024).
struct StablePriceModel {
  std::chrono::seconds interval{3600};
  double delay_growth = 0.06;         ///< relative change of the delayed price, per interval, at most
  double stable_growth = 0.0003;      ///< relative change of the stable price, per second, at most
  std::chrono::seconds shortest{10};  ///< updates that follow sooner are ignored
  std::chrono::seconds longest{600};  ///< of a longer gap only so much counts

  /// Where it starts, or starts anew: everything at the oracle's price (> 0).
  template <std::size_t Slots = 24>
  StablePrice<Slots> from(double price, Timestamp now) const noexcept {
    StablePrice<Slots> state{.price = price, .delayed = {}, .updated = now, .slot = slot_of<Slots>(now)};
    state.delayed.fill(price);
    return state;
  }

  template <std::size_t Slots>
  StablePrice<Slots> updated(StablePrice<Slots> state, double oracle, Timestamp now) const noexcept {
    const auto gap = now - state.updated;
    if (gap < shortest) return state;
    const double all = seconds_of(gap), some = gap < longest ? all : seconds_of(longest);
    state.updated = now;
    state.seconds += all;
    state.sum = fma(oracle, some, state.sum);
    if (const std::size_t slot = slot_of<Slots>(now); slot != state.slot) {
      const double before = state.delayed[(state.slot + Slots - 1) % Slots];
      const double next = within(delay_growth, before, state.sum / state.seconds);
      const bool is_whole_ring = gap > interval * static_cast<int>(Slots);
      std::size_t s = state.slot;
      do {
        state.delayed[s] = next;
        s = (s + 1) % Slots;
      } while (is_whole_ring ? s != state.slot : s != slot);
      state.slot = slot;
      state.sum = state.seconds = 0.0;
    }
    const double delayed = state.delayed[state.slot];
    const double nearness = least(delayed, state.price) / greatest(delayed, state.price);
    state.price = within(product(product(product(stable_growth, nearness), nearness), some), state.price, oracle);
    return state;
  }

  Faults faults() const {
    Faults found;
    const auto seconds = [](std::chrono::seconds s) { return static_cast<double>(s.count()); };
    if (!(interval.count() > 0)) report(found, FaultCode::not_positive, "stable_price.interval", {}, seconds(interval));
    if (!(shortest.count() > 0)) report(found, FaultCode::not_positive, "stable_price.shortest", {}, seconds(shortest));
    if (!(longest >= shortest)) report(found, FaultCode::out_of_range, "stable_price.longest", {}, seconds(longest));
    if (!(delay_growth > 0.0 && is_finite(delay_growth)))
      report(found, FaultCode::not_positive, "stable_price.delay_growth", {}, delay_growth);
    // The lower bound, 1 - growth x longest, must not be negative.
    if (!(stable_growth > 0.0 && product(stable_growth, seconds(longest)) < 1.0))
      report(found, FaultCode::out_of_range, "stable_price.stable_growth", {}, stable_growth);
    return found;
  }

 private:
  template <std::size_t Slots>
  std::size_t slot_of(Timestamp t) const noexcept {
    const auto intervals = std::chrono::floor<std::chrono::seconds>(t).time_since_epoch() / interval;
    return static_cast<std::size_t>(intervals) % Slots;
  }
  /// `target`, but no further than `growth` of `from` away.
  static double within(double growth, double from, double target) noexcept {
    return least(greatest(target, product(from, 1.0 - growth)), product(from, 1.0 + growth));
  }
};

}  // namespace bulwark::BULWARK_TARGET
