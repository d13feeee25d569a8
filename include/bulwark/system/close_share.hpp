#pragma once

#include <concepts>

#include "bulwark/core/report.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of a liquidatable account is closed in one round. Semantics: a share in [0, 1] of everything that can be sold; `notional` is
/// what that is, quote.
template <class S>
concept CloseShare = std::copyable<S> && requires(const S sizing, const RiskReport& report, double notional) {
  { sizing.share(report, notional) }
  noexcept->std::same_as<double>;
};

/// As the verdict says.
struct VerdictShare {
  double share(const RiskReport& report, double) const noexcept { return report.verdict.close_fraction; }
};
static_assert(CloseShare<VerdictShare>);

}  // namespace bulwark::BULWARK_TARGET
