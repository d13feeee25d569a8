#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/protection/price_band.hpp"

namespace bulwark::inline v1 {

/// What a band that follows the market stands around.
struct BandReference {
  double price;     ///< quote per coin
  Timestamp since;  ///< when it became the reference
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A dynamic band: the reference follows the market's average, in steps. Source: the US plan to address extraordinary market volatility
/// ("Limit Up-Limit Down", NMS plan, 2019, section V): the mean of the last five minutes' trades becomes the reference
/// when it is 1 % away from it, and stays for 30 seconds at least; 5 % for the largest stocks, 10 % for the others.
struct FollowingBand {
  PriceBand band{.width = 0.05};
  double step = 0.01;                          ///< share of the reference that the average has to move by, >= 0
  std::chrono::milliseconds shortest{30'000};  ///< for which a reference stays

  /// An average that is no price changes nothing.
  BandReference updated(const BandReference& state, double average, Timestamp now) const noexcept {
    const bool is_due = milliseconds_between(state.since, now) >= static_cast<double>(shortest.count());
    const bool is_moved = average > 0.0 && is_finite(average) && magnitude(average - state.price) >= product(step, state.price);
    return is_due && is_moved ? BandReference{average, now} : state;
  }

  constexpr PriceRange range(const BandReference& state) const noexcept { return band.range(state.price); }

  Faults faults() const {
    Faults found = band.faults();
    if (!(step >= 0.0 && step < band.width)) report(found, FaultCode::out_of_range, "following_band.step", {}, step);
    if (shortest.count() < 0) report(found, FaultCode::negative, "following_band.shortest", {}, seconds_of(shortest));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
