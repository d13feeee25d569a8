#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/pricing/pricer.hpp"

namespace bulwark::BULWARK_TARGET {

/// Parameters that a model is tried with: its default, which is Black, and one that is far from it.
template <class Parameters>
std::array<Parameters, 2> specimen_parameters() {
  constexpr JumpParameters jumps{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};
  Parameters far{};
  if constexpr (std::is_same_v<Parameters, JumpParameters>) far = jumps;
  if constexpr (std::is_same_v<Parameters, DoubleExponentialJumps>) far = {2.0, 0.4, 12.0, 6.0};
  if constexpr (std::is_same_v<Parameters, StochasticVariance>) far = {2.0, 0.3, 0.8, -0.5, jumps};
  return {Parameters{}, far};
}

/// The laws of pricing that `pricer` breaks on a grid of claims, with default and with other parameters. Bounds are to 1e-12 of the
/// forward.
template <Pricer P>
BrokenLaws broken_by(const P& pricer) {
  BrokenLaws broken;
  const auto near_or_above = [](double a, double b, double scale) { return a >= b - product(1e-12, scale); };
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  for (const ParametersOf<P>& parameters : specimen_parameters<ParametersOf<P>>())
    for (const double strike : {50.0, 90.0, 100.0, 110.0, 200.0})
      for (const double years : {0.0, 1.0 / 365.0, 0.25, 2.0})
        for (const double volatility : {0.0, 0.1, 0.6, 2.0}) {
          const auto at = [&](double forward, double side, double vol) {
            return value(pricer, {.forward = forward, .strike = strike, .volatility = vol, .years = years, .side = side}, parameters);
          };
          for (const double side : {1.0, -1.0}) {
            const double v = at(100.0, side, volatility), away = product(side, 100.0 - strike), most = side > 0.0 ? 100.0 : strike;
            note(broken, is_finite(v), "finite claims have finite values");
            note(broken, near_or_above(v, greatest(0.0, away), 100.0), "no claim is worth less than its intrinsic value");
            note(broken, near_or_above(most, v, 100.0), "a call is worth no more than the forward, a put no more than the strike");
            if (years == 0.0) note(broken, v == greatest(0.0, away), "a claim that has run out is worth its intrinsic value");
            const double up = at(104.0, side, volatility), down = at(96.0, side, volatility);
            note(broken,
                 near_or_above(product(side, up), product(side, v), 100.0) && near_or_above(product(side, v), product(side, down), 100.0),
                 "calls rise with the forward, puts fall");
            note(broken, near_or_above(0.5 * up + 0.5 * down, v, 100.0), "values are convex in the forward");
            note(broken, near_or_above(at(100.0, side, volatility + 0.1), v, 100.0), "values rise with volatility");
            note(broken, bits(v) == bits(at(100.0, side, volatility)), "the same claim has the same value each time");
          }
          const double parity = at(100.0, 1.0, volatility) - at(100.0, -1.0, volatility) - (100.0 - strike);
          note(broken, near_or_above(parity, 0.0, 100.0) && near_or_above(0.0, parity, 100.0), "call minus put is forward minus strike");

          // Eight lanes of which the first is this claim and the others anything at all.
          constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
          alignas(64) const double forwards[8] = {100.0, nan, infinity, 1e-300, 1e300, 0.0, -1.0, 100.0};
          alignas(64) const double volatilities[8] = {volatility, 0.5, nan, 1e6, 0.0, infinity, -1.0, 1.0};
          using Eight = Lanes<8>;
          const Eight together = pricer.value(
              Claim<Eight>{load<Eight>(forwards), Eight(strike), load<Eight>(volatilities), Eight(years), Eight(1.0)}, parameters);
          note(broken, bits(together.lane(0)) == bits(at(100.0, 1.0, volatility)), "a lane does not see its neighbours");
          note(broken, !is_finite(together.lane(1)) && (years == 0.0 || !is_finite(together.lane(2))), "NaN in, NaN out");
        }
  if constexpr (PricerWithGreeks<P>)
    for (const double strike : {90.0, 100.0, 110.0}) {
      const Claim<double> claim{.forward = 100.0, .strike = strike, .volatility = 0.6, .years = 0.25, .side = 1.0};
      const Greeks<double> greeks = bulwark::greeks(pricer, claim);
      const auto difference = [&](double Claim<double>::*field, double step) {
        Claim<double> up = claim, down = claim;
        up.*field += step, down.*field -= step;
        return (value(pricer, up) - value(pricer, down)) / (2.0 * step);
      };
      const auto is_near = [](double a, double b, double scale) { return a - b <= scale && b - a <= scale; };
      note(broken,
           is_near(greeks.delta, difference(&Claim<double>::forward, 0x1p-8), 1e-6) &&
               is_near(greeks.vega, difference(&Claim<double>::volatility, 0x1p-16), 1e-5) &&
               is_near(-greeks.theta, difference(&Claim<double>::years, 0x1p-18), 1e-4) &&
               is_near(greeks.value, value(pricer, claim), 1e-10),
           "Greeks are the derivatives of the value");
    }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
