#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of each future's notional that grows with its size against the market's skew scale, and a fixed sum per position on top.
///   initial     = notional x (size / scale x per_scale + least) + minimum
///   maintenance = notional x (size / scale x per_scale + least) x kept + minimum
/// Source: Synthetix v3 perps, `PerpsMarketConfiguration.calculateRequiredMargins` (synthetix-v3 at 564f3bf, 2025).
struct SkewMargin {
  struct Market {
    double scale;          ///< coins; 0: the share does not grow
    double per_scale;      ///< of notional, added per scale of size
    double least;          ///< of notional, for the first coin
    double kept;           ///< maintenance share / initial share, in [0, 1]
    double minimum = 0.0;  ///< quote per position
  };
  std::vector<Market> of_asset;  ///< row AssetId; futures on the rest may not be held, and are not known

  static Requirement charge(const Market& market, double coins, double notional) noexcept {
    if (coins == 0.0) return {};
    const double grown = market.scale == 0.0 ? 0.0 : coins / market.scale;
    const double share = fma(grown, market.per_scale, market.least);
    return {.initial = fma(notional, share, market.minimum), .maintenance = fma(notional, product(share, market.kept), market.minimum)};
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      const auto a = static_cast<std::size_t>(p.terms.asset);
      const Requirement one = a < of_asset.size() ? charge(of_asset[a], magnitude(p.delta), p.notional)
                                                  : Requirement{.initial = unknown, .maintenance = unknown};
      sum.initial += one.initial;
      sum.maintenance += one.maintenance;
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Market& market = of_asset[static_cast<std::size_t>(a)];
      const auto check = [&](double x, const char* field) {
        if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {.outer = a}, x);
      };
      check(market.scale, "skew_margin.scale"), check(market.per_scale, "skew_margin.per_scale");
      check(market.least, "skew_margin.least"), check(market.minimum, "skew_margin.minimum");
      if (!(market.kept >= 0.0 && market.kept <= 1.0))
        report(found, FaultCode::out_of_range, "skew_margin.kept", {.outer = a}, market.kept);
    }
    return found;
  }
};
static_assert(MarginPolicy<SkewMargin>);

}  // namespace bulwark::BULWARK_TARGET
