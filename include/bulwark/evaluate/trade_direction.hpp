#pragma once

#include "bulwark/evaluate/first_step.hpp"
#include "bulwark/evaluate/trial_trades.hpp"

namespace bulwark::BULWARK_TARGET {

/// One or two tradable rows moved together, in lots; and what the first step of it does.
struct TradeDirection {
  Index row = -1, other = -1;           ///< of the tradables; -1: none
  double lots = 0.0, other_lots = 0.0;  ///< per step, signed; step n moves each by the nearest whole number of n times as many
  double freed = 0.0;                   ///< quote of the target's shortage per step, after the cost; > 0
  double cost = 0.0;                    ///< quote per step

  bool is_any() const noexcept { return row >= 0; }

  static Index nearest(double x) noexcept { return static_cast<Index>(__builtin_floor(x + 0.5)); }

  void move(std::span<Index> held, Index steps) const noexcept {
    held[static_cast<std::size_t>(row)] += nearest(product(static_cast<double>(steps), lots));
    if (other >= 0) held[static_cast<std::size_t>(other)] += nearest(product(static_cast<double>(steps), other_lots));
  }

  /// How many steps every row allows from `held` on.
  Index room(std::span<const Tradable> tradables, std::span<const Index> held) const noexcept {
    const auto of = [&](Index i, double step) {
      const Tradable& t = tradables[static_cast<std::size_t>(i)];
      const Index at = held[static_cast<std::size_t>(i)], left = step < 0.0 ? at + t.lots_sold() : t.lots_bought() - at;
      return __builtin_floor((static_cast<double>(left) + 0.49) / magnitude(step));
    };
    double steps = of(row, lots);
    if (other >= 0) steps = least(steps, of(other, other_lots));
    return steps < 0x1p53 ? static_cast<Index>(steps) : Index{1} << 53;
  }

  /// The account after so many steps from `scratch.lots` on.
  template <class Trades>
  Trial ahead(Trades& trades, Index steps) const {
    trades.scratch.trial = trades.scratch.lots;
    move(trades.scratch.trial, steps);
    return trades.at(trades.scratch.trial);
  }

  /// Whether it frees as much for less; the larger step of equals.
  bool is_cheaper_than(const TradeDirection& that) const noexcept {
    if (!that.is_any()) return true;
    const double mine = product(cost, that.freed), its = product(that.cost, freed);
    return mine < its || (mine == its && freed > that.freed);
  }
};

/// What one more lot of each row frees, on either side, with its cost taken off; calls visit(direction, trial of it). The gradient of the
/// target's shortage, by a lot: `explain` gives its requirement part per contract for every listed row.
template <class Trades, class Visit>
void each_lot(Trades& trades, const Trial& now, Visit visit) {
  for (Index i = 0; i < std::ssize(trades.tradables); ++i)
    for (const double towards : {1.0, -1.0}) {
      TradeDirection one{.row = i, .lots = towards};
      if (one.room(trades.tradables, trades.scratch.lots) < 1) continue;
      const Trial next = one.ahead(trades, 1);
      one.freed = now.missing - next.missing, one.cost = next.cost - now.cost;
      if (!visit(one, next)) return;
    }
}

/// The row and side that free at the least cost per unit; none where no lot by itself frees anything.
template <class Trades>
TradeDirection cheapest_row(Trades& trades, const Trial& now) {
  TradeDirection best;
  each_lot(trades, now, [&](const TradeDirection& one, const Trial&) {
    if (one.freed > 0.0 && one.is_cheaper_than(best)) best = one;
    return true;
  });
  return best;
}

/// Two rows that help each other's binding scenario: after a lot of the one, the scenario binds that the other improves, and the other way
/// about. Their proportion is the one in which both scenarios improve alike, x (g_ij - g_jj) : y (g_ji - g_ii), g_ij being what a lot of j
/// frees once i has moved. Of the first `most` rows and sides with two lots of room.
template <class Trades>
TradeDirection cheapest_pair(Trades& trades, const Trial& now, Index most) {
  struct Side {
    TradeDirection one;
    double then = 0.0;   // missing after one lot
    double again = 0.0;  // what the second lot frees
  };
  constexpr Index held = 64;
  Side sides[held];
  Index count = 0;
  each_lot(trades, now, [&](const TradeDirection& one, const Trial& next) {
    if (one.room(trades.tradables, trades.scratch.lots) < 2 || !is_finite(next.missing)) return true;
    sides[count++] = {one, next.missing, 0.0};
    return count < (most < held ? most : held);
  });
  for (Index i = 0; i < count; ++i) sides[i].again = sides[i].then - sides[i].one.ahead(trades, 2).missing;
  TradeDirection best;
  for (Index i = 0; i < count; ++i)
    for (Index j = i + 1; j < count; ++j) {
      const Side &a = sides[i], &b = sides[j];
      if (a.one.row == b.one.row) continue;
      TradeDirection both{.row = a.one.row, .other = b.one.row, .lots = a.one.lots, .other_lots = b.one.lots};
      const double together = both.ahead(trades, 1).missing, helps_a = a.then - together, helps_b = b.then - together;
      const double of_a = helps_a - b.again, of_b = helps_b - a.again;
      if (!(helps_a > 0.0 && helps_b > 0.0 && of_a > 0.0 && of_b > 0.0)) continue;
      const double smaller = least(of_a, of_b);
      if (!(greatest(of_a, of_b) < product(0x1p20, smaller))) continue;
      both.lots = product(a.one.lots, of_a / smaller), both.other_lots = product(b.one.lots, of_b / smaller);
      // Whole lots round the proportion away in small steps: judged by several.
      const Index room = both.room(trades.tradables, trades.scratch.lots), steps = room < 8 ? room : 8;
      if (steps < 1) continue;
      const Trial next = both.ahead(trades, steps);
      both.freed = (now.missing - next.missing) / static_cast<double>(steps);
      both.cost = (next.cost - now.cost) / static_cast<double>(steps);
      if (both.freed > 0.0 && both.is_cheaper_than(best)) best = both;
    }
  return best;
}

/// The smallest equal share of all that is left to trade which meets the target, where every row may only go one way; else nothing changes.
template <class Trades>
Trial close_the_rest(Trades& trades, const Trial& now) {
  constexpr Index shares = 1024, points = 64;
  for (const Tradable& t : trades.tradables)
    if (t.lots_bought() > 0 && t.lots_sold() > 0) return now;
  const auto at = [&](Index part) {
    trades.scratch.trial = trades.scratch.lots;
    for (std::size_t i = 0; i < trades.tradables.size(); ++i) {
      const Index whole = trades.tradables[i].lots_bought() - trades.tradables[i].lots_sold(), left = whole - trades.scratch.lots[i];
      trades.scratch.trial[i] += static_cast<Index>(product(static_cast<double>(left), static_cast<double>(part)) / shares);
    }
    return trades.at(trades.scratch.trial);
  };
  const auto first = first_step(shares, 0, points, [&](Index part) { return at(part).is_met; });
  if (!first) return now;
  const Trial closed = at(first->step);
  trades.scratch.lots = trades.scratch.trial;
  return closed;
}

}  // namespace bulwark::BULWARK_TARGET
