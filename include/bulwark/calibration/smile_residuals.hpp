#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "bulwark/calibration/fit.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/pricing/columns.hpp"

namespace bulwark::BULWARK_TARGET {

/// The quotes of some smiles as columns of out-of-the-money claims on a forward of one, with their weights.
struct SmileColumns {
  std::vector<double> forward, strike, volatility, years, side;
  std::vector<double> value, vega;  ///< Black's at the quote; a vega no smaller than 1e-4 sqrt(years)
  std::vector<double> weight;       ///< of the residual itself, root mean square 1
  std::size_t weighted = 0;         ///< quotes with any weight

  ClaimColumns claims() const { return {forward, strike, volatility, years, side}; }
  std::size_t size() const { return forward.size(); }

  explicit SmileColumns(std::span<const Smile> smiles) {
    double sum = 0.0;
    for (const Smile& smile : smiles)
      for (const SmileQuote& q : smile.quotes) {
        forward.push_back(1.0), strike.push_back(exp(q.log_moneyness)), volatility.push_back(q.volatility);
        years.push_back(smile.years), side.push_back(q.log_moneyness < 0.0 ? -1.0 : 1.0);
        weight.push_back(q.weight), sum += q.weight, weighted += q.weight > 0.0;
        const Greeks<double> g = black_greeks(Claim<double>{1.0, strike.back(), q.volatility, smile.years, side.back()});
        value.push_back(g.value), vega.push_back(greatest(g.vega, 1e-4 * __builtin_sqrt(smile.years)));
      }
    for (double& w : weight) w = __builtin_sqrt(w * double(weighted) / sum);
  }
};

/// Residuals of a model at some quotes in volatility, and their slopes by its parameters (parameter x quote), unweighted.
/// Slopes of volatilities are those of values over Black's vega at the model's own volatility. Limits: where a value is too small to have a
/// volatility the residual is minus the quote's and the slopes are zero; where parameters have no price all residuals are NaN.
template <SmileModel Model>
void smile_residuals(const SmileColumns& quotes, const typename Model::Parameters& p, Residual kind, typename Model::Scratch& scratch,
                     std::span<double> residuals, std::span<double> slopes) noexcept {
  using Real = Lanes<column_lanes>;
  for (std::size_t row = 0; row < quotes.size(); row += column_lanes) {
    Claim<Real> claim = claims_from<Real>(quotes.claims(), row);
    const Real quoted = claim.volatility;
    const auto [value, slope] = Model::price(claim, p, scratch);
    Real residual, vega;
    if (kind == Residual::volatility) {
      const ImpliedLanes<Real> implied = black_implied_volatility(claim, value);
      const auto ok = implied.status == Real(0.0);
      claim.volatility = select(ok, implied.volatility, quoted);
      const Real found = black_greeks(claim).vega;
      const auto has = ok & (found > Real(0.0));
      residual = select(has, claim.volatility, select(is_nan(value), value, Real(0.0))) - quoted;
      vega = select(has, found, Real(__builtin_inf()));
    } else {
      vega = rows_from<Real>(quotes.vega, row, 1.0);
      residual = (value - rows_from<Real>(quotes.value, row, 1.0)) / vega;
    }
    rows_to(residuals, row, residual);
    for (std::size_t k = 0; k < Model::size; ++k) rows_to(slopes.subspan(k * quotes.size(), quotes.size()), row, slope[k] / vega);
  }
}

}  // namespace bulwark::BULWARK_TARGET
