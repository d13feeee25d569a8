#pragma once

#include <span>

#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::inline v1 {

/// Some scenarios of a set, by their numbers, in the order in which they are named.
inline ScenarioSet only(const ScenarioSet& set, std::span<const Index> scenarios) {
  ScenarioSet some = set;
  some.scenarios = std::ssize(scenarios);
  const auto choose = [&](auto& to, const auto& from, Index width) {
    to.clear();
    if (from.empty()) return;
    for (const Index s : scenarios) to.insert(to.end(), from.begin() + s * width, from.begin() + (s + 1) * width);
  };
  choose(some.price_move, set.price_move, set.assets), choose(some.vol_move, set.vol_move, set.assets);
  choose(some.weight, set.weight, set.assets), choose(some.coin_weight, set.coin_weight, set.assets);
  choose(some.vol_shift, set.vol_shift, set.assets), choose(some.skew, set.skew, 1);
  return some;
}

}  // namespace bulwark::inline v1
