#pragma once

#include <compare>

#include "bulwark/liquidation/exact_risk.hpp"

namespace bulwark::inline v1 {

/// `greater` where the first account is the riskier: the smaller equity / maintenance, by cross-multiplication. Of equal ratios the larger
/// maintenance is the riskier; where neither has any, the smaller equity. Total on pairs of equity and maintenance.
/// Width: of equity x maintenance. Source: dYdX v4, `lib/margin/risk.go` (v4-chain at commit 84d4664, 2026).
template <ExactInteger Int>
constexpr std::weak_ordering risk_order(const ExactRisk<Int>& a, const ExactRisk<Int>& b) {
  const auto order = [](const Int& x, const Int& y) {
    if (x < y) return std::weak_ordering::less;
    return y < x ? std::weak_ordering::greater : std::weak_ordering::equivalent;
  };
  const std::weak_ordering by_ratio = order(Int(b.equity * a.maintenance), Int(a.equity * b.maintenance));
  if (by_ratio != 0) return by_ratio;
  const Int zero(0);
  return a.maintenance == zero && b.maintenance == zero ? order(b.equity, a.equity) : order(a.maintenance, b.maintenance);
}

}  // namespace bulwark::inline v1
