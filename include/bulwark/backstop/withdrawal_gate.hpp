#pragma once

#include <optional>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::inline v1 {

/// Nobody withdraws or transfers for a while after an account with negative equity was seen that could not be closed, or after an
/// outage: whoever leaves first would leave the loss to the others. One gate per pool of collateral.
/// Source: dYdX v4, `x/subaccounts/keeper/subaccount.go` (v4-chain at commit 84d4664, 2026).
struct WithdrawalGate {
  std::uint32_t blocks;         ///< that it stays shut, the block of the sighting being the first
  std::chrono::seconds outage;  ///< > 0; the pause between two blocks from which it counts as one

  constexpr bool is_outage(std::chrono::nanoseconds pause) const noexcept { return pause >= outage; }

  /// At height `block`; the last heights of a sighting and of a block that ended an outage, where there were any. A sighting in the
  /// future is wrong, and shuts it.
  constexpr bool is_shut(std::uint32_t block, std::optional<std::uint32_t> negative_seen,
                         std::optional<std::uint32_t> outage_seen) const noexcept {
    const auto shuts = [&](const std::optional<std::uint32_t>& seen) { return seen && (block < *seen || block - *seen < blocks); };
    return shuts(negative_seen) || shuts(outage_seen);
  }

  Faults faults() const {
    Faults found;
    if (outage <= outage.zero()) report(found, FaultCode::not_positive, "withdrawal_gate.outage", {}, static_cast<double>(outage.count()));
    return found;
  }
};

}  // namespace bulwark::inline v1
