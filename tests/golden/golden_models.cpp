// payouts, Bachelier, double-exponential jumps, stochastic variance: fewer rows, each costs more

#include "bulwark/pricing/bachelier.hpp"
#include "bulwark/pricing/black_payout.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/stochastic_volatility.hpp"
#include "golden/golden_claims.hpp"

namespace bulwark::test {
namespace {

constexpr int some = 96;

template <class Real>
Payout<Real> gap(const Columns& c, std::size_t i) {
  return gap_payout(load<Real>(&c.side[i]), load<Real>(&c.spot[i]));
}

// Parameters are the same for all lanes, so they change with blocks of the widest.
std::size_t block(std::size_t i) { return i / 24 * 24; }

DoubleExponentialJumps kou(const Columns& c, std::size_t i) {
  const std::size_t at = block(i);
  return {c.jumps_per_year[at], 0.1 + c.deviation[at], 5.0 + 40.0 * c.deviation[at], 4.0 + 50.0 * c.deviation[at + 1]};
}

StochasticVariance heston(const Columns& c, std::size_t i) {
  const std::size_t at = block(i);
  return {2.0, 0.04 + c.deviation[at], 2.0 * c.deviation[at + 1], 2.0 * c.mean[at], {c.jumps_per_year[at], c.mean[at], c.deviation[at]}};
}

}  // namespace

void golden_models(Golden& golden) {
  pricing_section<false>(golden, "payouts", []<class Real>(const Columns& c, std::size_t i) {
    return black_scholes_sensitivities(spot_claim<Real>(c, i), gap<Real>(c, i));
  });
  pricing_section<false>(
      golden, "merton payouts",
      []<class Real>(const Columns& c, std::size_t i) {
        return merton_sensitivities(spot_claim<Real>(c, i), jumps<Real>(c, i), cash_or_nothing(Real(2.0)));
      },
      some);
  pricing_section<false>(golden, "bachelier", []<class Real>(const Columns& c, std::size_t i) {
    return bachelier_sensitivities(claim<Real>(c, i), Real(0.75));
  });
  pricing_section<false>(
      golden, "kou", []<class Real>(const Columns& c, std::size_t i) { return DoubleExponential{}.greeks(claim<Real>(c, i), kou(c, i)); },
      some);
  pricing_section<false>(
      golden, "kou all",
      []<class Real>(const Columns& c, std::size_t i) {
        ErlangLaw<17> law;
        return kou_sensitivities(spot_claim<Real>(c, i), kou(c, i), law);
      },
      some);
  pricing_section<false>(
      golden, "stochastic variance",
      []<class Real>(const Columns& c, std::size_t i) { return heston_greeks(claim<Real>(c, i), variance_model<Real>(heston(c, i))); },
      some);
}

}  // namespace bulwark::test
