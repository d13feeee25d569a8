#pragma once

#include <limits>
#include <span>
#include <vector>

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a set does to the contracts of one risk unit under `Real::count` of its scenarios, side by side.
template <class Real>
struct UnitMoves {
  Real price;       ///< relative: of the asset's prices, or of its spot where all move in parallel
  Real volatility;  ///< relative, before the term scale
  Real shift;       ///< of volatility, per sqrt(year), on top
  Real settlement;  ///< relative, of what profits are paid in; 0 where that stays
  Real weight;      ///< share of a profit that a row shows; blocks by expiry weight what an account's sums come to
};

/// Relative move of what `asset`'s contracts settle in: its own coin moves with it, another asset only in a joint world.
inline double settlement_move(const ScenarioSet& set, Index scenario, AssetId asset, AssetId settlement) noexcept {
  if (settlement == AssetId::quote || (settlement != asset && !set.joint)) return 0.0;
  return set.price_move[set.at(scenario, settlement)];
}

/// Share of a profit that a row shows.
inline double row_weight(const ScenarioSet& set, Index scenario, AssetId asset, AssetId settlement) noexcept {
  return set.is_by_expiry() ? 1.0 : set.weight_of(scenario, asset, settlement);
}

/// The moves of every set for every risk unit: unit after unit, set after set, each set's last group filled up with its first scenario.
template <class Real>
class MovesByUnit {
 public:
  /// The next unit's; none for one that no row is priced in.
  void add_unit() { first_.push_back(moves_.size()); }
  /// The next set's moves of that unit.
  void add(const ScenarioSet& set, AssetId asset, AssetId settlement) {
    for (Index first = 0; first < set.scenarios; first += Real::count) {
      alignas(64) double price[Real::count], volatility[Real::count], shift[Real::count], paid[Real::count], weight[Real::count];
      for (Index i = 0; i < Real::count; ++i) {
        const Index s = first + i < set.scenarios ? first + i : 0;
        const std::size_t cell = set.at(s, asset);
        price[i] = set.price_move[cell];
        volatility[i] = set.vol_move[cell];
        shift[i] = set.shift_of(cell);
        paid[i] = settlement_move(set, s, asset, settlement);
        weight[i] = row_weight(set, s, asset, settlement);
      }
      moves_.push_back({load<Real>(price), load<Real>(volatility), load<Real>(shift), load<Real>(paid), load<Real>(weight)});
    }
  }

  /// Of the first set; those of the others follow.
  const UnitMoves<Real>* of(std::uint32_t unit) const noexcept { return moves_.data() + first_[unit]; }

 private:
  std::vector<UnitMoves<Real>> moves_;
  std::vector<std::size_t> first_;  ///< unit
};

/// Relative move of one price of the asset; a price that a parallel move leaves at or below nothing is unknown.
template <class Real>
[[gnu::always_inline]] inline Real own_move(const UnitMoves<Real>& moves, bool is_parallel, double spot, double price) noexcept {
  if (!is_parallel) return moves.price;
  const Real move = moves.price * Real(spot) / Real(price);
  return select(move > Real(-1.0), move, Real(std::numeric_limits<double>::quiet_NaN()));
}

/// `volatility` moved; `scale` is the term's for the time that is left.
template <class Real>
[[gnu::always_inline]] inline Real moved_volatility(const UnitMoves<Real>& moves, const VolatilityTerm& term, double volatility,
                                                    double scale) noexcept {
  const Real moved = max(Real(0.0), fma(Real(volatility), moves.volatility * Real(scale), Real(volatility)) + moves.shift);
  const auto is_up = (moves.volatility > Real(0.0)) | (moves.shift > Real(0.0));
  return select(is_up, max(moved, Real(term.floor_when_up)), moved);
}

/// Writes what profits there are, at most a group.
template <class Real>
[[gnu::always_inline]] inline void write_profits(std::span<double> profits, Index first, const Real& profit) noexcept {
  const Index left = std::ssize(profits) - first;
  if (left >= Real::count)
    store(profits.data() + first, profit);
  else
    store_first(profits.data() + first, left, profit);
}

}  // namespace bulwark::BULWARK_TARGET
