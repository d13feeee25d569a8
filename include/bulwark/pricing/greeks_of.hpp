#pragma once

#include "bulwark/pricing/pricer.hpp"

namespace bulwark::BULWARK_TARGET {

/// Value and derivatives of any pricer: its own closed form, or central differences of its value in one call of eight lanes.
/// Error of the differences: about 1e-8 relative for delta and vega, 1e-6 for gamma and theta, of a smooth value.
template <Pricer P>
Greeks<double> greeks_of(const P& pricer, const Claim<double>& claim, const ParametersOf<P>& parameters = {}) noexcept {
  if constexpr (PricerWithGreeks<P>) {
    return greeks(pricer, claim, parameters);
  } else {
    using Eight = Lanes<8>;
    const double df = product(claim.forward, 0x1p-12), dv = product(claim.volatility, 0x1p-12), dt = product(claim.years, 0x1p-12);
    const double up = claim.forward + df, down = claim.forward - df;
    alignas(64)
        const double forward[8] = {claim.forward, up, down, claim.forward, claim.forward, claim.forward, claim.forward, claim.forward};
    alignas(64) const double volatility[8] = {claim.volatility,      claim.volatility, claim.volatility, claim.volatility + dv,
                                              claim.volatility - dv, claim.volatility, claim.volatility, claim.volatility};
    alignas(64) const double years[8] = {claim.years, claim.years,      claim.years,      claim.years,
                                         claim.years, claim.years + dt, claim.years - dt, claim.years};
    const Eight v = pricer.value(
        Claim<Eight>{load<Eight>(forward), Eight(claim.strike), load<Eight>(volatility), load<Eight>(years), Eight(claim.side)},
        parameters);
    const auto difference = [&](int a, int b, double step) { return step > 0.0 ? (v.lane(a) - v.lane(b)) / (2.0 * step) : 0.0; };
    return {.value = v.lane(0),
            .delta = difference(1, 2, df),
            .gamma = ((v.lane(1) - v.lane(0)) - (v.lane(0) - v.lane(2))) / product(df, df),
            .vega = difference(3, 4, dv),
            .theta = -difference(5, 6, dt)};
  }
}

}  // namespace bulwark::BULWARK_TARGET
