#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/merton_smile.hpp"
#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/calibration/smile_shape.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/pricing/stochastic_volatility.hpp"

namespace bulwark::inline v1 {

/// A variance that reverts to its mean, with lognormal jumps of the price (Bates 1996).
struct BatesParameters {
  double volatility;  ///< root of the variance now, per sqrt(year)
  StochasticVariance dynamics;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Smiles of Bates's model, for several expiries at once: one alone leaves the reversion and where to it reverts open, and says so.
/// Coordinates: Merton's four for the variance now and the jumps; ln(reversion), ln(long variance), ln(volatility of the variance) within
/// bounds, logit((1 + correlation) / 2). Slopes but that by the variance now are differences over 1e-5 of a parameter, good to 1e-5: a fit
/// to exact quotes ends within 1e-4 of the parameters, not 1e-6.
struct BatesSmile {
  using Parameters = BatesParameters;
  struct Scratch {};
  static constexpr std::size_t size = 8;
  static constexpr std::array<const char*, size> names{"volatility", "jumps.per_year", "jumps.mean_log_jump",    "jumps.log_jump_deviation",
                                                       "reversion",  "long_variance",  "volatility_of_variance", "correlation"};

  static std::array<double, size> values_of(const Parameters& p) noexcept {
    const StochasticVariance& d = p.dynamics;
    return {p.volatility, d.jumps.per_year, d.jumps.mean_log_jump,    d.jumps.log_jump_deviation,
            d.reversion,  d.long_variance,  d.volatility_of_variance, d.correlation};
  }
  static Parameters from_values(const std::array<double, size>& v) noexcept { return {v[0], {v[4], v[5], v[6], v[7], {v[1], v[2], v[3]}}}; }

  template <class Real>
  static ValueAndSlopes<Real, size> price(const Claim<Real>& claim, const Parameters& p, Scratch&) noexcept {
    const auto at = [&](const Parameters& parameters) noexcept {
      Claim<Real> asked = claim;
      asked.volatility = Real(parameters.volatility);
      return StochasticVolatility{}.value_and_vega(asked, parameters.dynamics);
    };
    const ValueAndVega<Real> here = at(p);
    ValueAndSlopes<Real, size> result{here.value, {here.vega}};
    const std::array<double, size> values = values_of(p);
    for (std::size_t k = 1; k < size; ++k) {
      const double outward = k == 7 && values[k] > 0.0 ? -1.0 : 1.0;  // a correlation stays within its bounds
      const double step = product(outward, 1e-5 * greatest(0.01, magnitude(values[k])));
      std::array<double, size> moved = values;
      moved[k] += step;
      result.slopes[k] = (at(from_values(moved)).value - here.value) / step;
    }
    return result;
  }

  MertonSmile now{};                                     ///< the variance now and the jumps
  double least_reversion = 0.05, most_reversion = 50.0;  ///< per year
  double least_long_variance = 1e-3, most_long_variance = 9.0;
  double least_volatility_of_variance = 0.02, most_volatility_of_variance = 20.0;

  static BatesSmile within(const JumpBounds& bounds, double deviation) noexcept { return {.now = MertonSmile::within(bounds, deviation)}; }

  Mapped<size> at(const std::array<double, size>& x) const noexcept {
    const Mapped<4> jumps = now.at({x[0], x[1], x[2], x[3]});
    Mapped<size> mapped;
    for (std::size_t i = 0; i < 4; ++i) {
      mapped.values[i] = jumps.values[i];
      for (std::size_t j = 0; j < 4; ++j) mapped.slopes[i][j] = jumps.slopes[i][j];
    }
    const Bent above = share_at(x[7]);
    const Bent others[4] = {bounded_at(x[4], least_reversion, most_reversion),
                            bounded_at(x[5], least_long_variance, most_long_variance),
                            bounded_at(x[6], least_volatility_of_variance, most_volatility_of_variance),
                            {above.value - logistic(-x[7]), 2.0 * above.slope}};
    for (std::size_t k = 0; k < 4; ++k) mapped.values[4 + k] = others[k].value, mapped.slopes[4 + k][4 + k] = others[k].slope;
    return mapped;
  }

  std::array<double, size> coordinates(const Parameters& p) const noexcept {
    const StochasticVariance& d = p.dynamics;
    const std::array<double, 4> x = now.coordinates({p.volatility, d.jumps});
    return {x[0],
            x[1],
            x[2],
            x[3],
            bounded_coordinate(d.reversion, least_reversion, most_reversion),
            bounded_coordinate(d.long_variance, least_long_variance, most_long_variance),
            bounded_coordinate(d.volatility_of_variance, least_volatility_of_variance, most_volatility_of_variance),
            logit(0.5 + 0.5 * d.correlation)};
  }

  /// Starts by family: the skewness from the variance's correlation with the price, from jumps as Merton's, and from both. The variance
  /// reverts to where it is, slowly or fast.
  static constexpr std::size_t families = 3;

  void add_starts(const SmileShape& shape, std::array<std::vector<Parameters>, families>& starts) const {
    std::array<std::vector<MertonParameters>, MertonSmile::families> jumps;
    now.add_starts(shape, jumps);
    const double variance = product(shape.volatility, shape.volatility);
    const double correlation = shape.skewness < 0.0 ? -0.5 : 0.5;
    // the slope of a Heston smile at the money is correlation x volatility_of_variance / (4 volatility), at short times
    const double wanted = magnitude(product(shape.skewness, shape.volatility)) / (0.75 * __builtin_sqrt(shape.years));
    const double turbulent = least(greatest(wanted, 0.5 * shape.volatility), 5.0), calm = least(0.5 * shape.volatility, 5.0);
    for (const double reversion : {1.0, 8.0})
      for (std::size_t i = 0; i < 6; i += 2) {  // a tenth, three tenths and six tenths of the variance from jumps
        const MertonParameters &leaning = jumps[0][i], &half = jumps[2][i];
        starts[0].push_back({leaning.volatility, {reversion, variance, turbulent, correlation, leaning.jumps}});
        starts[1].push_back({leaning.volatility, {reversion, product(leaning.volatility, leaning.volatility), calm, 0.0, leaning.jumps}});
        starts[2].push_back(
            {half.volatility, {reversion, product(half.volatility, half.volatility), 0.5 * (calm + turbulent), correlation, half.jumps}});
      }
  }
};
static_assert(SmileModel<BatesSmile>);

}  // namespace bulwark::BULWARK_TARGET
