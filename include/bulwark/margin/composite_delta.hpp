#pragma once

#include "bulwark/pricing/pricer.hpp"

namespace bulwark::BULWARK_TARGET {

/// An option's delta as SPAN counts it in spreads: its deltas at seven prices across the scan range, averaged with the probabilities of
/// those prices. Source: CME SPAN, "composite delta"; the weights are *assumed* (they are not in its documents) and made to sum to 1, so
/// that a future keeps its delta of 1.
struct CompositeDelta {
  double at_rest = 0.270;   ///< at today's price
  double at_third = 0.217;  ///< at a third of the range, up and down each
  double at_two_thirds = 0.110;
  double at_range = 0.037;

  /// Per unit; `range` in quote per coin, smaller than the forward.
  double of(const Claim<double>& claim, double range) const noexcept {
    const double weights[] = {at_rest, at_third, at_two_thirds, at_range};
    double sum = product(at_rest, black_greeks(claim).delta), all = at_rest;
    for (int step = 1; step <= 3; ++step)
      for (const double side : {-1.0, 1.0}) {
        Claim<double> moved = claim;
        moved.forward = fma(product(side, static_cast<double>(step) / 3.0), range, claim.forward);
        sum = fma(weights[step], black_greeks(moved).delta, sum);
        all += weights[step];
      }
    return sum / all;
  }
};

}  // namespace bulwark::BULWARK_TARGET
