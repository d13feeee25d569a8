#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/pricing/log_moves.hpp"

namespace bulwark::inline v1 {

/// Who looks how often, and how long it takes to act on what is seen. Years.
struct ReactionTime {
  double update = 0.0;  ///< between two looks at the price; 0: watched continuously
  double delay = 0.0;   ///< from the look that shows the touch to where the account can be closed
};

/// What is expected to be missing when an account is closed, over a horizon. Quote, >= 0, undiscounted.
struct GapRisk {
  double probability = 0.0;    ///< of touching the threshold at all
  double expected_loss = 0.0;  ///< beyond zero equity where liquidation can act, with what does not touch counted as nothing
  double at_the_touch = 0.0;   ///< the same if one could act the moment that the threshold is touched: jumps alone

  /// Given that the threshold is touched.
  constexpr double loss_given_touch() const noexcept { return probability > 0.0 ? expected_loss / probability : 0.0; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Expected loss beyond zero equity. `loss(log move)` is what is missing at a price, quote, >= 0; `law` how the price leaves the account's
/// safe range (as the looks show it, see `seen_at_updates`). The price moves on during the delay, and before that until the look that shows
/// the touch: after a jump, which may come at any moment between two looks, for half of the interval on average; a diffusion seen beyond
/// the end is there with the overshoot of a walk, of mean 0.5826 deviations (which the range holds) and variance 1/4 of a step's (Siegmund
/// 1979). Limits: 0 without jumps and delay where the range ends with equity left. Nobody bears a rounding: these are expectations.
template <class Loss>
GapRisk gap_risk(const ExitLaw& law, const LogPrice& price, const ReactionTime& reaction, const Loss& loss) {
  GapRisk gap{.probability = law.exit.shares.all(), .at_the_touch = law.expected(loss)};
  if (reaction.update == 0.0 && reaction.delay == 0.0) {
    gap.expected_loss = gap.at_the_touch;
    return gap;
  }
  const auto after = [&](const std::vector<Landing>& moves, double from) {
    double sum = 0.0;
    for (const Landing& move : moves) sum = fma(move.probability, loss(from + move.log_move), sum);
    return sum;
  };
  const std::vector<Landing> then = log_moves(price, fma(0.5, reaction.update, reaction.delay));
  double sum = 0.0;
  for (const Landing& landing : law.landings) sum = fma(landing.probability, after(then, landing.log_move), sum);
  std::vector<Landing> later = log_moves(price, reaction.delay);
  if (reaction.update > 0.0) {
    std::vector<Landing> overshoot, spread;
    add_normal_parts(0.0, product(product(0.25 * price.volatility, price.volatility), reaction.update), 1.0, overshoot);
    for (const Landing& over : overshoot)
      for (const Landing& move : later) spread.push_back({over.log_move + move.log_move, product(over.probability, move.probability)});
    later = std::move(spread);
  }
  const ExitShares& shares = law.exit.shares;
  if (shares.below_at_end > 0.0) sum = fma(shares.below_at_end, after(later, -law.range.below), sum);
  if (shares.above_at_end > 0.0) sum = fma(shares.above_at_end, after(later, law.range.above), sum);
  gap.expected_loss = sum;
  return gap;
}

}  // namespace bulwark::BULWARK_TARGET
