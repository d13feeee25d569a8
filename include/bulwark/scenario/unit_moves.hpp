#pragma once

#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "bulwark/math/lanes.hpp"
#include "bulwark/scenario/move_grid.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::inline v1 {

/// Scenarios that are priced side by side fill whole groups of so many, in every build.
inline constexpr Index scenario_group = 16;

constexpr Index in_whole_groups(Index scenarios) noexcept { return (scenarios + scenario_group - 1) / scenario_group * scenario_group; }

/// A group's numbers.
struct alignas(64) ScenarioGroup {
  double lane[scenario_group];
};

/// What a set does to the contracts of one risk unit, scenario by scenario; the last group is filled up with the first scenario.
struct SetMoves {
  const double* price;       ///< relative: of the asset's prices, or of its spot where all move in parallel
  const double* volatility;  ///< relative, before the term scale
  const double* shift;       ///< of volatility, per sqrt(year), on top
  const double* settlement;  ///< relative, of what profits are paid in; 0 where that stays
  const double* weight;      ///< share of a profit that a row shows; blocks by expiry weight what an account's sums come to

  const MoveGrid* grid = nullptr;  ///< null where moves do not repeat; else where scenarios find theirs, as `MoveGrid::find` says
  const std::uint64_t* price_at = nullptr;
  const std::uint64_t* volatility_at = nullptr;
  const std::uint64_t* first_at = nullptr;
};

/// How a gain in settlement units counts.
struct CountedIn {
  double price;        ///< quote per settlement unit
  bool is_settlement;  ///< at today's price
  bool is_moving;      ///< what was there before moves with the settlement asset
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/unit_moves.inl"

namespace bulwark::BULWARK_TARGET {

/// Relative move of what `asset`'s contracts settle in: its own coin moves with it, another asset only in a joint world.
inline double settlement_move(const ScenarioSet& set, Index scenario, AssetId asset, AssetId settlement) noexcept {
  if (settlement == AssetId::quote || (settlement != asset && !set.joint)) return 0.0;
  return set.price_move[set.at(scenario, settlement)];
}

/// Share of a profit that a row shows.
inline double row_weight(const ScenarioSet& set, Index scenario, AssetId asset, AssetId settlement) noexcept {
  return set.is_by_expiry() ? 1.0 : set.weight_of(scenario, asset, settlement);
}

/// The moves of every set for every risk unit.
class MovesByUnit {
 public:
  /// The next unit's; none for one that no row is priced in.
  void add_unit() { units_.push_back(blocks_.size()); }
  /// The next set's moves of that unit.
  void add(const ScenarioSet& set, AssetId asset, AssetId settlement) {
    const Index padded = in_whole_groups(set.scenarios);
    Block block{.first = numbers_.size(), .groups = padded / scenario_group, .grid = grids_.size(), .places = places_.size()};
    numbers_.resize(numbers_.size() + static_cast<std::size_t>(5 * padded / scenario_group));
    double* column = numbers_[block.first].lane;
    for (Index i = 0; i < padded; ++i, ++column) {
      const Index s = i < set.scenarios ? i : 0;
      const std::size_t cell = set.at(s, asset);
      column[0] = set.price_move[cell];
      column[padded] = set.vol_move[cell];
      column[2 * padded] = set.shift_of(cell);
      column[3 * padded] = settlement_move(set, s, asset, settlement);
      column[4 * padded] = row_weight(set, s, asset, settlement);
    }
    column -= padded;
    grids_.emplace_back();
    places_.resize(places_.size() + static_cast<std::size_t>(3 * padded));
    std::uint64_t* const at = places_.data() + block.places;
    block.has_grid = grids_.back().find(column, column + padded, column + 2 * padded, set.scenarios, at, at + padded, at + 2 * padded);
    blocks_.push_back(block);
  }

  /// Of the `set`-th that was added for the unit; until more are added.
  SetMoves of(std::uint32_t unit, std::size_t set) const noexcept {
    const Block& block = blocks_[units_[unit] + set];
    const double* const column = numbers_[block.first].lane;
    const Index padded = block.groups * scenario_group;
    const std::uint64_t* const at = places_.data() + block.places;
    return {.price = column,
            .volatility = column + padded,
            .shift = column + 2 * padded,
            .settlement = column + 3 * padded,
            .weight = column + 4 * padded,
            .grid = block.has_grid ? &grids_[block.grid] : nullptr,
            .price_at = at,
            .volatility_at = at + padded,
            .first_at = at + 2 * padded};
  }

 private:
  struct Block {
    std::size_t first;
    Index groups;
    std::size_t grid;
    std::size_t places;
    bool has_grid = false;
  };
  std::vector<ScenarioGroup> numbers_;
  std::vector<MoveGrid> grids_;
  std::vector<std::uint64_t> places_;  ///< in grids
  std::vector<Block> blocks_;
  std::vector<std::size_t> units_;
};

}  // namespace bulwark::BULWARK_TARGET
