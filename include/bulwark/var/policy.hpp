#pragma once

#include <concepts>
#include <span>

#include "bulwark/core/report.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"

namespace bulwark::BULWARK_TARGET {

/// How bad the bad outcomes are. `profits` is one account's, one number per scenario the policy asked for, free to reorder.
/// Semantics: expected shortfall >= value at risk; both shift by -c when every profit rises by c; NaN in, NaN out.
template <class P>
concept VarPolicy = std::copyable<P> && requires(const P policy, std::span<double> profits) {
  { policy.measure(profits) }
  noexcept->std::same_as<VarReport>;
};

/// For compositions that never ask.
struct NoVar {
  VarReport measure(std::span<double>) const noexcept { return {}; }
};
static_assert(VarPolicy<NoVar>);

}  // namespace bulwark::BULWARK_TARGET
