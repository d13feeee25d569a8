#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/system/attacked_venue.hpp"
#include "bulwark/system/price_push.hpp"

namespace bulwark::inline v1 {

/// Where an attack is looked for: `targets` prices up to `most_multiple` of the true price, their logarithms in steps that grow evenly from
/// the smallest, each held for `holds` times in geometric steps from a block to the oracle's window.
struct AttackSearch {
  bool is_downwards = false;
  double most_multiple = 1e6;  ///< > 1; downwards a divisor
  Index targets = 1'000;       ///< >= 1
  Index holds = 40;            ///< >= 1
};

enum class AttackVerdict {
  unknown,     ///< a price or a cost is no number
  safe,        ///< no attack of the kind gains, whatever its price up to the search's end and however long it is held
  unsafe,      ///< the reported one does
  unresolved,  ///< none that was looked at gains, one between two of them might: a finer search decides
};

/// The best attack found, and what no attack exceeds.
struct AttackReport {
  AttackVerdict verdict;
  double target;        ///< quote per coin that the market is pushed to
  double seconds;       ///< for which
  double oracle;        ///< quote per coin that the venue then believes
  PushCost push;        ///< what that costs
  Haul haul;            ///< what that brings
  double profit;        ///< quote: the haul's gain less the push's cost; <= 0: no attack is worth it
  double profit_bound;  ///< quote: no target and no holding time between those looked at gains more
};

/// The costs of every push that is looked at; independent of the venue's caps and weights.
struct AttackGrid {
  double price;                 ///< true price
  std::vector<double> target;   ///< the true price first, then away from it
  std::vector<double> seconds;  ///< increasing
  std::vector<PushCost> cost;   ///< target x seconds
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything wrong with where an attack is looked for.
inline Faults faults(const AttackSearch& search) {
  Faults found;
  if (!(search.most_multiple > 1.0 && is_finite(search.most_multiple)))
    report(found, FaultCode::out_of_range, "attack_search.most_multiple", {}, search.most_multiple);
  if (search.targets < 1) report(found, FaultCode::not_positive, "attack_search.targets", {}, static_cast<double>(search.targets));
  if (search.holds < 1) report(found, FaultCode::not_positive, "attack_search.holds", {}, static_cast<double>(search.holds));
  return found;
}

/// The pushes that a search looks at. An oracle that takes the median of several markets is pushed by the cheapest `needed` of them
/// (their total), one whose cost is not known counting as the cheapest; all start at the first one's price. Where there are not so many, or
/// the search is at fault, nothing is known of the grid's one push, and its verdict is unknown. Cold path; allocates. Cost: targets x
/// markets x some 170 fills.
template <MovingDepth Depth>
AttackGrid attack_grid(std::span<const Depth> markets, Index needed, const AttackedVenue& venue, const PushResistance& resistance,
                       const AttackSearch& search = {}) {
  if (needed < 1 || needed > std::ssize(markets) || !faults(search).empty()) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {.price = unknown, .target = {unknown}, .seconds = {unknown}, .cost = {{unknown, unknown, unknown, unknown, unknown, false}}};
  }
  AttackGrid grid{.price = markets.front().price(), .target = {}, .seconds = {}, .cost = {}};
  const double span = (search.is_downwards ? -1.0 : 1.0) * log(search.most_multiple);
  const auto square = [](double x) { return product(x, x); };
  for (Index i = 0; i <= search.targets; ++i)
    grid.target.push_back(product(grid.price, exp(product(span, square(static_cast<double>(i) / static_cast<double>(search.targets))))));
  const double longest = greatest(venue.block, venue.window), shortest = greatest(venue.block, product(0x1p-20, longest));
  const double stretch = shortest > 0.0 ? log(longest / shortest) : 0.0;
  grid.seconds.push_back(venue.block);
  for (Index k = 1; k < search.holds; ++k)
    grid.seconds.push_back(product(shortest, exp(product(stretch, static_cast<double>(k) / static_cast<double>(search.holds)))));
  grid.seconds.push_back(longest);
  std::sort(grid.seconds.begin(), grid.seconds.end());
  std::vector<double> coins(markets.size());
  std::vector<PushCost> each(markets.size());
  for (const double target : grid.target) {
    for (std::size_t m = 0; m < markets.size(); ++m) coins[m] = coins_to_reach(markets[m], target);
    for (const double seconds : grid.seconds) {
      for (std::size_t m = 0; m < markets.size(); ++m) each[m] = push_cost(markets[m], target, coins[m], seconds, resistance);
      std::stable_sort(each.begin(), each.end(), [](const PushCost& a, const PushCost& b) {
        const bool is_known = a.cost == a.cost;
        return is_known ? a.cost < b.cost : b.cost == b.cost;
      });
      PushCost sum{0.0, 0.0, 0.0, 0.0, 0.0, false};
      for (Index n = 0; n < needed; ++n) {
        const PushCost& one = each[static_cast<std::size_t>(n)];
        sum = {sum.coins + one.coins,       sum.absorbed + one.absorbed, sum.capital + one.capital,
               sum.stranded + one.stranded, sum.cost + one.cost,         sum.is_exhausted || one.is_exhausted};
      }
      grid.cost.push_back(sum);
    }
  }
  return grid;
}

/// The most profitable attack of a grid. The bound is over whole cells of it: what the dearer corner's price brings for what the cheaper
/// one's push costs, since neither falls with the target or the time. A price that is not believed brings nothing; in the bound it counts
/// as the last that is. The grid's holding times are those of the venue's window, so that a venue with another one needs another grid.
inline AttackReport best_attack(const AttackGrid& grid, const AttackedVenue& venue) noexcept {
  const std::size_t holds = grid.seconds.size();
  const double edge = grid.target.back() > grid.price ? product(grid.price, venue.most_ratio) : grid.price / venue.most_ratio;
  const auto capped = [&](double oracle) { return grid.target.back() > grid.price ? least(oracle, edge) : greatest(oracle, edge); };
  AttackReport best{.verdict = AttackVerdict::safe,
                    .target = grid.price,
                    .seconds = 0.0,
                    .oracle = grid.price,
                    .push = {0.0, 0.0, 0.0, 0.0, 0.0, false},
                    .haul = {0.0, 0.0, 0.0},
                    .profit = 0.0,
                    .profit_bound = 0.0};
  for (std::size_t i = 0; i < grid.target.size(); ++i)
    for (std::size_t k = 0; k < holds; ++k) {
      const PushCost& push = grid.cost[i * holds + k];
      const PushCost& cheaper = grid.cost[(i > 0 ? i - 1 : 0) * holds + (k > 0 ? k - 1 : 0)];
      const double oracle = venue.oracle(grid.price, grid.target[i], grid.seconds[k]);
      const Haul haul = venue.haul(grid.price, oracle, push.stranded);
      const Haul most = venue.haul(grid.price, capped(oracle), cheaper.stranded);
      const double bound = most.gain() - cheaper.cost, profit = haul.gain() - push.cost;
      if (!is_finite(bound) || !is_finite(profit)) {
        best.verdict = AttackVerdict::unknown, best.profit = best.profit_bound = bound + profit;
        return best;
      }
      best.profit_bound = greatest(best.profit_bound, most.position > 0.0 ? bound : 0.0);
      if (!(profit > best.profit && venue.is_believed(grid.price, oracle))) continue;
      best.target = grid.target[i], best.seconds = grid.seconds[k], best.oracle = oracle;
      best.push = push, best.haul = haul, best.profit = profit;
    }
  if (best.profit_bound > 0.0) best.verdict = best.profit > 0.0 ? AttackVerdict::unsafe : AttackVerdict::unresolved;
  return best;
}

template <MovingDepth Depth>
AttackReport best_attack(const Depth& market, const AttackedVenue& venue, const PushResistance& resistance,
                         const AttackSearch& search = {}) {
  return best_attack(attack_grid(std::span{&market, 1}, 1, venue, resistance, search), venue);
}

}  // namespace bulwark::BULWARK_TARGET
