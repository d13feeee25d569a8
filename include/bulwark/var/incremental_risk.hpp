#pragma once

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::inline v1 {

/// What a trade does to the tail of a book.
struct IncrementalRisk {
  VarReport before;
  VarReport after;

  /// What it adds; negative where it hedges.
  constexpr double value_at_risk() const noexcept { return after.value_at_risk - before.value_at_risk; }
  constexpr double expected_shortfall() const noexcept { return after.expected_shortfall - before.expected_shortfall; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The book before and after the whole trade, under the same scenarios: `profits` and `trade` one per scenario, `scratch` as long. For the
/// trade in the limit of a small one, see `contribution`.
template <VarPolicy Policy>
IncrementalRisk incremental_risk(const Policy& policy, std::span<const double> profits, std::span<const double> trade,
                                 std::span<double> scratch) noexcept {
  const std::span<double> used = scratch.first(profits.size());
  for (std::size_t s = 0; s < profits.size(); ++s) used[s] = profits[s];
  IncrementalRisk risk{.before = policy.measure(used), .after = {}};
  for (std::size_t s = 0; s < profits.size(); ++s) used[s] = profits[s] + trade[s];
  risk.after = policy.measure(used);
  return risk;
}

}  // namespace bulwark::BULWARK_TARGET
