#pragma once

#include <optional>

#include "bulwark/liquidation/exact_risk.hpp"

namespace bulwark::inline v1 {

/// What an account would receive (negative: pay) for closing a part of a position at the bankruptcy price, at which its equity shrinks in
/// proportion to its maintenance requirement: -dN - floor(equity x |dM| / M), so rounded up that a fill there costs an insurance fund
/// nothing: whoever fills bears it. `before` and `after` are the position's own risk; smallest units of the quote. Width: of equity x
/// maintenance. Nothing where the account needs no maintenance. Source: dYdX v4, `x/clob/keeper/liquidations.go` (v4-chain at commit
/// 84d4664, 2026).
template <ExactInteger Int>
constexpr std::optional<Int> bankruptcy_quote(const ExactRisk<Int>& account, const ExactRisk<Int>& before, const ExactRisk<Int>& after) {
  if (!(Int(0) < account.maintenance)) return std::nullopt;
  const Int freed = magnitude_of<Int>(before.maintenance - after.maintenance);
  return Int(before.equity - after.equity - product_over<Int>(account.equity, freed, account.maintenance, Rounding::floor));
}

}  // namespace bulwark::inline v1
