#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// All traders' positions on one side of one market.
struct SideInterest {
  double coins = 0.0;  ///< >= 0
  double cost = 0.0;   ///< quote at entry, coins x entry price, >= 0

  double average() const noexcept { return cost / coins; }  ///< NaN where nobody holds anything
};

/// A pool that is the other side of every trade of a market.
struct CounterpartyPool {
  double money;  ///< quote that the pool holds, what traders have lost and paid included
  SideInterest longs;
  SideInterest shorts;
};

/// Which limit an opening runs up against.
enum class PoolBound { none, unknown, reserve, interest, skew };

/// How much of an opening a pool takes.
struct PoolAnswer {
  double coins;  ///< of what was asked
  PoolBound bound;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What traders of one side have gained at `price`, quote; what they have lost is negative.
inline double side_profit(const SideInterest& side, bool is_long, double price) noexcept {
  return is_long ? fma(side.coins, price, -side.cost) : fma(-side.coins, price, side.cost);
}

/// What all traders together have gained, and so what the pool would owe them on top of its own.
inline double traders_profit(const CounterpartyPool& pool, double price) noexcept {
  return side_profit(pool.longs, true, price) + side_profit(pool.shorts, false, price);
}

/// What belongs to the pool's shareholders at `price`: the money less what traders have gained. Negative: they are owed more than there is.
inline double pool_value(const CounterpartyPool& pool, double price) noexcept { return pool.money - traders_profit(pool, price); }

/// Coins that the pool is short (positive: more longs than shorts), which is what a rise of one quote costs it.
inline double pool_skew(const CounterpartyPool& pool) noexcept { return pool.longs.coins - pool.shorts.coins; }

/// The price at which the shareholders have nothing left; none (NaN) where no positive price does that.
inline double ruin_price(const CounterpartyPool& pool) noexcept {
  const double price = (pool.money + pool.longs.cost - pool.shorts.cost) / pool_skew(pool);
  return price > 0.0 && is_finite(price) ? price : std::numeric_limits<double>::quiet_NaN();
}

/// How much trading a pool backs. A long's profit has no end, a short's ends at its entry; the reserve is against the first, the cap on the
/// skew against both.
/// Source: the limits are those of GMX v2 (`reserveFactor` of the pool against open interest in coins, `maxOpenInterest`, gmx-synthetics at
/// a5c0c88, 2026) and of Synthetix v3 and Hyperliquid's vault (skew), each as a share of what the pool is worth.
struct PoolLimits {
  double reserve = 0.5;      ///< share of the pool that the positions of a side may be worth at today's price, > 0
  double most_interest;      ///< quote at entry, of a side, >= 0
  double most_skew = 0.25;   ///< share of the pool that the difference of both sides may be worth, > 0
  double most_profit = 0.9;  ///< share of the pool that one side's traders are paid together; beyond it each is paid in proportion

  /// Reserved over what may be: above 1 nothing is opened on that side, and shareholders wait.
  double utilisation(const CounterpartyPool& pool, bool is_long, double price) const noexcept {
    const SideInterest& side = is_long ? pool.longs : pool.shorts;
    return product(side.coins, price) / product(reserve, pool_value(pool, price));
  }

  /// Of an opening of `coins` (>= 0) at `price`: what fits under every limit, and which is in the way. Nothing where the pool is worth
  /// nothing or anything is unknown. What lessens the skew is not held up by it.
  PoolAnswer answer(const CounterpartyPool& pool, bool is_long, double coins, double price) const noexcept {
    const SideInterest& side = is_long ? pool.longs : pool.shorts;
    const double value = pool_value(pool, price), towards = is_long ? pool_skew(pool) : -pool_skew(pool);
    const double by_reserve = product(reserve, value) / price - side.coins, by_interest = (most_interest - side.cost) / price;
    const double by_skew = product(most_skew, value) / price - towards;
    if (!(value == value) || !(price > 0.0) || !(coins >= 0.0) || !(by_interest == by_interest)) return {0.0, PoolBound::unknown};
    const double most = greatest(0.0, least(by_reserve, least(by_interest, by_skew)));
    if (coins <= most) return {coins, PoolBound::none};
    const double tightest = least(by_reserve, least(by_interest, by_skew));
    return {most, tightest == by_reserve ? PoolBound::reserve : tightest == by_interest ? PoolBound::interest : PoolBound::skew};
  }

  /// Share of their profit that one side's traders are paid; 1 until they are owed more than `most_profit` of the pool.
  double paid_share(const CounterpartyPool& pool, bool is_long, double price) const noexcept {
    const double profit = side_profit(is_long ? pool.longs : pool.shorts, is_long, price),
                 most = product(most_profit, greatest(0.0, pool.money));
    return profit > most ? most / profit : 1.0 + 0.0 * (profit + most);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double x) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, x);
    };
    check(reserve > 0.0 && is_finite(reserve), "pool_limits.reserve", reserve);
    check(most_interest >= 0.0, "pool_limits.most_interest", most_interest);
    check(most_skew > 0.0 && is_finite(most_skew), "pool_limits.most_skew", most_skew);
    check(most_profit > 0.0 && most_profit <= 1.0, "pool_limits.most_profit", most_profit);
    return found;
  }
};

/// After a trader opened (`coins` > 0) or closed (< 0) on one side at `price`, paying `fee` quote. A closing takes the side's average
/// entry, pays `paid` of a profit (`PoolLimits::paid_share`) and collects a loss whole: money moves between the pool and the trader, none
/// is made.
inline CounterpartyPool traded(CounterpartyPool pool, bool is_long, double coins, double price, double fee, double paid = 1.0) noexcept {
  SideInterest& side = is_long ? pool.longs : pool.shorts;
  pool.money += fee;
  if (coins >= 0.0) {
    side.coins += coins, side.cost = fma(coins, price, side.cost);
    return pool;
  }
  const double closed = least(-coins, side.coins), cost = closed == side.coins ? side.cost : product(side.cost, closed / side.coins);
  const double profit = is_long ? fma(closed, price, -cost) : fma(-closed, price, cost);
  pool.money -= profit > 0.0 ? product(paid, profit) : profit;
  side.coins -= closed, side.cost -= cost;
  return pool;
}

}  // namespace bulwark::BULWARK_TARGET
