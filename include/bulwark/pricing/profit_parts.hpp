#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A profit by what made it, in the unit of the value (quote or coins). The parts add up to `total`: the residual is what the others leave.
struct ProfitParts {
  double delta = 0.0;     ///< of the price's diffusive move, to first order; with it whatever volatility the smile rule moves along
  double gamma = 0.0;     ///< of the same, to second order
  double vega = 0.0;      ///< of the volatility's own move, to first order
  double theta = 0.0;     ///< of time alone
  double vanna = 0.0;     ///< of price and volatility together
  double volga = 0.0;     ///< of the volatility's own move, to second order
  double jump = 0.0;      ///< of the price's move beyond the diffusive one, in full
  double residual = 0.0;  ///< third order and beyond
  double total = 0.0;     ///< value after less value before

  /// What the named causes make.
  constexpr double explained() const noexcept { return delta + gamma + vega + theta + vanna + volga + jump; }

  /// `total` to within the rounding of the last addition, for one claim; of sums and multiples to their own.
  constexpr double sum() const noexcept { return explained() + residual; }

  friend constexpr ProfitParts operator+(const ProfitParts& a, const ProfitParts& b) noexcept {
    return {a.delta + b.delta, a.gamma + b.gamma, a.vega + b.vega,         a.theta + b.theta, a.vanna + b.vanna,
            a.volga + b.volga, a.jump + b.jump,   a.residual + b.residual, a.total + b.total};
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The parts of `quantity` claims: signed, multiplier included.
constexpr ProfitParts times(const ProfitParts& one, double quantity) noexcept {
  return {product(one.delta, quantity), product(one.gamma, quantity),    product(one.vega, quantity),
          product(one.theta, quantity), product(one.vanna, quantity),    product(one.volga, quantity),
          product(one.jump, quantity),  product(one.residual, quantity), product(one.total, quantity)};
}

/// A profit in coins as one in quote: coins made are worth the price after, and the `coins` held before (value of positions included)
/// move with the price, from `before` to `after` (quote per coin), which counts as delta.
/// Identity: c1 S1 - c0 S0 = (c1 - c0) S1 + c0 (S1 - S0), so the parts add up to the account's profit in quote.
constexpr ProfitParts in_quote(const ProfitParts& made, double coins, double before, double after) noexcept {
  ProfitParts parts = times(made, after);
  const double held = product(coins, after - before);
  parts.delta += held, parts.total += held;
  return parts;
}

}  // namespace bulwark::BULWARK_TARGET
