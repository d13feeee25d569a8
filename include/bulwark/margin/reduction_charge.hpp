#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/cash_delta.hpp"
#include "bulwark/margin/each_asset.hpp"

namespace bulwark::BULWARK_TARGET {

/// What closing an asset's net delta would cost: |cash delta| x rate, times a multiplier that steps up with that amount.
/// Source: OKX portfolio margin, MR7 "position reduction cost" (notice of January 2025). The multiplier is on the whole amount, so it
/// jumps; *assumed*: it goes by the net delta of futures and options.
struct ReductionCharge {
  struct Step {
    double up_to;       ///< quote of the raw charge, included; increasing
    double multiplier;  ///< >= 1, never below the step before
  };
  double rate;                     ///< share of cash delta
  std::vector<double> of_asset{};  ///< row AssetId; replaces `rate` where given
  std::vector<Step> steps{};       ///< beyond the last: its multiplier; none: 1

  double multiplier(double raw) const noexcept {
    for (const Step& step : steps)
      if (raw <= step.up_to) return step.multiplier;
    return steps.empty() ? 1.0 : steps.back().multiplier;
  }

  /// Quote, for a net cash delta.
  double charge(AssetId asset, double delta) const noexcept {
    const double own = row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : rate;
    const double raw = product(magnitude(delta), own);
    return product(raw, multiplier(raw));
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      double delta = 0.0;
      for (const ValuedPosition& p : own.positions())
        if (p.terms.kind != InstrumentKind::spot) delta += cash_delta(p);
      sum += charge(own.units.front().asset, delta);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, Index asset) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::out_of_range, "reduction_charge.rate", {.outer = asset}, x);
    };
    check(rate, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    Step before{0.0, 1.0};
    for (Index i = 0; i < std::ssize(steps); ++i) {
      const Step& step = steps[static_cast<std::size_t>(i)];
      if (!(step.up_to > before.up_to)) report(found, FaultCode::out_of_order, "reduction_charge.up_to", {.outer = i}, step.up_to);
      if (!(step.multiplier >= before.multiplier && is_finite(step.multiplier)))
        report(found, FaultCode::out_of_order, "reduction_charge.multiplier", {.outer = i}, step.multiplier);
      before = step;
    }
    return found;
  }
};
static_assert(MarginPolicy<ReductionCharge>);

}  // namespace bulwark::BULWARK_TARGET
