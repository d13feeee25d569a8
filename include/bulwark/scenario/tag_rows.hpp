#pragma once

#include <vector>

#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// Years to expiry; 0 for what never expires.
inline double years_left(Timestamp now, Timestamp expiry) noexcept { return expiry == perpetual ? 0.0 : years_between(now, expiry); }

/// Numbers what stands together in listing order, from 1; vacant rows are 0.
inline void tag_rows(const Listing& listing, Timestamp now, PricedMarket& table) {
  std::vector<RowTag> tags(static_cast<std::size_t>(listing.rows()));
  std::vector<double> years;
  years.reserve(tags.size() + 1);
  years.push_back(0.0);
  std::uint32_t run = 0, unit = 0;
  ContractKey before{};
  for (const std::uint32_t at : listing.order()) {
    const Index row = static_cast<Index>(at);
    const ContractKey contract = contract_key(listing[row].instrument);
    const bool is_same =
        run > 0 && listing.unit(row) == unit && contract.expiry == before.expiry && (is_option(contract) || is_future(contract));
    if (!is_same) years.push_back(is_future(contract) || is_option(contract) ? years_left(now, contract.expiry) : 0.0);
    if (!(is_same && is_option(contract) && is_option(before))) ++run;
    tags[at] = {static_cast<std::uint32_t>(years.size() - 1), run, static_cast<InstrumentKind>(listing[row].instrument.index())};
    before = contract, unit = listing.unit(row);
  }
  table.set_tags(std::move(tags), std::move(years));
}

/// The years left of a table's expiries at another time.
inline void retime_rows(const Listing& listing, Timestamp now, PricedMarket& table) noexcept {
  std::uint32_t last = 0;
  for (const std::uint32_t row : listing.order()) {
    const std::uint32_t expiry = table.tag(static_cast<Index>(row)).expiry;
    if (expiry != last) table.expiry_years(expiry) = years_left(now, expiry_of(listing[static_cast<Index>(row)].instrument));
    last = expiry;
  }
}

}  // namespace bulwark::BULWARK_TARGET
