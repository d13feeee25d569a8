#pragma once

#include <array>

#include "bulwark/margin/tail_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// Expected shortfall when some markets take longer to leave than others: the whole book over the first horizon, then again and again what
/// takes longer still, with everything else at rest: sqrt(sum of (shortfall_j)^2 x (days_j - days_j-1) / days_0), days before the first
/// counting as none. Source: Basel Committee, "Minimum capital requirements for market risk" (January 2019, revised February 2019), MAR33.4
/// and 33.5, whose horizons are 10, 20, 40, 60 and 120 days. The rule scales by the root of time: where moves have jumps, it takes too
/// little in the tail (`jump_loss` says how much), and moves over the longest horizon for all is the safe side.
template <AsksForScenarios Moves, Index Horizons>
struct LiquidityHorizonMargin {
  static_assert(Horizons >= 1);
  static constexpr Index scenario_sets = Horizons;
  TailMargin<Moves> shortfall;            ///< over the first horizon
  std::array<double, Horizons> days;      ///< increasing
  std::vector<Index> horizon_of_asset{};  ///< row AssetId, into `days`; an asset without one has the first

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const {
    for (Index j = 0; j < Horizons; ++j) {
      ScenarioSet set = shortfall.scenarios(market);
      for (Index s = 0; s < set.scenarios; ++s)
        for (Index a = 0; a < set.assets; ++a)
          if (horizon(a) < j) rest(set, set.at(s, AssetId{static_cast<std::uint32_t>(a)}));
      sets.push_back(std::move(set));
    }
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement first = shortfall.requirement(account, profits);
    double initial = 0.0, maintenance = 0.0, before = 0.0;
    for (Index j = 0; j < Horizons; ++j) {
      const Requirement own = j == 0 ? first : shortfall.requirement(account, profits.after(j));
      const double share = (days[static_cast<std::size_t>(j)] - before) / days[0];
      initial = fma(product(share, own.initial), own.initial, initial);
      maintenance = fma(product(share, own.maintenance), own.maintenance, maintenance);
      before = days[static_cast<std::size_t>(j)];
    }
    first.initial = __builtin_sqrt(initial);
    first.maintenance = __builtin_sqrt(maintenance);
    return first;
  }

  Faults faults() const {
    Faults found = shortfall.faults();
    for (Index j = 0; j < Horizons; ++j) {
      const double own = days[static_cast<std::size_t>(j)], before = j == 0 ? 0.0 : days[static_cast<std::size_t>(j - 1)];
      if (!(own > before && is_finite(own))) report(found, FaultCode::out_of_order, "liquidity_horizon_margin.days", {.outer = j}, own);
    }
    for (Index a = 0; a < std::ssize(horizon_of_asset); ++a)
      if (horizon(a) < 0 || horizon(a) >= Horizons)
        report(found, FaultCode::out_of_range, "liquidity_horizon_margin.horizon_of_asset", {.outer = a}, static_cast<double>(horizon(a)));
    return found;
  }

 private:
  Index horizon(Index asset) const noexcept {
    return asset < std::ssize(horizon_of_asset) ? horizon_of_asset[static_cast<std::size_t>(asset)] : 0;
  }

  static void rest(ScenarioSet& set, std::size_t cell) {
    set.price_move[cell] = set.vol_move[cell] = 0.0;
    if (!set.vol_shift.empty()) set.vol_shift[cell] = 0.0;
  }
};
static_assert(MarginPolicy<LiquidityHorizonMargin<History, 2>> && AsksForParts<LiquidityHorizonMargin<History, 2>>);

}  // namespace bulwark::BULWARK_TARGET
