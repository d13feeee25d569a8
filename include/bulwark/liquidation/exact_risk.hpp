#pragma once

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What an account has and must have, in smallest units of the quote. A position's equity is its notional, signed; an account's risk is
/// its balance and the sum over its positions.
/// Source: dYdX v4, `lib/margin/risk.go` (v4-chain at commit 84d4664, 2026).
template <ExactInteger Int>
struct ExactRisk {
  Int equity{};       ///< signed
  Int initial{};      ///< >= 0
  Int maintenance{};  ///< >= 0

  constexpr bool covers_initial() const { return !(equity < initial); }
  constexpr bool covers_maintenance() const { return !(equity < maintenance); }

  /// Something must be required: an account that owes and holds nothing has nothing to close.
  constexpr bool is_liquidatable() const { return Int(0) < maintenance && equity < maintenance; }

  /// It owes more than it has: somebody else will pay.
  constexpr bool is_bankrupt() const { return equity < Int(0); }

  friend constexpr ExactRisk operator+(const ExactRisk& a, const ExactRisk& b) {
    return {Int(a.equity + b.equity), Int(a.initial + b.initial), Int(a.maintenance + b.maintenance)};
  }
  friend constexpr bool operator==(const ExactRisk&, const ExactRisk&) = default;
};

}  // namespace bulwark::inline v1
