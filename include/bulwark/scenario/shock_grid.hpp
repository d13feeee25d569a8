#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Price moves times volatility moves, and far price moves whose profits count in part. Every asset moves by itself.
/// Scenario order: for each price from lowest to highest: volatility same, up, down; then the far moves, volatility up.
struct ShockGrid {
  double price_range;                    ///< relative; 0.16 moves each price by up to 16 % either way
  std::vector<double> range_of_asset{};  ///< row AssetId; replaces price_range where given (and positive)
  Index steps_per_side = 4;              ///< price moves are range x i / steps
  double vol_up = 0.0;                   ///< relative; no volatility columns when both are 0
  double vol_down = 0.0;                 ///< relative
  VolatilityTerm term{};
  std::vector<double> far_moves{};  ///< relative price moves beyond the range
  double far_factor = 1.0;          ///< their weight is factor x range / |move|
  Numeraire numeraire = Numeraire::quote;

  double range(Index asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return a < range_of_asset.size() && range_of_asset[a] > 0.0 ? range_of_asset[a] : price_range;
  }

  /// The end of the range on the side of `move`.
  double edge(Index asset, double move) const noexcept { return move < 0.0 ? -range(asset) : range(asset); }

  Index vol_columns() const noexcept { return vol_up != 0.0 || vol_down != 0.0 ? 3 : 1; }

  /// Columns before the far moves.
  Index near_size() const noexcept { return (2 * steps_per_side + 1) * vol_columns(); }

  Index size() const noexcept { return near_size() + static_cast<Index>(far_moves.size()); }

  /// Share of a far profit that counts.
  double far_weight(Index asset, double move) const noexcept { return product(far_factor, edge(asset, move) / move); }

  /// The same for coin-settled contracts counted in coins: the profit made at the far price is also converted to coins at the edge of the
  /// range, so that an inverse future's far entry equals its entry at the edge (Deribit portfolio margin, 2024).
  double far_coin_weight(Index asset, double move) const noexcept {
    return product(far_weight(asset, move), (1.0 + move) / (1.0 + edge(asset, move)));
  }

  ScenarioSet scenarios(const MarketState& market) const { return scenarios(std::ssize(market.assets)); }

  ScenarioSet scenarios(Index assets) const {
    const auto cells = static_cast<std::size_t>(size() * assets);
    const std::vector<double> still(cells, 0.0), whole(cells, 1.0);
    ScenarioSet set{.scenarios = size(),
                    .assets = assets,
                    .price_move = still,
                    .vol_move = still,
                    .weight = whole,
                    .coin_weight = numeraire == Numeraire::settlement ? whole : std::vector<double>{},
                    .term = term,
                    .numeraire = numeraire};
    const double vol_moves[] = {0.0, vol_up, -vol_down};
    for (Index s = 0; s < size(); ++s)
      for (Index a = 0; a < assets; ++a) {
        const std::size_t cell = set.at(s, static_cast<AssetId>(a));
        if (s < near_size()) {
          const auto step = static_cast<double>(s / vol_columns() - steps_per_side);
          set.price_move[cell] = product(range(a), step / static_cast<double>(steps_per_side));
          set.vol_move[cell] = vol_moves[s % vol_columns()];
        } else {
          const double move = far_moves[static_cast<std::size_t>(s - near_size())];
          set.price_move[cell] = move;
          set.vol_move[cell] = vol_up;
          set.weight[cell] = far_weight(a, move);
          if (!set.coin_weight.empty()) set.coin_weight[cell] = far_coin_weight(a, move);
        }
      }
    return set;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool good, FaultCode code, const char* field, double value, Index where = -1) {
      if (!good) report(found, code, field, {.outer = where}, value);
    };
    const auto in_unit = [](double x) { return x > 0.0 && x < 1.0; };
    check(in_unit(price_range), FaultCode::out_of_range, "shock_grid.price_range", price_range);
    for (Index a = 0; a < std::ssize(range_of_asset); ++a) {
      const double own = range_of_asset[static_cast<std::size_t>(a)];
      check(own == 0.0 || in_unit(own), FaultCode::out_of_range, "shock_grid.range_of_asset", own, a);
    }
    check(steps_per_side >= 1 && steps_per_side <= 1000, FaultCode::out_of_range, "shock_grid.steps_per_side",
          static_cast<double>(steps_per_side));
    check(vol_up >= 0.0 && is_finite(vol_up), FaultCode::out_of_range, "shock_grid.vol_up", vol_up);
    check(vol_down >= 0.0 && is_finite(vol_down), FaultCode::out_of_range, "shock_grid.vol_down", vol_down);
    check(far_factor >= 0.0 && is_finite(far_factor), FaultCode::out_of_range, "shock_grid.far_factor", far_factor);
    for (Index i = 0; i < std::ssize(far_moves); ++i) {
      const double move = far_moves[static_cast<std::size_t>(i)];
      check(move > -1.0 && move != 0.0 && is_finite(move), FaultCode::out_of_range, "shock_grid.far_moves", move, i);
    }
    append(found, bulwark::faults(term));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
