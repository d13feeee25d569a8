#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/calibration/smile_shape.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/pricing/merton_greeks.hpp"

namespace bulwark::inline v1 {

/// A diffusion with lognormal jumps (Merton 1976).
struct MertonParameters {
  double volatility;  ///< of the diffusion, per sqrt(year)
  JumpParameters jumps;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Smiles of Merton's model. Source: Cont and Tankov (2004), chapter 13: quotes determine the whole variance, the skewness and the
/// kurtosis; many small jumps or few large ones give nearly the same, so the coordinates are
///   ln(variance), logit(share of the variance from jumps), ln(root mean square jump) within bounds, mean jump / its deviation.
struct MertonSmile {
  using Parameters = MertonParameters;
  struct Scratch {};
  static constexpr std::size_t size = 4;
  static constexpr std::array<const char*, size> names{"volatility", "jumps.per_year", "jumps.mean_log_jump", "jumps.log_jump_deviation"};

  static std::array<double, size> values_of(const Parameters& p) noexcept {
    return {p.volatility, p.jumps.per_year, p.jumps.mean_log_jump, p.jumps.log_jump_deviation};
  }
  static Parameters from_values(const std::array<double, size>& v) noexcept { return {v[0], {v[1], v[2], v[3]}}; }

  template <class Real>
  static ValueAndSlopes<Real, size> price(const Claim<Real>& claim, const Parameters& p, Scratch&) noexcept {
    DiscountedClaim<Real> asked{claim, Real(1.0)};
    asked.claim.volatility = Real(p.volatility);
    const Jumps<Real> jumps{Real(p.jumps.per_year), Real(p.jumps.mean_log_jump), Real(p.jumps.log_jump_deviation)};
    const JumpGreeks<Real> s = merton_jump_greeks(asked, jumps);
    return {s.value, {s.vega, s.by_intensity, s.by_mean, s.by_deviation}};
  }

  double least_jump = 0.01;   ///< root mean square of a log jump, > 0
  double largest_jump = 2.0;  ///< root mean square of a log jump

  /// `deviation`: at the money, until the last expiry.
  static MertonSmile within(const JumpBounds& bounds, double deviation) noexcept {
    return {least(deviation / __builtin_sqrt(bounds.most_jumps), 0.25 * bounds.largest_jump), bounds.largest_jump};
  }

  Mapped<size> at(const std::array<double, size>& x) const noexcept {
    const double variance = exp(x[0]);
    const Bent share = share_at(x[1]);
    const double rest = logistic(-x[1]);
    const Bent jump = bounded_at(x[2], least_jump, largest_jump);
    const double spread = 1.0 / __builtin_sqrt(fma(x[3], x[3], 1.0));  // deviation over root mean square
    const double lean = product(x[3], spread);
    const double volatility = __builtin_sqrt(product(variance, rest));
    const double per_year = product(variance, share.value) / product(jump.value, jump.value);
    const double by_size = jump.slope / jump.value;
    const double mean = product(jump.value, lean), deviation = product(jump.value, spread);
    const double turn = product(spread, spread);
    return {.values = {volatility, per_year, mean, deviation},
            .slopes = {{{0.5 * volatility, -0.5 * product(volatility, share.value), 0.0, 0.0},
                        {per_year, product(per_year, rest), -2.0 * product(per_year, by_size), 0.0},
                        {0.0, 0.0, product(mean, by_size), product(deviation, turn)},
                        {0.0, 0.0, product(deviation, by_size), -product(mean, turn)}}}};
  }

  std::array<double, size> coordinates(const Parameters& p) const noexcept {
    const double diffusion = product(p.volatility, p.volatility);
    const double deviation = greatest(p.jumps.log_jump_deviation, 1e-6);
    const double square = fma(p.jumps.mean_log_jump, p.jumps.mean_log_jump, product(deviation, deviation));
    const double jumps = product(p.jumps.per_year, square);
    return {log(greatest(diffusion + jumps, 1e-12)), logit(jumps / (diffusion + jumps)),
            bounded_coordinate(__builtin_sqrt(square), least_jump, largest_jump), p.jumps.mean_log_jump / deviation};
  }

  /// Starts by family, each of which tends to a valley of its own: leaning as the skewness asks, jumps all of nearly one size, and half
  /// way. They have the shape's variance and, for some shares of it from jumps, its kurtosis; or jumps twice as large, since far wings,
  /// which large jumps make, hardly bend the parabola.
  static constexpr std::size_t families = 3;

  void add_starts(const SmileShape& shape, std::array<std::vector<Parameters>, families>& starts) const {
    const double kurtosis = greatest(shape.kurtosis, 0.1);
    for (const double share : {0.1, 0.3, 0.6, 0.85}) {
      const double target = product(shape.skewness, shape.skewness) / product(kurtosis, share);
      double low = 0.0, high = 1.0;  // |mean| over root mean square: skewness^2 / (kurtosis share) grows with it
      for (int i = 0; i < 20; ++i) {
        const double lean = 0.5 * (low + high), square = product(lean, lean);
        const double q = product(lean, fma(-2.0, square, 3.0));
        (product(q, q) / fma(-2.0 * square, square, 3.0) < target ? low : high) = lean;
      }
      for (const double stretch : {1.0, 2.0}) {
        starts[0].push_back(start(shape, kurtosis, share, low, stretch));
        starts[1].push_back(start(shape, kurtosis, share, 0.99, stretch));
        starts[2].push_back(start(shape, kurtosis, share, 0.6, stretch));
      }
    }
  }

 private:
  Parameters start(const SmileShape& shape, double kurtosis, double share, double lean, double stretch) const noexcept {
    const double square = product(lean, lean);
    const double jump = product(product(shape.volatility, __builtin_sqrt(shape.years)),
                                __builtin_sqrt(kurtosis / product(share, fma(-2.0 * square, square, 3.0))));
    const double held = least(greatest(stretch * jump, 1.5 * least_jump), 0.7 * largest_jump);
    const double variance = product(shape.volatility, shape.volatility);
    const double mean = product(shape.skewness < 0.0 ? -held : held, lean);
    const double deviation = product(held, __builtin_sqrt(fma(-lean, lean, 1.0)));
    return {__builtin_sqrt(product(variance, 1.0 - share)), {product(variance, share) / product(held, held), mean, deviation}};
  }
};
static_assert(SmileModel<MertonSmile>);

}  // namespace bulwark::BULWARK_TARGET
