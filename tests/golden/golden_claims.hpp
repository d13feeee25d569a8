#pragma once

#include <cstring>
#include <vector>

#include "bulwark/pricing/merton.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {

inline constexpr int rows = 480;  // a multiple of every width below

// Claims of every kind, as columns: ordinary, near the money, tiny, enormous, expired, without volatility, not a number.
struct Columns {
  std::vector<double> spot, strike, rate, yield, volatility, years, side, jumps_per_year, mean, deviation;
};

inline Columns columns() {
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
std::uint64_t bits_in_lanes(const Columns& c, int count, const Function& function) {
  Fingerprint print;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); i += N) {
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
void pricing_section(Golden& golden, const char* name, const Function& function, int count = rows) {
  const Columns c = columns();
  const std::uint64_t one = bits_in_lanes<1>(c, count, function);
  golden.expect(bits_in_lanes<8>(c, count, function) == one, name);
  if constexpr (is_wide) {
    golden.expect(bits_in_lanes<4>(c, count, function) == one, name);
    golden.expect(bits_in_lanes<24>(c, count, function) == one, name);
  }
  Fingerprint print;
  print.add(one);
  golden.section(name, print);
}

}  // namespace bulwark::test
