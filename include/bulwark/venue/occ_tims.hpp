#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/product_group_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// How far an underlying moves: five steps down and five up, equal on each side; today's price is no point.
struct TimsRange {
  double down;  ///< relative, in (0, 1)
  double up;    ///< relative, > 0
};

// Ranges of the customer portfolio margin guide (OCC and FINRA rule 4210(g), 2024).
inline constexpr TimsRange tims_equity{.down = 0.15, .up = 0.15};  ///< and narrow-based indices
inline constexpr TimsRange tims_large_index{.down = 0.08, .up = 0.06};
inline constexpr TimsRange tims_small_cap{.down = 0.10, .up = 0.10};  ///< and other broad indices

/// The ten points, lowest first, relative.
inline std::array<double, 10> tims_points(const TimsRange& range) noexcept {
  std::array<double, 10> points{};
  for (int step = 1; step <= 5; ++step) {
    const double share = static_cast<double>(step) / 5.0;
    points[static_cast<std::size_t>(5 - step)] = -product(range.down, share);
    points[static_cast<std::size_t>(4 + step)] = product(range.up, share);
  }
  return points;
}

/// A portfolio margin account.
struct OccTims {
  std::vector<TimsRange> of_asset{};      ///< row AssetId
  TimsRange otherwise = tims_equity;      ///< the rest
  std::vector<Index> group_of_asset{};    ///< row AssetId; -1 and the rest: a product group by itself
  std::vector<double> offset_of_group{};  ///< row group: share of one class's gains that another's losses are set off against
  double least_per_unit = 0.375;          ///< quote, times the multiplier of a contract
};

inline constexpr Rulebook occ_tims_rulebook{
    .venue = "OCC portfolio margin (TIMS)",
    .source = "OCC customer portfolio margin guide, FINRA rule 4210(g)",
    .date = "2024",
    .verified = "",
    .assumed = {"options are valued at today's time to expiry",
                "offsets are of one level (product groups, not portfolio groups; their published shares were not found)",
                "no broker's overlays", "the whole account is closed"}};

/// Portfolio margin by theoretical values at ten prices, volatility held: the worst point of each product group, at least the minimum of
/// its contracts. Stock held or owed moves with its options. Initial and maintenance are one.
/// Source and what is assumed: `occ_tims_rulebook`.
template <VarPolicy Var = NoVar>
auto occ_tims(const OccTims& p, Var var = {}) {
  const auto scenarios = [](const TimsRange& range) {
    ScenarioList::Scenarios list;
    for (const double move : tims_points(range)) list.push_back({.price = 1.0 + move});
    return list;
  };
  ProductGroupMargin margin{.list = {.scenarios = scenarios(p.otherwise)},
                            .group_of_asset = p.group_of_asset,
                            .offset_of_group = {},
                            .minimum = {p.least_per_unit}};
  for (const double share : p.offset_of_group) margin.offset_of_group.push_back({.share = share});
  for (const TimsRange& range : p.of_asset) margin.list.of_asset.push_back(scenarios(range));
  const Haircut stock_moves{.of_asset = {}, .otherwise = {.in_scenarios = true}};
  return RiskEvaluator{stock_moves, std::move(margin), Black{}, std::move(var), HealthThreshold{}, &occ_tims_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
