#pragma once

#include "bulwark/core/report.hpp"
#include "bulwark/scenario/each_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// What the contracts of one expiry require by themselves, quote. `ByExpiry` makes a margin policy of it.
/// Semantics: those of a margin policy; nothing that the account holds beside the run is read.
template <class R>
concept ExpiryRule = std::copyable<R> && requires(const R rule, const ValuedAccount& account, const ExpiryRun& run) {
  { rule.of_expiry(account, run) }
  noexcept->std::same_as<Requirement>;
};

}  // namespace bulwark::BULWARK_TARGET
