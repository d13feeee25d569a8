#pragma once

#include <variant>

#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/pricer.hpp"

#include "bulwark/pricing/bachelier.inl"

namespace bulwark::BULWARK_TARGET {

// One claim of plain numbers: a batch of one.

inline double bachelier_value(const Claim<double>& claim) noexcept { return bachelier_value(one_lane(claim)).lane(0); }
inline Sensitivities<double> bachelier_sensitivities(const Claim<double>& claim, double discount = 1.0) noexcept {
  return only_lane(bachelier_sensitivities(one_lane(claim), Lanes<1>(discount)));
}

/// Bachelier's implied volatility of an undiscounted value, quote per sqrt(year); the claim's own volatility is not read. There is no cap.
inline ImpliedVolatility bachelier_implied_volatility(const Claim<double>& claim, double undiscounted_value) noexcept {
  return answer(bachelier_implied_volatility(one_lane(claim), Lanes<1>(undiscounted_value)));
}

/// Bachelier's pricer: the claim's volatility is in quote per sqrt(year); forwards and strikes may have any sign.
struct Bachelier {
  using Parameters = std::monostate;

  /// Undiscounted value of one claim on a coin, quote.
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return bachelier_value(claim);
  }
  /// Value and derivatives by the forward.
  template <class Real>
  Greeks<Real> greeks(const Claim<Real>& claim, const Parameters&) const noexcept {
    const Sensitivities<Real> all = bachelier_sensitivities(claim, Real(1.0));
    return {.value = all.value, .delta = all.delta, .gamma = all.gamma, .vega = all.vega, .theta = all.theta};
  }
};
static_assert(PricerWithGreeks<Bachelier>);

/// Its implied volatility, where the search of other pricers would look under Black's.
inline ImpliedVolatility implied_volatility(const Bachelier&, const Claim<double>& claim, double undiscounted_value,
                                            const Bachelier::Parameters& = {}) noexcept {
  return bachelier_implied_volatility(claim, undiscounted_value);
}

}  // namespace bulwark::BULWARK_TARGET
