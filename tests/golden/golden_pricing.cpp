// Black, jump diffusion, coin-settled values, implied volatility

#include <cstring>
#include <vector>

#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {
namespace {

constexpr int rows = 480;  // a multiple of every width below

// Claims of every kind, as columns: ordinary, near the money, tiny, enormous, expired, without volatility, not a number.
struct Columns {
  std::vector<double> spot, strike, rate, yield, volatility, years, side, jumps_per_year, mean, deviation;
};

Columns columns() {
  Columns c;
  Inputs inputs{11};
  for (int i = 0; i < rows; ++i) {
    const int kind = i % 12;
    const double spot = inputs.of_sizes(-6, 16);
    const double away = kind < 4   ? 1.0 + 0.4 * (inputs.unit() - 0.5)
                        : kind < 7 ? 1.0 + inputs.with_sign(inputs.of_sizes(-40, -12))
                                   : inputs.of_sizes(-5, 5);
    c.spot.push_back(kind == 11 && i % 5 == 0 ? inputs.any() : spot);
    c.strike.push_back(spot * away);
    c.rate.push_back(0.2 * (inputs.unit() - 0.3));
    c.yield.push_back(0.2 * (inputs.unit() - 0.4));
    c.volatility.push_back(kind == 8 && i % 3 == 0 ? 0.0 : inputs.of_sizes(-7, 1));
    c.years.push_back(kind == 9 && i % 4 == 0 ? 0.0 : inputs.of_sizes(-14, 1));
    c.side.push_back(inputs.with_sign(1.0));
    c.jumps_per_year.push_back(i % 7 == 0 ? 0.0 : i % 11 == 0 ? inputs.of_sizes(6, 10) : inputs.of_sizes(-6, 4));
    c.mean.push_back(0.4 * (inputs.unit() - 0.6));
    c.deviation.push_back(i % 13 == 0 ? 0.0 : 0.4 * inputs.unit());
  }
  return c;
}

template <class Real>
SpotClaim<Real> spot_claim(const Columns& c, std::size_t i) {
  return {load<Real>(&c.spot[i]),       load<Real>(&c.strike[i]), load<Real>(&c.rate[i]), load<Real>(&c.yield[i]),
          load<Real>(&c.volatility[i]), load<Real>(&c.years[i]),  load<Real>(&c.side[i])};
}

template <class Real>
Claim<Real> claim(const Columns& c, std::size_t i) {
  return {load<Real>(&c.spot[i]), load<Real>(&c.strike[i]), load<Real>(&c.volatility[i]), load<Real>(&c.years[i]), load<Real>(&c.side[i])};
}

template <class Real>
Jumps<Real> jumps(const Columns& c, std::size_t i) {
  return {load<Real>(&c.jumps_per_year[i]), load<Real>(&c.mean[i]), load<Real>(&c.deviation[i])};
}

// Every field of every row, row by row, whatever the width was.
template <int N, class Function>
std::uint64_t bits_in_lanes(const Columns& c, const Function& function) {
  Fingerprint print;
  for (std::size_t i = 0; i < rows; i += N) {
    const auto result = function.template operator()<Lanes<N>>(c, i);
    constexpr std::size_t fields = sizeof result / sizeof(double) / N;
    double flat[fields * N];
    std::memcpy(flat, &result, sizeof flat);
    for (std::size_t row = 0; row < N; ++row) {
      for (std::size_t field = 0; field < fields; ++field) print.add(flat[field * N + row]);
    }
  }
  return print.value();
}

// One hash for every width: one lane, one register of any machine, and three registers (what columns use) where `is_wide`.
template <bool is_wide, class Function>
void pricing_section(Golden& golden, const char* name, const Function& function) {
  const Columns c = columns();
  const std::uint64_t one = bits_in_lanes<1>(c, function);
  golden.expect(bits_in_lanes<8>(c, function) == one, name);
  if constexpr (is_wide) {
    golden.expect(bits_in_lanes<4>(c, function) == one, name);
    golden.expect(bits_in_lanes<24>(c, function) == one, name);
  }
  Fingerprint print;
  print.add(one);
  golden.section(name, print);
}

}  // namespace

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
