// Black, jump diffusion, coin-settled values, implied volatility

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "golden/golden_claims.hpp"

namespace bulwark::test {
void golden_pricing(Golden& golden) {
  pricing_section<true>(golden, "black value", []<class Real>(const Columns& c, std::size_t i) { return black_value(claim<Real>(c, i)); });
  pricing_section<true>(golden, "black greeks",
                        []<class Real>(const Columns& c, std::size_t i) { return black_greeks(claim<Real>(c, i)); });
  pricing_section<false>(golden, "black all", []<class Real>(const Columns& c, std::size_t i) {
    return black_sensitivities(claim<Real>(c, i), exp(-(load<Real>(&c.rate[i]) * load<Real>(&c.years[i]))));
  });
  pricing_section<false>(golden, "black-scholes all",
                         []<class Real>(const Columns& c, std::size_t i) { return black_scholes_sensitivities(spot_claim<Real>(c, i)); });
  pricing_section<false>(golden, "coin-settled",
                         []<class Real>(const Columns& c, std::size_t i) { return coin_sensitivities(spot_claim<Real>(c, i)); });
  pricing_section<false>(golden, "merton value",
                         []<class Real>(const Columns& c, std::size_t i) { return merton_value(claim<Real>(c, i), jumps<Real>(c, i)); });
  pricing_section<false>(golden, "merton all", []<class Real>(const Columns& c, std::size_t i) {
    return merton_sensitivities(spot_claim<Real>(c, i), jumps<Real>(c, i));
  });
  pricing_section<false>(golden, "black implied", []<class Real>(const Columns& c, std::size_t i) {
    const Claim<Real> known = claim<Real>(c, i);
    return black_implied_volatility(known, black_value(known));
  });

  const Columns c = columns();
  Fingerprint print;
  for (std::size_t i = 0; i < 96; ++i) {
    const Claim<double> known{c.spot[i], c.strike[i], c.volatility[i], c.years[i], c.side[i]};
    const JumpParameters jumping{c.jumps_per_year[i], c.mean[i], c.deviation[i]};
    const ImpliedVolatility found = implied_volatility(JumpDiffusion{}, known, value(JumpDiffusion{}, known, jumping), jumping);
    print.add(found.volatility.value_or(-1.0));
    print.add(static_cast<std::uint64_t>(found.status));
  }
  golden.section("merton implied", print);
}

}  // namespace bulwark::test
