#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of each future's notional that grows with the square root of its coins: max(share, 0.8 share + factor x sqrt(coins)).
/// An inverse future's coins are face value / mark. Source: Drift v2, `calculate_size_premium_liability_weight` (2026).
struct SizePremiumMargin {
  struct Rate {
    double initial;       ///< share of notional of a small position
    double maintenance;   ///< <= initial
    double factor = 0.0;  ///< per root of a coin; 0: size does not matter
  };
  std::vector<Rate> of_asset{};                        ///< row AssetId
  Rate otherwise{.initial = 1.0, .maintenance = 1.0};  ///< the rest

  const Rate& rate_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : otherwise;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      const Rate& r = rate_of(p.terms.asset);
      const double coins = magnitude(p.delta);
      sum.initial = fma(size_premium(r.initial, r.factor, coins), p.notional, sum.initial);
      sum.maintenance = fma(size_premium(r.maintenance, r.factor, coins), p.notional, sum.maintenance);
    }
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const PricedMarket& market = account.market();
    const ContractTerms& terms = market.terms(row);
    if (!is_future(terms)) return {};
    double coins = 0.0, towards = 1.0;
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) coins = magnitude(p.delta), towards = p.quantity < 0.0 ? -1.0 : 1.0;
    const Rate& r = rate_of(terms.asset);
    const double notional = product(towards, market.at(row, Column::notional));
    return {product(size_premium_slope(r.initial, r.factor, coins), notional),
            product(size_premium_slope(r.maintenance, r.factor, coins), notional)};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Rate& r, Index asset) {
      if (!(r.initial >= 0.0 && is_finite(r.initial)))
        report(found, FaultCode::out_of_range, "size_premium_margin.initial", {.outer = asset}, r.initial);
      if (!(r.maintenance >= 0.0 && r.maintenance <= r.initial))
        report(found, FaultCode::out_of_range, "size_premium_margin.maintenance", {.outer = asset}, r.maintenance);
      if (!(r.factor >= 0.0 && is_finite(r.factor)))
        report(found, FaultCode::out_of_range, "size_premium_margin.factor", {.outer = asset}, r.factor);
    };
    check(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }
};
static_assert(HasSlope<SizePremiumMargin>);

}  // namespace bulwark::BULWARK_TARGET
