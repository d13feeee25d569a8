#pragma once

#include <array>
#include <limits>

#include "bulwark/margin/naked_option.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/math/best_matching.hpp"

namespace bulwark::BULWARK_TARGET {

/// The options of one underlying against each other and against the underlying itself.
class StrategyBook {
 public:
  static constexpr std::size_t most = 32;  ///< legs sold, and bought, of each side

  StrategyBook(const ValuedAccount& account, const NakedOption& naked) noexcept {
    for (const HeldUnit& unit : account.units) {
      if (unit.settlement != unit.asset) continue;
      checked_ += product(0.0, unit.coins);  // coins that are no number cover nothing, which must not look like an answer
      if (unit.coins > 0.0) buy(calls_, {.at = always, .quantity = unit.coins});
      if (unit.coins < 0.0) buy(puts_, {.at = always, .quantity = -unit.coins});
    }
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option) continue;
      Side& side = p.terms.side == OptionSide::call ? calls_ : puts_;
      const double units = product(p.quantity, p.terms.multiplier);
      Leg leg{.at = product(sign(p.terms.side), p.terms.strike), .quantity = magnitude(units), .expiry = p.terms.expiry};
      if (units >= 0.0) {
        buy(side, leg);
        continue;
      }
      leg.premium = product(p.mark, p.price);
      leg.alone = naked.per_unit(p.terms.side, p.terms.strike, p.terms.underlying, leg.premium);
      sell(side, leg);
    }
  }

  /// Quote: never more than the cheapest way to take the legs in pairs, nor than every short option by itself.
  double requirement() const noexcept {
    const auto any = [&](std::size_t i, std::size_t j) { return saving(i, j); };
    const auto naked = [&](std::size_t i, std::size_t j) { return is_strangle(i, j) ? saving(i, j) : 0.0; };
    return least(charge(any), charge(naked)) + beyond_ + checked_;
  }

 private:
  static constexpr double always = -std::numeric_limits<double>::infinity();

  struct Leg {
    double at;        ///< strike of a call, minus the strike of a put; `always`: the underlying, which covers at no cost
    double quantity;  ///< units, > 0
    Timestamp expiry = perpetual;
    double premium = 0.0;  ///< quote per unit
    double alone = 0.0;    ///< quote per unit, with nothing against it
  };
  struct Side {
    std::array<Leg, most> sold, bought;
    std::size_t sold_count = 0, bought_count = 0;
  };

  static void buy(Side& side, const Leg& leg) noexcept {
    if (side.bought_count < most) side.bought[side.bought_count++] = leg;
  }
  void sell(Side& side, const Leg& leg) noexcept {
    if (side.sold_count < most)
      side.sold[side.sold_count++] = leg;
    else
      beyond_ = fma(leg.quantity, leg.alone, beyond_);
  }

  // Two groups that never pair within themselves: short calls with long puts, long calls with short puts. A short call meets a long one, or
  // a short put (strangle); a short put meets a long one.

  bool is_short_call(std::size_t i) const noexcept { return i < calls_.sold_count; }
  bool is_short_put(std::size_t j) const noexcept { return j >= calls_.bought_count; }
  const Leg& a(std::size_t i) const noexcept { return is_short_call(i) ? calls_.sold[i] : puts_.bought[i - calls_.sold_count]; }
  const Leg& b(std::size_t j) const noexcept { return is_short_put(j) ? puts_.sold[j - calls_.bought_count] : calls_.bought[j]; }
  bool is_strangle(std::size_t i, std::size_t j) const noexcept { return is_short_call(i) && is_short_put(j); }

  /// Quote per unit: what a pair is charged less than its short legs alone. A cover must last as long as what it covers.
  double saving(std::size_t i, std::size_t j) const noexcept {
    if (is_strangle(i, j)) return a(i).alone + b(j).alone - strangle(a(i), b(j));
    if (is_short_call(i) == is_short_put(j)) return 0.0;
    const Leg &sold = is_short_call(i) ? a(i) : b(j), &bought = is_short_call(i) ? b(j) : a(i);
    return bought.expiry >= sold.expiry ? sold.alone - greatest(0.0, bought.at - sold.at) : 0.0;
  }

  /// The dearer of the two and the premium of the other.
  static double strangle(const Leg& call, const Leg& put) noexcept {
    return call.alone >= put.alone ? call.alone + put.premium : put.alone + call.premium;
  }

  template <class Saving>
  double charge(Saving saved) const noexcept {
    using Pairs = BestMatching<2 * most, Saving>;
    typename Pairs::Group group_a{.size = calls_.sold_count + puts_.bought_count}, group_b{.size = calls_.bought_count + puts_.sold_count};
    for (std::size_t i = 0; i < group_a.size; ++i) group_a.quantity[i] = a(i).quantity;
    for (std::size_t j = 0; j < group_b.size; ++j) group_b.quantity[j] = b(j).quantity;
    const Pairs pairs(group_a, group_b, saved);
    double sum = joint_loss(pairs);
    for (std::size_t i = 0; i < calls_.sold_count; ++i) {
      sum = fma(pairs.left_of_a(i), a(i).alone, sum);
      for (std::size_t j = calls_.bought_count; j < group_b.size; ++j) sum = fma(pairs.together(i, j), strangle(a(i), b(j)), sum);
    }
    for (std::size_t j = calls_.bought_count; j < group_b.size; ++j) sum = fma(pairs.left_of_b(j), b(j).alone, sum);
    return sum;
  }

  /// The most that the covered options can lose together, expiry by expiry: payoffs are straight between strikes, so at a strike.
  template <class Pairs>
  double joint_loss(const Pairs& pairs) const noexcept {
    double sum = 0.0;
    for (Timestamp before = Timestamp::min();;) {
      Timestamp expiry = perpetual;  // the next that something was sold for
      for (const Side* side : {&calls_, &puts_})
        for (std::size_t i = 0; i < side->sold_count; ++i)
          if (side->sold[i].expiry > before && side->sold[i].expiry < expiry) expiry = side->sold[i].expiry;
      if (expiry == perpetual) return sum;
      double worst = 0.0;
      each_cover(pairs, expiry, [&](const Leg& sold, const Leg& bought, double side, double) {
        for (const double price : {product(side, sold.at), product(side, bought.at)}) worst = greatest(worst, lost(pairs, expiry, price));
      });
      sum += worst;
      before = expiry;
    }
  }

  /// What the covered options of an expiry lose where the underlying ends at `price`.
  template <class Pairs>
  double lost(const Pairs& pairs, Timestamp expiry, double price) const noexcept {
    double sum = 0.0;
    each_cover(pairs, expiry, [&](const Leg& sold, const Leg& bought, double side, double units) {
      const double at = product(side, price);
      sum = fma(units, greatest(0.0, at - sold.at) - greatest(0.0, at - bought.at), sum);
    });
    return sum;
  }

  /// Every option sold for an expiry and the option that covers it, +1 for calls and -1 for puts, units. What the underlying covers cannot
  /// lose, and its gains are not counted.
  template <class Pairs, class Visit>
  void each_cover(const Pairs& pairs, Timestamp expiry, Visit visit) const noexcept {
    for (std::size_t i = 0; i < calls_.sold_count + puts_.bought_count; ++i)
      for (std::size_t j = 0; j < calls_.bought_count + puts_.sold_count; ++j) {
        if (is_short_call(i) == is_short_put(j) || !(pairs.together(i, j) > 0.0)) continue;
        const Leg &sold = is_short_call(i) ? a(i) : b(j), &bought = is_short_call(i) ? b(j) : a(i);
        if (sold.expiry == expiry && bought.at > always) visit(sold, bought, is_short_call(i) ? 1.0 : -1.0, pairs.together(i, j));
      }
  }

  Side calls_, puts_;
  double beyond_ = 0.0;   ///< quote, of legs sold that there is no room for: each by itself
  double checked_ = 0.0;  ///< 0, or NaN
};

}  // namespace bulwark::BULWARK_TARGET
