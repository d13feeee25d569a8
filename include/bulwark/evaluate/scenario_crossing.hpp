#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "bulwark/evaluate/value_crossing.hpp"
#include "bulwark/scenario/unit_moves.hpp"

namespace bulwark::inline v1 {

/// The nearest price at which some scenario would leave an account nothing.
struct ScenarioCrossing {
  double safe;                     ///< quote per coin: from the start to here no scenario takes all
  std::optional<double> short_at;  ///< one does here, further on; none where none does to the end
  Index scenario = -1;             ///< that one; -1: the account is worth nothing itself
  double likely = safe;            ///< between the two: where it does but for rounding
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What the worst of a set's scenarios leaves of an account at any price of one asset: under scenario s, value + share_s x (value moved by
/// s - value), where share_s is the scenario's weight times a factor. Moved by s the account is worth what it is worth at another price and
/// other volatilities; so scenarios that count in full and share their volatility move are one function of the price, seen from many
/// prices at once, and one search serves all of them.
template <PricerWithGreeks P>
class ScenarioCrossings {
 public:
  /// Moves of `asset`, which is all that the account's value depends on; each option's volatility moves by the set's term.
  ScenarioCrossings(const WalkedValue<P>& value, const ScenarioSet& set, AssetId asset, double factor)
      : moves_nothing_else_(set.skew.empty() && set.vol_shift.empty() && set.years_later == 0.0 && !set.is_parallel && !set.by_expiry &&
                            set.is_folded && !set.only_options) {
    worlds_.push_back({.move = 0.0, .value = value});
    cases_.push_back({.world = 0, .scenario = -1, .share = 0.0, .lowest = 1.0, .highest = 1.0, .at_highest = -1});
    for (Index s = 0; s < set.scenarios; ++s) {
      const std::size_t cell = set.at(s, asset);
      add(set, s, 1.0 + set.price_move[cell], set.vol_move[cell], product(set.weight[cell], factor));
    }
  }

  /// False where the value is not known, or the set does more than move prices and relative volatilities.
  bool is_known() const noexcept {
    for (const World& world : worlds_)
      if (!world.value.is_known()) return false;
    return moves_nothing_else_;
  }

  /// From `spot` towards `end`. None where that cannot be certified.
  std::optional<ScenarioCrossing> nearest(double spot, double end, const CrossingGoal& goal) const {
    ScenarioCrossing nearest{.safe = end, .short_at = {}};
    for (const Case& c : cases_) {
      const ValueCrossing own =
          c.share == 1.0 ? in_full(c, spot, nearest.short_at.value_or(end), goal) : in_part(c, spot, nearest.short_at.value_or(end), goal);
      if (!own.converged || own.safe == spot) return {};
      if (!own.short_at) continue;
      const bool is_nearer = end < spot ? own.safe > nearest.safe : own.safe < nearest.safe;
      if (is_nearer) nearest.safe = own.safe;
      if (!nearest.short_at || is_nearer) {
        nearest.short_at = own.short_at, nearest.likely = own.likely;
        nearest.scenario = end > spot ? c.at_highest : c.scenario;
      }
    }
    return nearest;
  }

 private:
  /// The account under one move of its volatilities.
  struct World {
    double move;
    WalkedValue<P> value;
  };
  /// Scenarios in one world: all that count in full, or a single one.
  struct Case {
    std::size_t world;
    Index scenario;  ///< of the lowest price
    double share;
    double lowest, highest;  ///< price moved / price
    Index at_highest;
  };

  void add(const ScenarioSet& set, Index scenario, double moved, double vol_move, double share) {
    std::size_t world = 0;
    while (world < worlds_.size() && worlds_[world].move != vol_move) ++world;
    if (world == worlds_.size())
      worlds_.push_back({vol_move, worlds_.front().value.with_volatilities([&](double volatility, double years) {
                           const Lanes<1> at = moved_volatility(Lanes<1>(vol_move), Lanes<1>(0.0), set.term.floor_when_up, volatility,
                                                                term_scale(set.term, years));
                           return at.lane(0);
                         })});
    if (share == 1.0)
      for (Case& c : cases_) {
        if (c.world != world || c.share != 1.0) continue;
        if (moved < c.lowest) c.lowest = moved, c.scenario = scenario;
        if (moved > c.highest) c.highest = moved, c.at_highest = scenario;
        return;
      }
    cases_.push_back({world, scenario, share, moved, moved, scenario});
  }

  /// The first price at which the lowest or the highest of the moved ones is where the account is worth nothing; not converged where that
  /// lies among the moved prices of `spot` itself.
  ValueCrossing in_full(const Case& c, double spot, double end, const CrossingGoal& goal) const {
    const bool is_down = end < spot;
    const double first = is_down ? c.highest : c.lowest, last = is_down ? c.lowest : c.highest;
    const WalkedValue<P>& value = worlds_[c.world].value;
    ValueCrossing found = nearest_crossing([&](double price) { return value.at(price); }, product(spot, first), product(end, last), goal);
    const double reached = found.safe / last;
    if (is_down ? !(reached < spot) : !(reached > spot)) found.converged = false;
    found.safe = found.short_at ? reached : end;
    if (found.short_at) found.short_at = *found.short_at / last, found.likely = found.likely / last;
    return found;
  }

  ValueCrossing in_part(const Case& c, double spot, double end, const CrossingGoal& goal) const {
    const WalkedValue<P>&own = worlds_.front().value, &moved = worlds_[c.world].value;
    const auto left = [&](double price) {
      ConvexParts parts = own.at(price);
      if (c.share == 0.0) return parts;
      const ConvexParts other = moved.at(product(price, c.lowest));
      const double rest = 1.0 - c.share, slope = product(c.share, c.lowest);
      if (rest < 0.0) std::swap(parts.convex, parts.concave), std::swap(parts.convex_slope, parts.concave_slope);
      return ConvexParts{.price = price,
                         .line = fma(rest, parts.line, product(c.share, other.line)),
                         .line_slope = fma(rest, parts.line_slope, product(slope, other.line_slope)),
                         .convex = fma(rest, parts.convex, product(c.share, other.convex)),
                         .convex_slope = fma(rest, parts.convex_slope, product(slope, other.convex_slope)),
                         .concave = fma(rest, parts.concave, product(c.share, other.concave)),
                         .concave_slope = fma(rest, parts.concave_slope, product(slope, other.concave_slope)),
                         .bend = fma(rest, parts.bend, product(product(slope, c.lowest), other.bend))};
    };
    return nearest_crossing(left, spot, end, goal);
  }

  bool moves_nothing_else_;
  std::vector<World> worlds_;
  std::vector<Case> cases_;
};

}  // namespace bulwark::BULWARK_TARGET
