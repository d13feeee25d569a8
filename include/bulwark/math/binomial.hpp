#pragma once

#include <limits>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How likely a binomial count is at most some number, and how likely it is more; neither is one less the other.
struct BinomialSplit {
  double at_most;
  double more;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The binomial law of `trials` (>= 0) of chance `chance`, split after `count`: every term as a multiple of the likeliest one, by the ratio
/// of neighbours, so that nothing overflows and no logarithm is taken. Error: 4 eps for each term between the likeliest and the count.
/// Limits: 0 below 0 and 1 from `trials` on; a side 10^308 times less likely than the likeliest term is 0. NaN for a chance outside [0, 1].
inline BinomialSplit binomial_split(Index count, Index trials, double chance) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (!(chance >= 0.0 && chance <= 1.0) || trials < 0) return {unknown, unknown};
  const double odds = chance / (1.0 - chance), against = (1.0 - chance) / chance;
  const auto reached = static_cast<Index>(product(static_cast<double>(trials + 1), chance));
  const Index likeliest = reached < trials ? reached : trials;
  double at_most = 0.0, more = 0.0;
  const auto add = [&](Index i, double term) { (i <= count ? at_most : more) += term; };
  add(likeliest, 1.0);
  double term = 1.0;
  for (Index i = likeliest; i > 0 && term > 0.0; --i) {
    term = product(product(term, static_cast<double>(i) / static_cast<double>(trials - i + 1)), against);
    add(i - 1, term);
  }
  term = 1.0;
  for (Index i = likeliest; i < trials && term > 0.0; ++i) {
    term = product(product(term, static_cast<double>(trials - i) / static_cast<double>(i + 1)), odds);
    add(i + 1, term);
  }
  const double all = at_most + more;
  return {at_most / all, more / all};
}

}  // namespace bulwark::BULWARK_TARGET
