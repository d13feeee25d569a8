#pragma once

#include "bulwark/margin/tiered_margin.hpp"

namespace bulwark::BULWARK_TARGET {

/// Tiers on what a future was worth when it was entered, in the quote or in coins: the requirement stands still while the price moves.
/// Options and spot are not charged. Source: Bybit help centre, isolated margin, before 2026 ("maintenance margin = position value at
/// entry x rate"). *Assumed*: the coins of an inverse contract's requirement are worth what they are today.
struct EntryMargin {
  TieredMargin rates;

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    if (account.rows().segments.empty()) return sum;
    std::uint32_t at = account.rows().segments.front().begin;
    for (const ValuedPosition& p : account.positions()) {
      const double entered = product(magnitude(account.rows().leg[at++]), p.price);
      if (!is_future(p.terms)) continue;
      const Requirement one = rates.charge(p.terms, entered, p.price);
      sum.initial += one.initial;
      sum.maintenance += one.maintenance;
    }
    return sum;
  }

  Faults faults() const { return rates.faults(); }
};
static_assert(MarginPolicy<EntryMargin>);

}  // namespace bulwark::BULWARK_TARGET
