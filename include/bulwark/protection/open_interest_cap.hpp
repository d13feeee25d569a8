#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What a market's open interest is held against: coins throughout, or quote throughout. NaN where it is not known.
struct MarketCapacity {
  double supply;   ///< in circulation
  double depth;    ///< that can be sold (or bought back, the lesser) within the slippage that liquidations are provided for
  double earlier;  ///< open interest when the growth window began
};

/// Open interest over each part of the capacity; infinite over nothing.
struct CapacityUse {
  double of_supply;
  double of_depth;
  double growth;
};

/// What keeps an opening from going further.
enum class CapBound { none, supply, depth, growth, unknown };

/// How much of a change of open interest may happen.
struct CapAnswer {
  double allowed;  ///< of what was asked, same sign
  CapBound bound;  ///< what cut it; none where nothing did
  constexpr bool is_whole() const noexcept { return bound == CapBound::none; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// How large a market may become: a share of the coins there are, a multiple of what can be sold, a multiple of what it was. A position
/// that cannot be sold is a loss of whoever takes it over, and one that is larger than the spot market pays for moving that market
/// (Mango 2022-10-11: 4.6 times the depth; JELLY 2025-03-26: 40 % of the supply; YFI 2023-11-17: 84 times as much as days before).
/// What rises must end within the cap; what falls may always fall. An opening against an unknown capacity is not allowed.
struct OpenInterestCap {
  double share_of_supply = 0.05;
  double multiple_of_depth = 1.0;
  double growth = 10.0;         ///< multiple, >= 1, of what it was when the growth window began ...
  double always_allowed = 0.0;  ///< ... but so much is always room to grow into: a new market has nothing to be a multiple of

  static constexpr CapacityUse use(double interest, const MarketCapacity& market) noexcept {
    return {interest / market.supply, interest / market.depth, interest / market.earlier};
  }

  /// The most open interest; NaN where any part of the capacity is unknown or negative.
  constexpr double most(const MarketCapacity& market) const noexcept {
    if (!is_known(market)) return std::numeric_limits<double>::quiet_NaN();
    return least(least(by_supply(market), by_depth(market)), by_growth(market));
  }

  /// Which part of the capacity gives out first; the first of equals.
  constexpr CapBound binding(const MarketCapacity& market) const noexcept {
    const double cap = most(market);
    if (!(cap == cap)) return CapBound::unknown;
    return cap == by_supply(market) ? CapBound::supply : cap == by_depth(market) ? CapBound::depth : CapBound::growth;
  }

  /// `change` of open interest asked for where there is `interest` (>= 0) now.
  constexpr CapAnswer answer(double interest, double change, const MarketCapacity& market) const noexcept {
    if (change <= 0.0) return {change, CapBound::none};
    const double room = most(market) - interest;
    if (!(change == change) || !(room == room)) return {0.0, CapBound::unknown};
    if (change <= room) return {change, CapBound::none};
    return {greatest(0.0, room), binding(market)};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double x) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, x);
    };
    check(share_of_supply > 0.0 && share_of_supply <= 1.0, "open_interest_cap.share_of_supply", share_of_supply);
    check(multiple_of_depth > 0.0, "open_interest_cap.multiple_of_depth", multiple_of_depth);
    check(growth >= 1.0, "open_interest_cap.growth", growth);
    check(always_allowed >= 0.0, "open_interest_cap.always_allowed", always_allowed);
    return found;
  }

 private:
  static constexpr bool is_known(const MarketCapacity& market) noexcept {
    return market.supply >= 0.0 && market.depth >= 0.0 && market.earlier >= 0.0;
  }
  constexpr double by_supply(const MarketCapacity& market) const noexcept { return product(share_of_supply, market.supply); }
  constexpr double by_depth(const MarketCapacity& market) const noexcept { return product(multiple_of_depth, market.depth); }
  constexpr double by_growth(const MarketCapacity& market) const noexcept {
    return greatest(always_allowed, product(growth, market.earlier));
  }
};

}  // namespace bulwark::BULWARK_TARGET
