#pragma once

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/scenario/table_bytes.hpp"

namespace bulwark::BULWARK_TARGET {

/// The tick of another process: its table as `to_bytes` wrote it with this stamp, under the same rules here. Every report has the bits that
/// it has there. Refused, beside what is wrong with the bytes, for faults of the policies and where these ask for other scenario sets than
/// the table has. What was wrong with the market stays with who priced it: rows behind a fault are unknown here, `faults()` is empty.
template <CollateralPolicy Collateral, MarginPolicy Margin, Pricer Pricing, VarPolicy Var, LiquidationPolicy Liquidation>
Checked<Tick<RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation>>> tick_from_bytes(
    RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation> venue, std::span<const std::byte> bytes, std::uint64_t stamp = 0) {
  Faults found = venue.faults();
  Checked<PricedMarket> table = table_from_bytes(bytes, stamp);
  append(found, table.faults());
  if (table && std::ssize(table->blocks()) != scenario_sets<Margin>())
    report(found, FaultCode::length_mismatch, "table_bytes.blocks", {}, static_cast<double>(table->blocks().size()));
  if (!found.empty()) return found;
  return Tick(std::move(venue), *std::move(table), Faults{});
}

}  // namespace bulwark::BULWARK_TARGET
