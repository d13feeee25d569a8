#pragma once

#include <optional>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/safe_prices.hpp"
#include "bulwark/evaluate/scenario_crossing.hpp"
#include "bulwark/evaluate/walked_account.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/math/root.hpp"

namespace bulwark::BULWARK_TARGET {

/// Venues whose verdict rests on the worst of a grid's scenarios and nothing else, as long as all is settled in the quote.
template <class Evaluator>
struct OnlyScenariosDecide {
  static constexpr bool value = false;
};
template <PricerWithGreeks P, class Var>
struct OnlyScenariosDecide<RiskEvaluator<Haircut, ScenarioMargin, P, Var, HealthThreshold>> {
  static constexpr bool value = true;
};

/// Where the answer of `is_safe` changes near `guess`, where it is `at_guess`, looked for in strides that double towards `end` where it is
/// safe and towards `start` where it is not. None where all answers to the limit agree.
template <class IsSafe>
std::optional<AdjacentPair> flip_near(const IsSafe& is_safe, double guess, bool at_guess, double start, double end) {
  const double limit = at_guess ? end : start;
  double near = guess, far = guess;
  for (std::int64_t stride = 1;; stride *= 2) {
    if (near == limit) return {};
    const std::int64_t from = ordinal(near);
    far =
        steps_between(near, limit) <= static_cast<std::uint64_t>(stride) ? limit : at_ordinal(limit < near ? from - stride : from + stride);
    if (is_safe(far) != at_guess) break;
    near = far;
  }
  while (steps_between(near, far) > 1) {
    const double middle = middle_double(near, far);
    (is_safe(middle) == at_guess ? near : far) = middle;
  }
  return at_guess ? AdjacentPair{near, far} : AdjacentPair{far, near};
}

/// The safe interval around today's price, where it can be certified: what is left under each scenario is the sum of a convex and a
/// concave function of the price, so that nothing between two prices is missed (`nearest_crossing`) but what is less than the rounding of
/// the values. The ends are those of the venue's own verdict: found under the scenario that binds there, confirmed under all. None where
/// the venue, the account, the path or a verdict is not of the kind; then a scan has to do. `account` is not liquidatable now.
template <class Evaluator>
std::optional<SafePrices> certified_interval(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                             const PricePath& path) {
  if constexpr (OnlyScenariosDecide<Evaluator>::value) {
    const Evaluator& venue = tick.venue();
    const ScenarioMargin& margin = venue.margin;
    if (margin.far_relief != 0.0 || margin.rounding != 0.0 || margin.grid.numeraire != Numeraire::quote) return {};
    if (!path.beta.empty() || path.vol_response != 0.0 || !path.basis.empty()) return {};
    if (account.segments.size() != 1) return {};
    const RiskUnit& unit = tick.table().units()[account.segments.front().unit];
    if (unit.asset != path.asset || unit.settlement != AssetId::quote) return {};

    const WalkedValue value(tick, account, market, path.asset);
    const ScenarioSet set = margin.scenarios(market);
    const ScenarioCrossings crossings(value, set, path.asset, product(venue.liquidation.partial_close, margin.maintenance_factor));
    if (!crossings.is_known()) return {};
    const double spot = market[path.asset].spot, low = log(path.lowest), high = low + (log(path.highest) - low);
    const double ends[] = {product(spot, exp(low)), product(spot, exp(high))};
    std::optional<ScenarioCrossing> found[2];
    std::vector<Index> binding;
    for (int side = 0; side < 2; ++side) {
      found[side] = crossings.nearest(spot, ends[side], {.relative = 0x1p-44});
      if (!found[side]) return {};
      if (found[side]->short_at && found[side]->scenario >= 0) binding.push_back(found[side]->scenario);
    }

    WalkedAccount<Evaluator> walked(tick, account, market, path);
    if (!walked.is_known()) return {};
    if (binding.empty()) binding.push_back(0);
    RepricedTick<Evaluator> under_binding(venue, walked.listing(), binding);
    SafePrices safe{.spot = spot};
    const auto is_good = [](const RiskReport& report) { return report.verdict.is_known() && !report.verdict.is_liquidatable(); };
    const auto ask = [&](double price) { return ++safe.evaluations, under_binding.evaluate(walked.row(), walked.market_at(price)); };
    const auto confirmed = [&](double price) { return ++safe.evaluations, is_good(walked.at(price)); };
    SafeInterval around{.low = ends[0], .high = ends[1], .is_open_below = true, .is_open_above = true};
    for (int side = 0; side < 2; ++side) {
      double& end = side == 0 ? around.low : around.high;
      if (found[side]->short_at) {
        (side == 0 ? around.is_open_below : around.is_open_above) = false;
        const double guess = found[side]->likely;
        const std::optional<AdjacentPair> flip =
            flip_near([&](double price) { return is_good(ask(price)); }, guess, is_good(ask(guess)), spot, ends[side]);
        if (!flip) return {};
        end = flip->before;
      }
      if (!confirmed(end)) return {};
    }
    safe.intervals.push_back(around);
    return safe;
  }
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
