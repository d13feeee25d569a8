#pragma once

#include <string>
#include <vector>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/scenario/listing.hpp"

namespace bulwark::inline v1 {

/// One leg of a book that is struck anew each day: so much of an asset, in a perpetual future or in an option at a constant distance from
/// the spot price and a constant time to expiry.
struct RestruckLeg {
  AssetId asset;
  double share;                     ///< spot value of the coins it is on, of the book's notional; negative is short
  std::chrono::hours time_left{0};  ///< to expiry, of an option; none: a perpetual linear future
  OptionSide side = OptionSide::call;
  double strike = 1.0;  ///< of spot, > 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A book of one kind, whatever the day: what a history is asked about instead of positions that would have expired.
struct RestruckBook {
  std::vector<RestruckLeg> legs;
  double notional = 1.0;  ///< quote

  /// The day's contracts, leg by leg; options settle in the quote.
  Checked<Listing> listed(const MarketState& market) const {
    if (Faults found = faults(std::ssize(market.assets)); !found.empty()) return found;
    std::vector<ListedInstrument> instruments;
    for (std::size_t i = 0; i < legs.size(); ++i) instruments.push_back({.id = std::to_string(i), .instrument = struck(legs[i], market)});
    return Listing::from(instruments);
  }

  /// The day's positions. Premiums are neither paid nor received in cash: take differences of equity.
  Account account(const MarketState& market) const {
    Account held;
    for (const RestruckLeg& leg : legs) {
      const double spot = market[leg.asset].spot;
      held.positions.push_back({.instrument = struck(leg, market), .quantity = product(notional, leg.share) / spot, .entry_price = spot});
    }
    return held;
  }

  Faults faults(Index assets) const {
    Faults found;
    if (legs.empty()) report(found, FaultCode::empty, "restruck_book.legs");
    if (!(notional > 0.0 && is_finite(notional))) report(found, FaultCode::not_positive, "restruck_book.notional", {}, notional);
    for (Index i = 0; i < std::ssize(legs); ++i) {
      const RestruckLeg& leg = legs[static_cast<std::size_t>(i)];
      if (row(leg.asset) >= assets)
        report(found, FaultCode::unknown_asset, "restruck_book.asset", {.outer = i}, static_cast<double>(leg.asset));
      if (!is_finite(leg.share)) report(found, FaultCode::not_finite, "restruck_book.share", {.outer = i}, leg.share);
      if (leg.time_left < leg.time_left.zero())
        report(found, FaultCode::expired, "restruck_book.time_left", {.outer = i}, static_cast<double>(leg.time_left.count()));
      if (!(leg.strike > 0.0 && is_finite(leg.strike)))
        report(found, FaultCode::not_positive, "restruck_book.strike", {.outer = i}, leg.strike);
    }
    return found;
  }

 private:
  static Instrument struck(const RestruckLeg& leg, const MarketState& market) {
    if (leg.time_left == leg.time_left.zero()) return LinearFuture{leg.asset};
    return VanillaOption{leg.asset, leg.side, product(leg.strike, market[leg.asset].spot), market.now + leg.time_left};
  }
};

}  // namespace bulwark::BULWARK_TARGET
