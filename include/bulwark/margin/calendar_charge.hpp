#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios move every expiry alike; this charges what offsets itself between expiries by the time between them. Of each gap between two
/// expiries of an asset and settlement, what the earlier ones hold net and the later ones hold against it is hedged across:
///   sum over gaps of years x (delta rate x spot x hedged delta + vega rate x hedged vega).
/// Perpetuals come first. Source: Bybit portfolio margin, "delta spread" and "vega spread" contingencies (help centre, 2024: time
/// difference x hedged quantity x factor). *Assumed*: which expiries are matched; units. `HedgedVegaCharge` does not ask how far apart they
/// are.
struct CalendarCharge {
  double delta_rate = 0.0;  ///< share of spot per year of gap
  double vega_rate = 0.0;   ///< move of volatility (per sqrt(year)) per year of gap

  /// What a net amount on one side of a gap and the rest on the other hedge of each other, >= 0.
  static double hedged(double before, double after) noexcept {
    const double both = least(magnitude(before), magnitude(after));
    return product(before, after) >= 0.0 ? product(0.0, both) : both;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (std::size_t u = 0; u < account.units.size(); ++u) {
      const ValuedAccount own = account.part(u, 1);
      Sides all, before;
      for (const ValuedPosition& p : own.positions()) all.add(p);
      for (const ValuedPosition& p : own.positions())
        if (p.terms.expiry == perpetual) before.add(p);
      double years = 0.0;
      for (const ValuedPosition& p : own.positions()) {
        if (p.terms.expiry == perpetual) continue;
        sum = fma(p.terms.years - years, rate_across(before, all, spot_of(account, p)), sum);
        years = p.terms.years;
        before.add(p);
      }
    }
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    if (!(delta_rate >= 0.0 && is_finite(delta_rate))) report(found, FaultCode::out_of_range, "calendar_charge.delta_rate", {}, delta_rate);
    if (!(vega_rate >= 0.0 && is_finite(vega_rate))) report(found, FaultCode::out_of_range, "calendar_charge.vega_rate", {}, vega_rate);
    return found;
  }

 private:
  struct Sides {
    double delta = 0.0, vega = 0.0;
    void add(const ValuedPosition& p) noexcept {
      if (p.terms.kind == InstrumentKind::spot) return;
      delta += p.delta;
      vega += p.vega;
    }
  };
  static double spot_of(const ValuedAccount& account, const ValuedPosition& p) noexcept {
    return account.market().spot(static_cast<Index>(p.terms.unit));
  }
  /// Quote per year of gap.
  double rate_across(const Sides& before, const Sides& all, double spot) const noexcept {
    const double deltas = product(delta_rate, product(spot, hedged(before.delta, all.delta - before.delta)));
    return fma(vega_rate, hedged(before.vega, all.vega - before.vega), deltas);
  }
};
static_assert(MarginPolicy<CalendarCharge>);

}  // namespace bulwark::BULWARK_TARGET
