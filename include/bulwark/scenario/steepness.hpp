#pragma once

#include <concepts>
#include <limits>

#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::inline v1 {

/// How fast a number of an account, a requirement or what counts of its resources, can change at most while one row is traded: however
/// much of it is held, and whatever else.
struct Steepness {
  double per_contract = 0.0;  ///< quote per contract, bought or sold
  double per_quote = 0.0;     ///< per quote by which each profit and value changes: what their rounding does
  double jump = 0.0;          ///< quote on top, for a trade of any size: what rules round to and where they step

  /// A requirement is convex in the quantity of the row, what counts of resources is concave: an average of two sizes does at least as well
  /// as they do on average, but for the jump.
  bool is_convex = false;

  /// All this holds only among trades that do not close the row exactly: one that does may pay out the profit of its position, which may
  /// change the number by as much as that.
  bool excepts_close = false;
};

/// Nothing is known of it: an answer at one size says nothing of another.
inline constexpr Steepness unknown_steepness{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                                             std::numeric_limits<double>::infinity()};

/// One contract of a row, bought: what it does beside the row's columns.
struct BoughtContract {
  Index row;        ///< of the listing
  double outright;  ///< settlement units: a future's entry leg, or minus what was paid in coins
  double cash;      ///< quote: minus what was paid in the quote
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A policy that knows how steep it is. `first_block` is the first of the blocks that it asked for.
template <class P>
concept KnowsSteepness = requires(const P policy, const PricedMarket& market, const BoughtContract& bought, Index first_block) {
  { policy.steepness(market, bought, first_block) }
  noexcept->std::same_as<Steepness>;
};

/// Of any policy; unknown where it does not say.
template <class P>
Steepness steepness_of(const P& policy, const PricedMarket& market, const BoughtContract& bought, Index first_block = 0) noexcept {
  if constexpr (KnowsSteepness<P>)
    return policy.steepness(market, bought, first_block);
  else
    return unknown_steepness;
}

}  // namespace bulwark::BULWARK_TARGET
