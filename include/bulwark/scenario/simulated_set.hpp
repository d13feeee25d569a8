#pragma once

#include <concepts>
#include <span>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/math/expm1_column.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// What draws log returns: scenario x asset of any range of scenarios, each a function of its number alone.
template <class S, class... Rule>
concept ScenarioSampler = requires(const S sampler, Index i, std::span<double> room, const Rule&... rule) {
  { sampler.assets() } -> std::same_as<Index>;
  { sampler.scratch_size() } -> std::same_as<Index>;
  sampler.fill(i, i, rule..., room, room);
};

/// The first `count` scenarios of a sampler as joint moves of a market; assets that it does not have do not move. Volatilities move as
/// prices to `vol_power`. `rule` goes to the sampler's `fill`.
template <class Sampler, class... Rule>
requires ScenarioSampler<Sampler, Rule...> ScenarioSet simulated_set(const Sampler& sampler, const MarketState& market, Index count,
                                                                     double vol_power, const Rule&... rule) {
  const Index assets = std::ssize(market.assets), own = sampler.assets();
  const auto cells = static_cast<std::size_t>(count * assets);
  ScenarioSet set{.scenarios = count,
                  .assets = assets,
                  .price_move = std::vector<double>(cells, 0.0),
                  .vol_move = std::vector<double>(cells, 0.0),
                  .weight = std::vector<double>(cells, 1.0),
                  .joint = true};
  constexpr Index some = 256;
  std::vector<double> scratch(static_cast<std::size_t>(sampler.scratch_size())), moves(static_cast<std::size_t>(some * own)),
      vol_moves(vol_power != 0.0 ? moves.size() : 0);
  for (Index first = 0; first < count; first += some) {
    const Index many = count - first < some ? count - first : some;
    sampler.fill(first, many, rule..., std::span<double>(moves), std::span<double>(scratch));
    for (std::size_t i = 0; i < vol_moves.size(); ++i) vol_moves[i] = product(vol_power, moves[i]);
    const auto write = [&](std::vector<double>& from, std::vector<double>& table) {
      expm1_column(from.data(), many * own, from.data());
      for (Index s = 0; s < many; ++s)
        for (Index a = 0; a < own && a < assets; ++a)
          table[static_cast<std::size_t>((first + s) * assets + a)] = from[static_cast<std::size_t>(s * own + a)];
    };
    write(moves, set.price_move);
    if (vol_power != 0.0) write(vol_moves, set.vol_move);
  }
  return set;
}

}  // namespace bulwark::BULWARK_TARGET
