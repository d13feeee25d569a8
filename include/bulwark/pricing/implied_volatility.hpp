#pragma once

#include "bulwark/math/root.hpp"
#include "bulwark/pricing/black.hpp"
#include "bulwark/pricing/implied_status.hpp"
#include "bulwark/pricing/pricer.hpp"

#include "bulwark/pricing/implied_volatility.inl"

namespace bulwark::BULWARK_TARGET {

/// A lane's answer as a person reads it.
template <class Real>
inline ImpliedVolatility answer(const ImpliedLanes<Real>& found) noexcept {
  const auto status = static_cast<ImpliedStatus>(static_cast<int>(found.status.lane(0)));
  if (status != ImpliedStatus::ok) return {.volatility = std::nullopt, .status = status};
  return {.volatility = found.volatility.lane(0), .status = status};
}

/// Black's implied volatility of an undiscounted value; the claim's own volatility is not read.
/// With FMA it takes two lanes of the same, whose choices are masks, where one lane's are mispredicted jumps.
inline ImpliedVolatility black_implied_volatility(const Claim<double>& claim, double undiscounted_value) noexcept {
  using Real = Lanes<BULWARK_FMA ? 2 : 1>;
  const Claim<Real> same{claim.forward, claim.strike, claim.volatility, claim.years, claim.side};
  return answer(black_implied_volatility(same, Real(undiscounted_value)));
}

/// ln of an undiscounted value: one copy of the pricer's text for all the steps of a search.
template <Pricer P>
[[gnu::noinline]] double log_value(const P& pricer, const Claim<double>& claim, const ParametersOf<P>& parameters) noexcept {
  return log(pricer.value(one_lane(claim), parameters).lane(0));
}

/// The diffusion volatility at which this pricer gives an undiscounted value; the claim's own volatility is not read.
/// Solved on the out-of-the-money side, where small values keep their digits. Black's volatility brackets it from above for every
/// pricer that adds risk to Black's (jumps do); for others the bracket grows.
/// Error: 2^-50 relative, times the condition of the inversion. Limits: below_intrinsic where even no diffusion is worth more.
template <Pricer P>
ImpliedVolatility implied_volatility(const P& pricer, const Claim<double>& claim, double undiscounted_value,
                                     const ParametersOf<P>& parameters = {}) noexcept {
  if constexpr (std::same_as<P, Black>) {
    return black_implied_volatility(claim, undiscounted_value);
  } else if constexpr (PricerWithVega<P>) {
    return answer(implied_by_newton(pricer, one_lane(claim), Lanes<1>(undiscounted_value), parameters));
  } else {
    const ImpliedVolatility black = black_implied_volatility(claim, undiscounted_value);
    if (!black.volatility) return black;
    Claim<double> outside = claim;
    outside.side = claim.forward < claim.strike ? 1.0 : -1.0;
    const double log_target = log(time_value_of(one_lane(claim), Lanes<1>(undiscounted_value)).lane(0));
    const auto excess = [&](double volatility) noexcept {
      outside.volatility = volatility;
      return log_value(pricer, outside, parameters) - log_target;
    };
    const double floor = excess(0.0);
    if (floor == 0.0) return {.volatility = std::nullopt, .status = ImpliedStatus::no_time_value};
    if (floor > 0.0) return {.volatility = std::nullopt, .status = ImpliedStatus::below_intrinsic};
    double high = product(*black.volatility, 1.0 + 0x1p-40);
    for (int i = 0; i < 60 && excess(high) < 0.0; ++i) high = product(high, 2.0);
    const Root found = bracketed_root(excess, 0.0, high);
    if (found.converged) return {.volatility = found.root, .status = ImpliedStatus::ok};
    return {.volatility = std::nullopt, .status = floor < 0.0 ? ImpliedStatus::above_cap : ImpliedStatus::not_finite};
  }
}

}  // namespace bulwark::BULWARK_TARGET
