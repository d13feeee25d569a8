#pragma once

#include <concepts>

#include "bulwark/core/build.hpp"
#include "bulwark/core/report.hpp"

namespace bulwark::BULWARK_TARGET {

/// What to do about it. Only called with reports whose numbers are all finite; the evaluator says unknown of the others.
/// Semantics: a worse report never gets a milder verdict; the close fraction is in [0, 1].
template <class P>
concept LiquidationPolicy = std::copyable<P> && requires(const P policy, const RiskReport& report) {
  { policy.verdict(report) }
  noexcept->std::same_as<Verdict>;
};

}  // namespace bulwark::BULWARK_TARGET
