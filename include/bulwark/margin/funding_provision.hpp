#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/each_asset.hpp"

namespace bulwark::BULWARK_TARGET {

/// The funding that an asset's perpetuals are expected to pay over a venue's horizon, net; what they are expected to receive is not
/// counted. Source: Paradex portfolio margin, "funding provision" over 8 hours (documentation, 2026).
struct FundingProvision {
  std::vector<double> of_asset{};  ///< row AssetId; share of notional that a long pays over the horizon, negative: receives. The rest 0

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      const Index asset = row(own.units.front().asset);
      if (asset >= std::ssize(of_asset)) return;
      const double rate = of_asset[static_cast<std::size_t>(asset)];
      double paid = 0.0;
      for (const ValuedPosition& p : own.positions())
        if (is_future(p.terms) && p.terms.expiry == perpetual) paid = fma(p.quantity < 0.0 ? -rate : rate, p.notional, paid);
      sum += greatest(0.0, paid);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      if (const double rate = of_asset[static_cast<std::size_t>(a)]; !is_finite(rate))
        report(found, FaultCode::not_finite, "funding_provision.of_asset", {.outer = a}, rate);
    return found;
  }
};
static_assert(MarginPolicy<FundingProvision>);

}  // namespace bulwark::BULWARK_TARGET
