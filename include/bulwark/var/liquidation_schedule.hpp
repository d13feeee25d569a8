#pragma once

#include <cstddef>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::inline v1 {

/// A market that a position is sold into, step by step.
struct MarketDepth {
  double deviation;          ///< of the price, quote per sqrt(time)
  double half_spread = 0.0;  ///< quote for each coin
  double temporary_impact;   ///< quote per coin, per coin sold in a unit of time: while selling
  double permanent_impact;   ///< quote per coin, per coin sold: from then on
};

/// What selling out costs. Quote.
struct LiquidationCost {
  double expected;
  double deviation;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Temporary impact of one step, less what of the permanent one is paid in it.
inline double step_impact(const MarketDepth& market, double step) noexcept {
  return fma(-0.5 * market.permanent_impact, step, market.temporary_impact);
}

/// How fast a seller who minds variance with `risk_aversion` (per quote, > 0) sells best: holdings fall about as e^(-urgency x time).
/// `step` > 0 is the time between trades. Source: Almgren, Chriss, "Optimal execution of portfolio transactions" (2000), (17) to (19).
inline double liquidation_urgency(const MarketDepth& market, double risk_aversion, double step) noexcept {
  const double rate = product(product(risk_aversion, market.deviation), market.deviation) / step_impact(market, step);
  const double above_one = product(0.5, product(product(rate, step), step));
  return log1p(above_one + __builtin_sqrt(product(above_one, above_one + 2.0))) / step;
}

/// Fills `holdings` with what is best held at the start (all, `coins`), after each step and at the end (nothing): sinh(urgency x time left)
/// over its first. An urgency of 0 sells evenly. `holdings` has one number more than there are steps, at least two. Source: as above, (18).
inline void liquidation_schedule(double coins, double urgency, double step, std::span<double> holdings) noexcept {
  const std::size_t steps = holdings.size() - 1;
  const double whole = product(urgency, product(step, static_cast<double>(steps)));
  for (std::size_t k = 0; k <= steps; ++k) {
    const double left = product(urgency, product(step, static_cast<double>(steps - k)));
    // sinh(a) / sinh(b) = e^(a - b) (1 - e^(-2 a)) / (1 - e^(-2 b))
    const double share = whole == 0.0 ? static_cast<double>(steps - k) / static_cast<double>(steps)
                                      : product(exp(left - whole), expm1(-2.0 * left) / expm1(-2.0 * whole));
    holdings[k] = product(coins, share);
  }
}

/// Cost of any schedule, `holdings` as above: half the permanent impact of all, the spread, and the temporary impact of each step; and how
/// it scatters while coins are held. Source: as above, (20) and (5).
inline LiquidationCost liquidation_cost(const MarketDepth& market, double step, std::span<const double> holdings) noexcept {
  const double coins = holdings.front();
  double squares = 0.0, held = 0.0;
  for (std::size_t k = 1; k < holdings.size(); ++k) {
    const double sold = holdings[k - 1] - holdings[k];
    squares = fma(sold, sold, squares);
    held = fma(product(step, holdings[k]), holdings[k], held);
  }
  const double lasting = product(product(0.5 * market.permanent_impact, coins), coins);
  return {.expected = lasting + product(market.half_spread, magnitude(coins)) + product(step_impact(market, step) / step, squares),
          .deviation = product(market.deviation, __builtin_sqrt(held))};
}

/// The cost that is exceeded with probability `tail`, were it normal: a charge for liquidity that grows with size, where a value at risk at
/// a fixed horizon does not. Source: as above, section 3.2, "value at risk".
inline double liquidation_cost_at_risk(const LiquidationCost& cost, double tail) noexcept {
  return fma(-cost.deviation, normal_quantile(tail), cost.expected);
}

inline Faults faults(const MarketDepth& market, double step) {
  Faults found;
  const auto check = [&](bool is_good, const char* field, double value) {
    if (!(is_good && is_finite(value))) report(found, FaultCode::out_of_range, field, {}, value);
  };
  check(market.deviation >= 0.0, "market_depth.deviation", market.deviation);
  check(market.half_spread >= 0.0, "market_depth.half_spread", market.half_spread);
  check(market.permanent_impact >= 0.0, "market_depth.permanent_impact", market.permanent_impact);
  check(step > 0.0, "market_depth.step", step);
  check(step_impact(market, step) > 0.0, "market_depth.temporary_impact",
        market.temporary_impact);  // it must exceed the permanent one's part
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
