#pragma once

#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/var/walk.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of a walking policy that `policy` breaks on `days` of history (of two hundred or so): above all, that no forecast knows its own
/// day or one that comes later. `change(day)` makes a day another one with a known profit; a policy that keeps the history behind the
/// state's back is found where that changes what was forecast before.
template <class Days, class Policy, class Profit, class Change>
requires WalkingPolicy<Policy, typename Days::value_type> BrokenLaws broken_by_walking(const Policy& policy, Days& days,
                                                                                       const Profit& profit_of, const Change& change) {
  BrokenLaws broken;
  const auto is_same = [](const ForecastDay& a, const ForecastDay& b) {
    const auto same = [](double x, double y) { return x == y || (x != x && y != y); };
    return same(a.value_at_risk, b.value_at_risk) && same(a.expected_shortfall, b.expected_shortfall);
  };
  const std::vector<ForecastDay> before = walk(policy, days, profit_of), again = walk(policy, days, profit_of);
  bool is_repeated = true, is_ordered = true, is_known = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    is_repeated = is_repeated && is_same(before[i], again[i]);
    is_ordered = is_ordered && !(before[i].expected_shortfall < before[i].value_at_risk);
    is_known = is_known || before[i].value_at_risk == before[i].value_at_risk;
  }
  note(broken, is_repeated, "the same history is the same forecasts each time");
  note(broken, is_ordered, "expected shortfall is at least the value at risk");
  note(broken, is_known, "a long history makes a forecast");
  const auto size = static_cast<std::size_t>(std::size(days));
  for (const std::size_t from : {size - 1, size - size / 8, size / 2}) {
    for (std::size_t i = from; i < size; ++i) days[i] = change(days[i]);
    const std::vector<ForecastDay> after = walk(policy, days, profit_of);
    bool is_causal = true;
    for (std::size_t i = 0; i <= from; ++i) is_causal = is_causal && is_same(before[i], after[i]);
    note(broken, is_causal, "a forecast uses nothing of its day or later ones");
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
