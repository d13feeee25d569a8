#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of spot for every option sold net at a strike: calls and puts of one strike and expiry offset each other.
/// Source: Derive v2, option contingency of the portfolio margin managers (v2-core at 7736900, 2026); Deribit portfolio margin of 2019
/// charged 0.01 coin so.
struct NakedShortMargin {
  double initial;      ///< share of spot
  double maintenance;  ///< <= initial

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const PricedMarket& market = account.market();
    double sum = 0.0;                               // quote
    std::uint32_t before = 0;                       // the strike of the position before; none is 0
    static constexpr double counts[] = {0.0, 1.0};  // products, not branches: who is an option and what its strike is is anyone's guess
    account.each_row([&](Index row, double quantity, Index next, double next_quantity) {
      const ContractTerms& terms = market.terms(row);
      const ContractTerms& other = market.terms(next >= 0 ? next : row);
      // A strike has a call and a put at most: the first of them nets the second.
      const double first = counts[(terms.strike_run != before) & (terms.kind == InstrumentKind::option)];
      const double both = counts[(next >= 0) & (other.strike_run == terms.strike_run)];
      const double net = fma(product(both, next_quantity), other.multiplier, product(quantity, terms.multiplier));
      sum = fma(product(first, positive_part(-net)), market.spot(static_cast<Index>(terms.unit)), sum);
      before = terms.strike_run;
    });
    return {.initial = product(initial, sum), .maintenance = product(maintenance, sum)};
  }

  Faults faults() const {
    Faults found;
    if (!(maintenance >= 0.0 && is_finite(maintenance)))
      report(found, FaultCode::out_of_range, "naked_short_margin.maintenance", {}, maintenance);
    if (!(initial >= maintenance && is_finite(initial))) report(found, FaultCode::out_of_range, "naked_short_margin.initial", {}, initial);
    return found;
  }
};
static_assert(MarginPolicy<NakedShortMargin>);

}  // namespace bulwark::BULWARK_TARGET
