#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Shares held or sold short, as a share of their value; a share sold short asks for a least amount besides: below `cheap` the larger of
/// `least_of_cheap` and its price, from there on the larger of `cheap` and the share of its price.
/// Source: Regulation T, 12 CFR 220.12 (to open); FINRA rule 4210(c) (to keep), both 2024.
struct StockMargin {
  double initial = 0.50;            ///< of the value, long or short
  double maintenance_long = 0.25;   ///< <= initial
  double maintenance_short = 0.30;  ///< <= initial
  double cheap = 5.0;               ///< quote per share
  double least_of_cheap = 2.50;     ///< quote per share, <= cheap

  /// To keep one share short at this price, quote.
  double keep_short(double price) const noexcept {
    return greatest(product(maintenance_short, price), least(cheap, greatest(least_of_cheap, price)));
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const HeldUnit& unit : account.units) {
      const double shares = magnitude(unit.coins), value = product(shares, unit.price);
      const double keep = unit.coins < 0.0 ? product(shares, keep_short(unit.price)) : product(maintenance_long, value);
      sum.maintenance += keep;
      sum.initial += greatest(product(initial, value), keep);
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double share, double most, const char* field) {
      if (!(share >= 0.0 && share <= most && is_finite(share))) report(found, FaultCode::out_of_range, field, {}, share);
    };
    check(initial, 1.0, "stock_margin.initial");
    check(maintenance_long, initial, "stock_margin.maintenance_long");
    check(maintenance_short, initial, "stock_margin.maintenance_short");
    check(cheap, std::numeric_limits<double>::max(), "stock_margin.cheap");
    check(least_of_cheap, cheap, "stock_margin.least_of_cheap");
    return found;
  }
};
static_assert(MarginPolicy<StockMargin>);

}  // namespace bulwark::BULWARK_TARGET
