#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "bulwark/calibration/option_quote.hpp"

namespace bulwark::inline v1 {

/// What the calls and puts of one expiry say of its forward.
struct ParityForward {
  double forward;         ///< quote per coin
  double forward_error;   ///< standard error
  double discount;        ///< quote today per quote at expiry; 1 in coins
  double discount_error;  ///< 0 where the discount was given
  int pairs;              ///< strikes with both sides of call and put
  int outliers;           ///< of them further than three errors away
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Call less put at one strike, as a line in the strike.
struct ParityPair {
  double strike;
  double difference;  ///< of the middles
  double error;       ///< half of the joint spread
};

inline std::vector<ParityPair> parity_pairs(const ExpiryChain& chain) {
  std::vector<ParityPair> pairs;
  for (const OptionQuote& call : chain.quotes)
    for (const OptionQuote& put : chain.quotes) {
      if (call.side != OptionSide::call || put.side != OptionSide::put || call.strike != put.strike) continue;
      if (!call.bid || !call.ask || !put.bid || !put.ask || *call.bid == 0.0 || *put.bid == 0.0) continue;
      const double a = *call.ask - *call.bid, b = *put.ask - *put.bid;
      const double error = 0.5 * __builtin_sqrt(fma(a, a, product(b, b)));
      pairs.push_back({call.strike, 0.5 * ((*call.bid + *call.ask) - (*put.bid + *put.ask)), error});
    }
  double widest = 0.0;
  for (const ParityPair& pair : pairs) widest = greatest(widest, pair.error);
  for (ParityPair& pair : pairs) pair.error = greatest(pair.error, widest > 0.0 ? 1e-6 * widest : 1.0);  // a locked market is not exact
  return pairs;
}

inline double median_of(std::vector<double> x) {
  const auto middle = x.begin() + std::ssize(x) / 2;
  std::nth_element(x.begin(), middle, x.end());
  return *middle;
}

/// The forward, and the discount factor, at which put-call parity holds best over all strikes with a two-sided call and put.
/// Quote premiums: call - put = discount (forward - strike), a line by weighted least squares; coins: call - put = 1 - strike / forward,
/// whose intercept is known. Each pair weighs by its joint spread, and by 1 / distance beyond one error (Huber 1964, constant 1.345, from a
/// start at medians), so a stale quote moves little. Errors are of the weighted fit, scaled by what is left of it where that is more than
/// the spreads. `discount`: where it is known; with one pair, or pairs of one strike, it has to be. Early exercise is not corrected for:
/// American options give the forward of the strikes with the tightest quotes. Faults: every bad quote; too few pairs.
inline Checked<ParityForward> parity_forward(const ExpiryChain& chain, std::optional<double> discount = {}) {
  Faults wrong = faults(chain);
  if (discount && !(*discount > 0.0 && is_finite(*discount))) report(wrong, FaultCode::not_positive, "discount", {}, *discount);
  if (!wrong.empty()) return wrong;
  const std::vector<ParityPair> pairs = parity_pairs(chain);
  const bool in_coins = chain.premium == PremiumIn::coins;
  const bool is_line = !in_coins && !discount;
  if (std::ssize(pairs) < (is_line ? 3 : 1)) {
    report(wrong, FaultCode::missing, "chain.pairs", {}, double(pairs.size()));
    return wrong;
  }
  // difference = level - slope strike: one of the two known unless is_line
  double level = 1.0, slope = discount.value_or(1.0);
  std::vector<double> points;
  if (is_line) {
    for (std::size_t i = 0; i < pairs.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (pairs[i].strike != pairs[j].strike)
          points.push_back((pairs[i].difference - pairs[j].difference) / (pairs[j].strike - pairs[i].strike));
    slope = median_of(points);
    points.clear();
  }
  for (const ParityPair& p : pairs) points.push_back(in_coins ? (1.0 - p.difference) / p.strike : fma(slope, p.strike, p.difference));
  (in_coins ? slope : level) = median_of(points);

  double level_variance = 0.0, slope_variance = 0.0, joint = 0.0;
  ParityForward found{};
  found.pairs = static_cast<int>(pairs.size());
  for (int round = 0; round < 50; ++round) {
    double s0 = 0.0, s1 = 0.0, s2 = 0.0, r0 = 0.0, r1 = 0.0, squares = 0.0, kept = 0.0;
    const double centre = pairs[pairs.size() / 2].strike;
    found.outliers = 0;
    for (const ParityPair& p : pairs) {
      const double residual = fma(slope, p.strike, p.difference) - level;
      const double distance = magnitude(residual) / p.error;
      found.outliers += distance > 3.0;
      const double trust = distance > 1.345 ? 1.345 / distance : 1.0;
      const double weight = trust / product(p.error, p.error);
      const double x = p.strike - centre;
      s0 += weight, s1 = fma(weight, x, s1), s2 = fma(product(weight, x), x, s2);
      r0 = fma(weight, residual, r0), r1 = fma(product(weight, x), residual, r1);
      squares = fma(product(weight, residual), residual, squares), kept += trust;
    }
    double level_step = 0.0, slope_step = 0.0;
    if (is_line) {
      const double whole = fma(s0, s2, -product(s1, s1));
      const double tilt = fma(s0, r1, -product(s1, r0)) / whole;  // of the residual, by the strike
      const double height = (r0 - product(tilt, s1)) / s0;
      slope_step = -tilt;
      level_step = fma(-tilt, centre, height);
      level_variance = fma(product(centre, centre), s0, fma(-2.0 * centre, -s1, s2)) / whole;
      slope_variance = s0 / whole;
      joint = (s1 + product(centre, s0)) / whole;
    } else if (in_coins) {
      const double square = fma(product(centre, centre), s0, fma(2.0 * centre, s1, s2));
      slope_step = -fma(centre, r0, r1) / square;
      slope_variance = 1.0 / square;
    } else {
      level_step = r0 / s0;
      level_variance = 1.0 / s0;
    }
    const double freedom = kept - (is_line ? 2.0 : 1.0);
    const double excess = greatest(1.0, freedom > 0.0 ? squares / freedom : 1.0);
    level += level_step, slope += slope_step;
    found.forward = level / slope;
    found.discount = in_coins ? 1.0 : slope;
    const double forward_variance =
        fma(product(found.forward, found.forward), slope_variance, fma(-2.0 * found.forward, joint, level_variance)) /
        product(slope, slope);
    found.forward_error = __builtin_sqrt(product(excess, greatest(0.0, forward_variance)));
    if (is_line) found.discount_error = __builtin_sqrt(product(excess, slope_variance));
    if (magnitude(level_step) <= 1e-14 * magnitude(level) && magnitude(slope_step) <= 1e-14 * magnitude(slope)) break;
  }
  if (!(found.forward > 0.0 && is_finite(found.forward))) report(wrong, FaultCode::not_positive, "chain.forward", {}, found.forward);
  if (!(found.discount > 0.0 && is_finite(found.discount))) report(wrong, FaultCode::not_positive, "chain.discount", {}, found.discount);
  if (!wrong.empty()) return wrong;
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
