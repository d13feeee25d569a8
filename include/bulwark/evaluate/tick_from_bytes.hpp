#pragma once

#include <algorithm>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/scenario/table_bytes.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether a table may have been priced for these scenario sets: as many blocks, each as long and counted in the same way. What moves they
/// make no table says.
inline bool has_blocks_of(const PricedMarket& table, std::span<const ScenarioSet> sets) noexcept {
  const auto is_of = [](const ScenarioBlock& block, const ScenarioSet& set) {
    return block.count == set.scenarios && block.numeraire == set.numeraire && block.netting == set.netting() &&
           block.is_folded == set.is_folded && (block.by_expiry >= 0) == set.is_by_expiry() && block.leader == set.leader;
  };
  return std::equal(table.blocks().begin(), table.blocks().end(), sets.begin(), sets.end(), is_of);
}

/// Whether a table has the rows and risk units of a listing, so that accounts which that admits may be read against it.
inline bool has_rows_of(const PricedMarket& table, const Listing& listing) noexcept {
  return table.generation() == listing.generation() && table.rows() == listing.rows() &&
         std::equal(table.units().begin(), table.units().end(), listing.units().begin(), listing.units().end());
}

/// The tick of another process: its table as `to_bytes` wrote it with this stamp, under the same rules here. Every report has the bits that
/// it has there. Refused, beside what is wrong with the bytes, for faults of the policies and where these ask for scenario sets of another
/// number, length or kind than the table's, and for a table of another listing than `listing`, by which accounts are admitted here; rules
/// and contracts that differ in anything else are the stamp's to tell. What was wrong with the market stays with who priced it: rows behind
/// a fault are unknown here, `faults()` is empty.
template <CollateralPolicy Collateral, MarginPolicy Margin, Pricer Pricing, VarPolicy Var, LiquidationPolicy Liquidation>
Checked<Tick<RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation>>> tick_from_bytes(
    RiskEvaluator<Collateral, Margin, Pricing, Var, Liquidation> venue, const Listing& listing, std::span<const std::byte> bytes,
    std::uint64_t stamp = 0) {
  Faults found = venue.faults();
  Checked<PricedMarket> table = table_from_bytes(bytes, stamp);
  append(found, table.faults());
  if (!found.empty()) return found;
  // How many scenarios a policy asks for and how they count is the same in every market of so many assets.
  std::vector<ScenarioSet> sets;
  ask(venue.margin, MarketState{.now = {}, .assets = {table->certainties().size(), AssetMarket{.spot = 1.0}}}, sets);
  if (!has_blocks_of(*table, sets))
    report(found, FaultCode::foreign, "table_bytes.blocks", {}, static_cast<double>(table->blocks().size()));
  if (!has_rows_of(*table, listing)) report(found, FaultCode::foreign, "table_bytes.rows", {}, static_cast<double>(table->rows()));
  if (!found.empty()) return found;
  return Tick(std::move(venue), *std::move(table), Faults{});
}

}  // namespace bulwark::BULWARK_TARGET
