#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/calibration/smile_shape.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"

namespace bulwark::inline v1 {

/// A diffusion with double-exponential jumps (Kou 2002).
struct KouParameters {
  double volatility;  ///< of the diffusion, per sqrt(year)
  DoubleExponentialJumps jumps;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Smiles of Kou's model. Coordinates: ln(variance), logit(share of the variance from jumps), logit(share of jumps that go up), and
/// ln(up_rate - 1), ln(down_rate) within bounds; the number of jumps follows, so that what quotes hardly tell apart moves along few of
/// them.
struct KouSmile {
  using Parameters = KouParameters;
  using Scratch = ErlangLaw<17>;
  static constexpr std::size_t size = 5;
  static constexpr std::array<const char*, size> names{"volatility", "jumps.per_year", "jumps.up_share", "jumps.up_rate",
                                                       "jumps.down_rate"};

  static std::array<double, size> values_of(const Parameters& p) noexcept {
    return {p.volatility, p.jumps.per_year, p.jumps.up_share, p.jumps.up_rate, p.jumps.down_rate};
  }
  static Parameters from_values(const std::array<double, size>& v) noexcept { return {v[0], {v[1], v[2], v[3], v[4]}}; }

  template <class Real>
  static ValueAndSlopes<Real, size> price(const Claim<Real>& claim, const Parameters& p, Scratch& law) noexcept {
    Claim<Real> asked = claim;
    asked.volatility = Real(p.volatility);
    const KouSensitivities<Real> s = kou_sensitivities(asked, p.jumps, law);
    return {s.value, {s.vega, s.by_intensity, s.by_up_share, s.by_up_rate, s.by_down_rate}};
  }

  double least_rate = 0.7;  ///< of down_rate and of up_rate - 1
  double most_rate = 100.0;

  /// `deviation`: at the money, until the last expiry. A jump of rate r has the root mean square sqrt(2) / r.
  static KouSmile within(const JumpBounds& bounds, double deviation) noexcept {
    const double least_rate = __builtin_sqrt(2.0) / bounds.largest_jump;
    return {least_rate, greatest(__builtin_sqrt(2.0 * bounds.most_jumps) / deviation, 4.0 * least_rate)};
  }

  Mapped<size> at(const std::array<double, size>& x) const noexcept {
    const double variance = exp(x[0]);
    const Bent share = share_at(x[1]), up = share_at(x[2]);
    const double rest = logistic(-x[1]), down = logistic(-x[2]);
    const Bent excess = bounded_at(x[3], least_rate, most_rate), fall = bounded_at(x[4], least_rate, most_rate);
    const double rise = 1.0 + excess.value;
    const double per_rise = 1.0 / product(rise, rise), per_fall = 1.0 / product(fall.value, fall.value);
    const double square = 2.0 * fma(up.value, per_rise, product(down, per_fall));  // mean square of a log jump
    const double volatility = __builtin_sqrt(product(variance, rest));
    const double per_year = product(variance, share.value) / square;
    const double by_square = -(per_year / square);
    return {.values = {volatility, per_year, up.value, rise, fall.value},
            .slopes = {{{0.5 * volatility, -0.5 * product(volatility, share.value), 0.0, 0.0, 0.0},
                        {per_year, product(per_year, rest), product(by_square, 2.0 * product(up.slope, per_rise - per_fall)),
                         product(by_square, -4.0 * product(product(up.value, per_rise / rise), excess.slope)),
                         product(by_square, -4.0 * product(product(down, per_fall / fall.value), fall.slope))},
                        {0.0, 0.0, up.slope, 0.0, 0.0},
                        {0.0, 0.0, 0.0, excess.slope, 0.0},
                        {0.0, 0.0, 0.0, 0.0, fall.slope}}}};
  }

  std::array<double, size> coordinates(const Parameters& p) const noexcept {
    const double up = p.jumps.up_share, rise = p.jumps.up_rate, fall = p.jumps.down_rate;
    const double square = 2.0 * (up / product(rise, rise) + (1.0 - up) / product(fall, fall));
    const double diffusion = product(p.volatility, p.volatility), jumps = product(p.jumps.per_year, square);
    return {log(greatest(diffusion + jumps, 1e-12)), logit(jumps / (diffusion + jumps)), logit(up),
            bounded_coordinate(rise - 1.0, least_rate, most_rate), bounded_coordinate(fall, least_rate, most_rate)};
  }

  /// Starts by family: jumps as large either way, more often the way of the skewness; and as often either way, larger the way of it.
  /// They have the shape's variance and, for some shares of it from jumps, its kurtosis, or jumps twice as large.
  static constexpr std::size_t families = 2;

  void add_starts(const SmileShape& shape, std::array<std::vector<Parameters>, families>& starts) const {
    const double kurtosis = greatest(shape.kurtosis, 0.1);
    for (const double share : {0.2, 0.5, 0.8})
      for (const double stretch : {1.0, 2.0}) {
        const double deviation = product(shape.volatility, __builtin_sqrt(shape.years));
        const double rate = __builtin_sqrt(12.0 * share / kurtosis) / product(stretch, deviation);
        const double lean = product(shape.skewness, product(rate, deviation)) / (3.0 * share);  // up_share less down_share
        starts[0].push_back(start(shape, share, 0.5 + 0.5 * least(greatest(lean, -0.8), 0.8), rate, rate));
        const double tilt = shape.skewness < 0.0 ? 2.0 : 0.5;
        starts[1].push_back(start(shape, share, 0.5, product(rate, tilt), rate / tilt));
      }
  }

 private:
  Parameters start(const SmileShape& shape, double share, double up, double rise, double fall) const noexcept {
    const double low = 1.2 * least_rate, high = 0.8 * most_rate;
    const double up_rate = 1.0 + least(greatest(rise - 1.0, low), high), down_rate = least(greatest(fall, low), high);
    const double variance = product(shape.volatility, shape.volatility);
    const double square = 2.0 * (up / product(up_rate, up_rate) + (1.0 - up) / product(down_rate, down_rate));
    return {__builtin_sqrt(product(variance, 1.0 - share)), {product(variance, share) / square, up, up_rate, down_rate}};
  }
};
static_assert(SmileModel<KouSmile>);

}  // namespace bulwark::BULWARK_TARGET
