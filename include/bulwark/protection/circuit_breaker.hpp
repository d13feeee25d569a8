#pragma once

#include "bulwark/protection/flow_limit.hpp"
#include "bulwark/protection/following_band.hpp"
#include "bulwark/protection/halt.hpp"
#include "bulwark/protection/lasting_breach.hpp"
#include "bulwark/protection/velocity_trigger.hpp"
#include "bulwark/protection/volatility_trigger.hpp"

namespace bulwark::BULWARK_TARGET {

/// What trips a breaker, each by itself.
struct Trips {
  bool unknown_price = false;
  bool static_band = false;
  bool following_band = false;
  bool velocity = false;
  bool volatility = false;
  bool liquidations = false;

  constexpr bool any() const noexcept { return unknown_price || static_band || following_band || velocity || volatility || liquidations; }
  friend constexpr bool operator==(const Trips&, const Trips&) = default;
};

/// What a breaker sees at a print.
struct MarketPrint {
  double price;             ///< quote per coin; NaN where it is not believed
  double settlement;        ///< quote per coin, that the static band stands around
  double average;           ///< quote per coin, that the following band follows
  double liquidated = 0.0;  ///< quote, notional since the last print
};

/// A whole circuit breaker: five triggers and one halt. A pure function of its state and a print: the caller owns the time and replays a
/// day as it was. A price that is unknown trips, and leaves what is remembered of prices as it is.
struct CircuitBreaker {
  PriceBand settlement_band;
  FollowingBand following_band;
  LastingBreach at_band;  ///< of the following band
  VelocityTrigger velocity;
  VolatilityTrigger volatility;
  FlowLimit liquidations;
  Halt halt;

  struct State {
    BandReference reference;
    LastingBreach::State at_band{};
    VelocityTrigger::State extremes;
    RealisedVariance variance;
    FlowLimit::State liquidated{};
    HaltState halt{};
    Trips trips{};  ///< at the last print
  };

  /// Open, at a price (> 0) and a volatility (per sqrt(year)) that are usual.
  State from(double price, double usual_volatility, Timestamp now) const noexcept {
    return {.reference = {price, now}, .extremes = velocity.from(price, now), .variance = volatility.from(price, usual_volatility, now)};
  }

  State updated(State state, const MarketPrint& print, Timestamp now) const noexcept {
    Trips trips;
    state.liquidated = liquidations.updated(state.liquidated, print.liquidated, now);
    trips.liquidations = liquidations.is_breached(state.liquidated, now);
    trips.unknown_price = !(print.price > 0.0 && is_finite(print.price));
    if (!trips.unknown_price) {
      trips.static_band = !settlement_band.range(print.settlement).contains(print.price);
      state.reference = following_band.updated(state.reference, print.average, now);
      const bool is_outside = !following_band.range(state.reference).contains(print.price);
      state.at_band = at_band.updated(state.at_band, is_outside, now);
      trips.following_band = at_band.is_lasting(state.at_band, now);
      state.extremes = velocity.updated(state.extremes, print.price, now);
      trips.velocity = velocity.is_breached(state.extremes);
      state.variance = volatility.updated(state.variance, print.price, now);
      trips.volatility = volatility.is_breached(state.variance);
    }
    state.halt = halt.updated(state.halt, trips.any(), now);
    state.trips = trips;
    return state;
  }

  Faults faults() const {
    Faults found = settlement_band.faults();
    append(found, following_band.faults());
    append(found, at_band.faults());
    append(found, velocity.faults());
    append(found, volatility.faults());
    append(found, liquidations.faults());
    append(found, halt.faults());
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
