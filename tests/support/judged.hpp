#pragma once

#include "bulwark/laws/specimens.hpp"
#include "support/books.hpp"
#include "support/said.hpp"

namespace bulwark::test {

/// What a margin rule asks of one account on the chain.
template <MarginPolicy Margin>
Requirement required(const Margin& margin, const Account& account, const MarketState& market = three_assets()) {
  const Listing listing = *Listing::from(chain());
  std::vector<ScenarioSet> sets;
  ask(margin, market, sets);
  const PricedMarket table = price_market(listing, market, Black{}, sets, InScenarios{}).table;
  return on_valued(listing, table, account,
                   [&](const ValuedAccount& valued, const Profits& profits) { return margin.requirement(valued, profits); });
}

/// What a collateral rule counts of one account on the chain.
template <CollateralPolicy Collateral>
Resources counted(const Collateral& collateral, const Account& account) {
  const Listing listing = *Listing::from(chain());
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  return on_valued(listing, table, account, [&](const ValuedAccount& valued, const Profits&) { return collateral.resources(valued); });
}

}  // namespace bulwark::test
