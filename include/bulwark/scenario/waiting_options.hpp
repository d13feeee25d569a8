#pragma once

#include <algorithm>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/forward.hpp"
#include "bulwark/scenario/priced_market.hpp"
#include "bulwark/scenario/unit_moves.hpp"

namespace bulwark::BULWARK_TARGET {

/// Options of one risk unit that wait to be priced together, column by column. Neighbours that differ in nothing but the side are one
/// pair: what the scenarios make of the side that is out of the money is theirs together.
struct WaitingOptions {
  static constexpr int most_pairs = scenario_group, most = 2 * most_pairs;

  struct Claims {
    alignas(64) double forward[most];
    alignas(64) double fixed[most];
    alignas(64) double strike[most];
    alignas(64) double volatility[most];
    alignas(64) double years[most];
    alignas(64) double side[most];

    void copy(int to, const Claims& from, int at) noexcept {
      forward[to] = from.forward[at], fixed[to] = from.fixed[at], strike[to] = from.strike[at];
      volatility[to] = from.volatility[at], years[to] = from.years[at], side[to] = from.side[at];
    }
    bool is_pair(int a, int b) const noexcept {
      return same_bits(forward[a], forward[b]) && same_bits(fixed[a], fixed[b]) && same_bits(strike[a], strike[b]) &&
             same_bits(volatility[a], volatility[b]) && same_bits(years[a], years[b]);
    }
  };

  int count = 0, pairs = 0;
  Index row[most];
  int pair[most];            ///< rising
  const double* mark[most];  ///< settlement units; null without
  Claims own;
  alignas(64) double discount[most];
  alignas(64) double rate[most];
  alignas(64) double multiplier[most];

  /// Puts an option behind the last. False, and nothing has changed, where there is no room.
  bool add(Index at, const ContractTerms& terms, const ForwardAndDiscount& delivery, const double* marked, bool may_pair) noexcept {
    if (count == most) return false;
    own.forward[count] = delivery.forward, own.fixed[count] = delivery.fixed, own.strike[count] = terms.strike;
    own.volatility[count] = terms.volatility + 0.0;  // of a negative zero: zero
    own.years[count] = terms.years, own.side[count] = sign(terms.side);
    const bool joins = may_pair && count > 0 && own.is_pair(count - 1, count);
    if (!joins && pairs == most_pairs) return false;
    pairs += joins ? 0 : 1;
    row[count] = at, pair[count] = pairs - 1, mark[count] = marked;
    discount[count] = delivery.discount, rate[count] = delivery.rate, multiplier[count] = terms.multiplier;
    ++count;
    return true;
  }

  /// Whether an option is the first of its pair.
  bool leads(int i) const noexcept { return i == 0 || pair[i] != pair[i - 1]; }

  /// Makes the lanes up to a whole group the first option's.
  void fill_group() noexcept {
    for (int i = count; i < in_whole_groups(count); ++i) {
      own.copy(i, own, 0);
      pair[i] = pair[0], discount[i] = discount[0], multiplier[i] = multiplier[0];
    }
  }

  /// One claim of each pair, and of the first in the lanes that are left.
  Claims first_of_pairs() const noexcept {
    Claims firsts;
    for (int i = 0; i < count; ++i)
      if (leads(i)) firsts.copy(pair[i], own, i);
    for (int p = pairs; p < most_pairs; ++p) firsts.copy(p, own, 0);
    return firsts;
  }
};

}  // namespace bulwark::BULWARK_TARGET
