#pragma once

#include <array>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/scan_risk.hpp"

namespace bulwark::BULWARK_TARGET {

/// What spreads between commodities take off the scan risk of their legs. Spreads are formed in the order of the table, as many as the
/// legs' net deltas allow, and use them up; each leg gets deltas x its own weighted price risk x the spread's share. Source: CME SPAN,
/// inter-commodity spread credit (2019). *Assumed*: prices of the weighted price risk as in `price_risk`; today's net delta of a commodity
/// stands for its composite delta.
struct IntercommodityCredit {
  struct Spread {
    AssetId a, b;
    double deltas_of_a, deltas_of_b;  ///< units of delta for one spread, > 0
    double share;                     ///< of the price risk that is credited, in [0, 1]
    bool is_same_side = false;        ///< whether the legs are on the same side of the market (commodities that move against each other)
  };
  std::vector<Spread> spreads{};

  static constexpr std::size_t most_spreads = 64;

  /// What one commodity is credited, quote; `profits` of the 16 scenarios.
  double credit(const ValuedAccount& account, const Profits& profits, AssetId asset) const noexcept {
    if (spreads.empty()) return 0.0;
    std::array<double, most_spreads> formed{};
    double units = 0.0;  // of delta, times the share
    for (std::size_t k = 0; k < spreads.size(); ++k) {
      const Spread& s = spreads[k];
      const double a = left(account, formed, k, s.a), b = left(account, formed, k, s.b), sides = product(a, b);
      if (s.is_same_side ? sides <= 0.0 : sides >= 0.0) continue;
      formed[k] = least(magnitude(a) / s.deltas_of_a, magnitude(b) / s.deltas_of_b);
      units = fma(product(formed[k], deltas(s, asset)), s.share, units);
    }
    if (units == 0.0) return 0.0;
    double credited = 0.0;
    profits.each([&](const HeldUnit& unit, std::span<const double> profit) {
      if (unit.asset == asset) credited = product(units, weighted_price_risk(profit, net_delta(account, asset)));
    });
    return credited;
  }

  Faults faults() const {
    Faults found;
    if (spreads.size() > most_spreads)
      report(found, FaultCode::out_of_range, "intercommodity_credit.spreads", {}, static_cast<double>(spreads.size()));
    for (Index k = 0; k < std::ssize(spreads); ++k) {
      const Spread& s = spreads[static_cast<std::size_t>(k)];
      for (const double x : {s.deltas_of_a, s.deltas_of_b})
        if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, "intercommodity_credit.deltas", {.outer = k}, x);
      if (!(s.share >= 0.0 && s.share <= 1.0)) report(found, FaultCode::out_of_range, "intercommodity_credit.share", {.outer = k}, s.share);
      if (s.a == s.b) report(found, FaultCode::duplicate, "intercommodity_credit.asset", {.outer = k});
    }
    return found;
  }

 private:
  static double deltas(const Spread& s, AssetId asset) noexcept {
    return (s.a == asset ? s.deltas_of_a : 0.0) + (s.b == asset ? s.deltas_of_b : 0.0);
  }

  static double net_delta(const ValuedAccount& account, AssetId asset) noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions())
      if (p.terms.asset == asset && p.terms.kind != InstrumentKind::spot) sum += p.delta;
    return sum;
  }

  /// Net delta of a commodity that the spreads before the k-th have left.
  double left(const ValuedAccount& account, const std::array<double, most_spreads>& formed, std::size_t k, AssetId asset) const noexcept {
    const double delta = net_delta(account, asset);
    double used = 0.0;
    for (std::size_t before = 0; before < k; ++before) used = fma(formed[before], deltas(spreads[before], asset), used);
    return delta < 0.0 ? least(0.0, delta + used) : greatest(0.0, delta - used);
  }
};

}  // namespace bulwark::BULWARK_TARGET
