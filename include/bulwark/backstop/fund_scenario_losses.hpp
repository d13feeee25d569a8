#pragma once

#include <limits>

#include "bulwark/scenario/fold.hpp"

namespace bulwark::BULWARK_TARGET {

/// Adds to `losses` (one per scenario) what accounts `first` to `last` - 1 would leave unpaid under each joint scenario of a priced table,
/// options revalued in full: the sample that `SampledLoss` draws from, and its worst what one event can cost. `market` is priced for one
/// set, which is joint, with every coin that is held moving (`InScenarios`). An account that is unknown makes every loss unknown (NaN), and
/// so does a table or a span of another shape. Accounts are added in their order: pieces of the same sizes, added in one order, are the
/// same bits whoever computes them.
inline void add_unpaid(const PricedMarket& market, const AccountRows& accounts, Index first, Index last, Workspace& workspace,
                       std::span<double> losses) noexcept {
  const auto unknown = [&] {
    for (double& loss : losses) loss = std::numeric_limits<double>::quiet_NaN();
  };
  if (market.blocks().size() != 1 || market.blocks().front().netting != Netting::world || !workspace.fits(market) ||
      market.blocks().front().count != std::ssize(losses))
    return unknown();
  for (Index a = first; a < last; ++a) {
    const AccountRow account = accounts.at(a);
    if (!is_current(market, account)) return unknown();
    const Folded folded = fold(market, account, workspace);
    if (!folded.is_known) return unknown();
    const Profits profits(market.blocks(), workspace.units().first(static_cast<std::size_t>(folded.units)), workspace.sums(0),
                          market.stride());
    if (folded.units == 0)
      for (double& loss : losses) loss += positive_part(-folded.equity);
    profits.each([&](const HeldUnit&, std::span<const double> profit) {
      for (std::size_t s = 0; s < losses.size(); ++s) losses[s] += positive_part(-(folded.equity + profit[s]));
    });
  }
}

}  // namespace bulwark::BULWARK_TARGET
