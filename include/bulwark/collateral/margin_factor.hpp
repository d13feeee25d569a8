#pragma once

#include <vector>

#include "bulwark/collateral/policy.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::BULWARK_TARGET {

/// Cash and what futures have gained or lost count in full, a coin for a factor of its price; options do not count: what short ones are
/// worth is owed, and the margin rule's to require (`ShortOptionMargin`, `MaxLossMargin`). What is owed in coins is owed in full.
/// A coin counts for the same quote whether or not the quote is worth its peg, so that it never counts for more than it is worth while
/// factor x price of the quote <= 1. Source: Derive v2 standard manager (v2-core at 7736900, 2026).
struct MarginFactor {
  struct Terms {
    double factor = 0.0;         ///< of the price in the money that prices are in
    double initial_scale = 1.0;  ///< on the factor, for opening; <= 1
  };
  std::vector<Terms> of_asset{};  ///< row AssetId
  Terms otherwise{};              ///< the rest; unless named, it counts for nothing

  Resources resources(const ValuedAccount& account) const noexcept {
    Resources counted{account.cash, account.cash};
    for (const HeldUnit& unit : account.units) {
      const double value = product(unit.coins + unit.unrealised, unit.price);
      double initial = value, maintenance = value;
      if (unit.settlement != AssetId::quote && value > 0.0) {
        const Terms terms = terms_of(unit.settlement);
        maintenance = product(terms.factor, product(value, account.market().quote_price));
        initial = product(terms.initial_scale, maintenance);
      }
      counted.initial += initial;
      counted.maintenance += maintenance;
    }
    return counted;
  }

  Terms terms_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : otherwise;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Terms& terms, Index asset) {
      if (!(terms.factor >= 0.0 && terms.factor <= 1.0))
        report(found, FaultCode::out_of_range, "margin_factor.factor", {.outer = asset}, terms.factor);
      if (!(terms.initial_scale >= 0.0 && terms.initial_scale <= 1.0))
        report(found, FaultCode::out_of_range, "margin_factor.initial_scale", {.outer = asset}, terms.initial_scale);
    };
    check(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }
};
static_assert(CollateralPolicy<MarginFactor>);

}  // namespace bulwark::BULWARK_TARGET
