#pragma once

#include <algorithm>

#include "bulwark/scenario/price_market.hpp"

namespace bulwark::inline v1 {

/// What bringing a table up to a market took.
struct Refreshed {
  Index rows = 0;           ///< priced again
  bool is_rebuilt = false;  ///< the whole table was made anew
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Runs of options of which no row is known count for what they are, as in a new table. `moved` are in listing order.
inline void clear_unknown_factors(const Listing& listing, const MovedRows& moved, PricedMarket& table) {
  const std::span<const std::uint32_t> order = listing.order();
  std::uint32_t run = 0;
  for (const std::uint32_t at : moved.rows) {
    if (table.terms(static_cast<Index>(at)).kind != InstrumentKind::option || table.tag(static_cast<Index>(at)).run == run) continue;
    run = table.tag(static_cast<Index>(at)).run;
    const auto is_outside = [&](std::uint32_t other) { return table.tag(static_cast<Index>(other)).run != run; };
    const auto here = order.begin() + listing.rank(static_cast<Index>(at));
    const auto last = std::find_if(here, order.end(), is_outside);
    auto first = here;
    while (first != order.begin() && !is_outside(first[-1])) --first;
    const bool is_known =
        std::any_of(first, last, [&](std::uint32_t other) { return is_finite(table.at(static_cast<Index>(other), Column::notional)); });
    for (const ScenarioBlock& block : table.blocks())
      if (block.by_expiry >= 0 && !is_known) table.factors(run, block.by_expiry) = {};
  }
}

/// Brings a table and its faults, as `price_market` or this made them from `before`, up to `now`: only rows that rest on something that is
/// not what it was, bit for bit, are priced again, and all is as a table made anew would be, bit for bit.
/// A spot reaches what has no forward of its own and what settles in it; a forward point its expiry (and expiries between that and the
/// next); a row of a surface likewise the options without a volatility of their own; moves of an asset everything on it; a row's mark,
/// volatility or certainty that row; time everything. Another listing, assets that come or go, and sets that are not the same but for their
/// moves and weights make the table anew; else it stays where it is. Its revision is another, also where nothing moved. The pricer must be
/// the table's.
template <Pricer P>
Refreshed refresh_market(PricedMarket& table, Faults& faults, const Listing& listing, const PricedFrom& before, const PricedFrom& now,
                         const P& pricer) {
  if (table.generation() != listing.generation() || table.rows() != listing.rows() || !same_shape(before, now)) {
    Priced priced = price_market(listing, now.market, pricer, now.sets, now.in_scenarios);
    table = std::move(priced.table), faults = std::move(priced.faults);
    return {.rows = std::ssize(listing.order()), .is_rebuilt = true};
  }
  Faults of_assets_before, found, of_rows;
  const AssetPrices prices_before(before.market, before.in_scenarios, of_assets_before), prices(now.market, now.in_scenarios, found);
  const bool is_timely = before.market.now == now.market.now;
  if (!is_timely) retime_rows(listing, now.market.now, table);
  const MovedRows moved =
      is_timely ? FindMoved<P>(listing, before, prices_before, now, prices, table).find() : MovedRows::everything(listing);
  MarketPricing<P> pricing(listing, now.market, pricer, now.sets, now.in_scenarios);
  pricing.reprice(table, prices, moved, of_rows);

  // Faults come asset by asset, row by row (at most one each), then those of whole columns.
  if (!faults.empty() || !found.empty() || !of_rows.empty()) {
    std::vector<std::uint32_t> again = moved.rows;
    std::sort(again.begin(), again.end());
    for (std::size_t i = of_assets_before.size(); i < faults.size(); ++i) {
      const Index row = faults[i].where.outer;
      if (row >= 0 && !std::binary_search(again.begin(), again.end(), static_cast<std::uint32_t>(row))) of_rows.push_back(faults[i]);
    }
    clear_unknown_factors(listing, moved, table);
  }
  pricing.report_rows(of_rows, found);
  faults = std::move(found);
  return {.rows = std::ssize(moved.rows)};
}

}  // namespace bulwark::BULWARK_TARGET
