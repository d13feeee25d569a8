#pragma once

#include <concepts>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/log_ratio_pair.hpp"
#include "bulwark/math/pair.hpp"

namespace bulwark::inline v1 {

/// phi(theta) = eta / (theta^gamma (1 + theta)^(1 - gamma)). With gamma in (0, 1/2] and eta (1 + |rho|) <= 2 the surface has no arbitrage
/// at all. Source: Gatheral and Jacquier (2014), remark 4.4.
struct PowerLawPhi {
  double eta;    ///< > 0
  double gamma;  ///< in (0, 1)
};

/// phi(theta) = (1 - (1 - e^-y) / y) / y with y = lambda theta: what Heston's model tends to. No arbitrage where lambda >= (1 + |rho|) / 4.
/// Source: Gatheral and Jacquier (2014), example 4.1.
struct HestonPhi {
  double lambda;  ///< > 0
};

/// phi and dphi/dtheta.
struct PhiPoint {
  double phi;
  double slope;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Error: phi 0.52 ulp, its slope 3.6 ulp (measured over 300,000 samples against 50 digits): curvature takes phi to the third power near a
/// sharp bend. Domain: theta > 0.
inline PhiPoint phi_at(const PowerLawPhi& p, double theta) noexcept {
  const auto log_pair = [](double x) {
    const Pair<Lanes<1>> y = log_ratio_pair(Lanes<1>(x), Lanes<1>(1.0));
    return Pair<double>{y.high.lane(0), y.low.lane(0)};
  };
  const Pair<double> above = exact_sum(1.0, theta);
  const Pair<double> log_above = pair_sum(log_pair(above.high), {above.low / above.high, 0.0});
  const Pair<double> exponent = pair_sum(pair_times(-p.gamma, log_pair(theta)), pair_product(exact_sum(p.gamma, -1.0), log_above));
  const double phi = pair_times(p.eta, exp_pair(exponent)).high;
  return {phi, product(-phi, p.gamma + theta) / product(theta, 1.0 + theta)};
}

/// Error: phi 0.51 ulp, its slope 1.5 ulp (measured likewise): below y = 3 by series in positive terms, e^y (y - 1) + 1 = sum of y^n (n -
/// 1) / n!, above it as written, both in pairs. Domain: theta > 0; from y = 700 on e^-y counts as nothing.
inline PhiPoint phi_at(const HestonPhi& p, double theta) noexcept {
  const Pair<double> y = exact_product(p.lambda, theta);
  const Pair<double> decay = y.high < 700.0 ? exp_pair({-y.high, -y.low}) : Pair<double>{0.0, 0.0};
  if (!(y.high < 3.0)) {
    const Pair<double> square = pair_product(y, y);
    const Pair<double> top = pair_sum(pair_sum(y, {-1.0, 0.0}), decay);
    const Pair<double> bend =
        pair_sum(pair_sum({2.0, 0.0}, {-y.high, -y.low}), pair_product(pair_sum({-2.0, 0.0}, {-y.high, -y.low}), decay));
    return {pair_over(top, square).high, product(p.lambda, pair_over(bend, pair_product(square, y)).high)};
  }
  Pair<double> inner{0.0, 0.0}, inner_slope{0.0, 0.0};
  Pair<double> factor{0.5, 0.0};  // y^m / (m + 2)!
  for (int m = 0; m < 40; ++m) {
    const double order = m + 1.0, next = m + 3.0;
    const Pair<double> term = pair_times(order, factor);
    inner = pair_sum(inner, term);
    inner_slope = pair_sum(inner_slope, pair_over(term, {next, 0.0}));
    factor = pair_product(factor, pair_over(y, {next, 0.0}));
  }
  return {pair_product(decay, inner).high, product(-p.lambda, pair_product(decay, inner_slope).high)};
}

/// A function phi of SSVI: `phi_at(phi, theta)` gives its value and slope.
template <class T>
concept SsviPhi = std::copyable<T> && requires(const T& phi, double theta) {
  { phi_at(phi, theta) } -> std::same_as<PhiPoint>;
};
static_assert(SsviPhi<PowerLawPhi> && SsviPhi<HestonPhi>);

/// The slice of an SSVI surface whose total variance at the money is `theta`.
template <SsviPhi Phi>
SsviSlice ssvi_slice(const Phi& phi, double rho, double theta, Timestamp expiry, double years) noexcept {
  return {.expiry = expiry, .theta = theta, .rho = rho, .phi = phi_at(phi, theta).phi, .years = years};
}

/// Everything that makes these no function phi.
inline Faults faults(const PowerLawPhi& p) {
  Faults found;
  if (!(p.eta > 0.0 && is_finite(p.eta))) report(found, FaultCode::not_positive, "phi.eta", {}, p.eta);
  if (!(p.gamma > 0.0 && p.gamma < 1.0)) report(found, FaultCode::out_of_range, "phi.gamma", {}, p.gamma);
  return found;
}
inline Faults faults(const HestonPhi& p) {
  if (!(p.lambda > 0.0 && is_finite(p.lambda))) return {{FaultCode::not_positive, "phi.lambda", {}, p.lambda}};
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
