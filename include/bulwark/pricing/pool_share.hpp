#pragma once

#include <limits>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/power.hpp"

namespace bulwark::inline v1 {

/// One side of a pool.
struct PoolSide {
  double reserve;       ///< coins
  double price;         ///< quote per coin, from outside the pool
  double weight = 0.5;  ///< share of the pool's value in balance, > 0; they sum to 1
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What the reserves are worth as they lie, per share: what a swap moves, and so what must never be a price of collateral. A swap that
/// unbalances the pool makes it dearer (Warp Finance 2020-12-17: 7.8 M borrowed against shares priced so).
inline double naive_share_price(std::span<const PoolSide> sides, double shares) noexcept {
  double sum = 0.0;
  for (const PoolSide& side : sides) sum = fma(side.reserve, side.price, sum);
  return sum / shares;
}

/// What a share of a pool is worth where its reserves are as arbitrage at outside prices would leave them: prod (r p / w)^w / shares. The
/// product of the reserves is what no swap lowers and only its fee raises, so nobody can move the answer by trading against the pool, but
/// for what is given to it. Never above `naive_share_price`, equal to it in balance. For two equal sides: 2 sqrt(r1 r2 p1 p2) / shares.
/// Source: "Fair Uniswap's LP token pricing" (Alpha Finance 2021) for constant product, Balancer whitepaper (2019), section 2, for weights.
/// Domain: constant product and weighted pools; not stable-swap curves, and not positions in ranges, whose coins a swap does change hands.
/// Limits: NaN where anything is not positive and finite.
inline double fair_share_price(std::span<const PoolSide> sides, double shares) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (sides.empty() || !(shares > 0.0 && is_finite(shares))) return unknown;
  for (const PoolSide& side : sides)
    if (const double worth = product(side.reserve, side.price);
        !(side.reserve > 0.0 && side.price > 0.0 && side.weight > 0.0 && is_finite(worth + side.weight)))
      return unknown;
  if (sides.size() == 2 && sides[0].weight == sides[1].weight) {
    const double first = __builtin_sqrt(product(sides[0].reserve, sides[0].price));
    return product(2.0, product(first, __builtin_sqrt(product(sides[1].reserve, sides[1].price)))) / shares;
  }
  double worth = 1.0;
  for (const PoolSide& side : sides) worth = product(worth, power(product(side.reserve, side.price) / side.weight, side.weight));
  return worth / shares;
}

/// Everything wrong with a pool whose shares are priced.
inline Faults pool_faults(std::span<const PoolSide> sides, double shares) {
  Faults found;
  double sum = 0.0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const Where at{.outer = static_cast<Index>(i)};
    const auto check = [&](double x, const char* field) {
      if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, field, at, x);
    };
    check(sides[i].reserve, "pool_side.reserve"), check(sides[i].price, "pool_side.price"), check(sides[i].weight, "pool_side.weight");
    sum += sides[i].weight;
  }
  if (sides.empty()) report(found, FaultCode::empty, "pool.sides");
  if (!(magnitude(sum - 1.0) <= 1e-12)) report(found, FaultCode::out_of_range, "pool.weights", {}, sum);
  if (!(shares > 0.0 && is_finite(shares))) report(found, FaultCode::not_positive, "pool.shares", {}, shares);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
