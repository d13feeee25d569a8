#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::BULWARK_TARGET {

/// What is owed, coins by a multiple of their value that grows with the square root of the debt; cash as it is.
/// Source: Drift v2, liability weights (2026).
struct WeightedDebt {
  struct Weight {
    double initial;       ///< multiple of a small debt's value; >= maintenance
    double maintenance;   ///< the same; >= 1
    double factor = 0.0;  ///< per root of a coin; 0: size does not matter
  };
  std::vector<Weight> of_asset{};                        ///< row AssetId
  Weight otherwise{.initial = 2.0, .maintenance = 2.0};  ///< the rest

  const Weight& weight_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : otherwise;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    const double cash = greatest(0.0, -account.cash);
    Requirement sum{.initial = cash, .maintenance = cash};
    for (const HeldUnit& unit : account.units) {
      const Weight& w = weight_of(unit.settlement);
      const double coins = greatest(0.0, -unit.coins), value = product(coins, unit.price);
      sum.initial = fma(size_premium(w.initial, w.factor, coins), value, sum.initial);
      sum.maintenance = fma(size_premium(w.maintenance, w.factor, coins), value, sum.maintenance);
    }
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (terms.kind != InstrumentKind::spot) return {};
    double coins = 0.0;
    for (const HeldUnit& unit : account.units)
      if (unit.asset == terms.asset && unit.settlement == terms.settlement) coins = greatest(0.0, -unit.coins);
    if (coins == 0.0) return {};
    const Weight& w = weight_of(terms.settlement);
    const double owed = -product(terms.multiplier, terms.underlying);
    return {product(size_premium_slope(w.initial, w.factor, coins), owed),
            product(size_premium_slope(w.maintenance, w.factor, coins), owed)};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Weight& w, Index asset) {
      if (!(w.maintenance >= 1.0 && is_finite(w.maintenance)))
        report(found, FaultCode::out_of_range, "weighted_debt.maintenance", {.outer = asset}, w.maintenance);
      if (!(w.initial >= w.maintenance && is_finite(w.initial)))
        report(found, FaultCode::out_of_range, "weighted_debt.initial", {.outer = asset}, w.initial);
      if (!(w.factor >= 0.0 && is_finite(w.factor)))
        report(found, FaultCode::out_of_range, "weighted_debt.factor", {.outer = asset}, w.factor);
    };
    check(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }
};
static_assert(HasSlope<WeightedDebt>);

}  // namespace bulwark::BULWARK_TARGET
