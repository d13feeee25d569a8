#pragma once

#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/pricing/priced_columns.hpp"
#include "bulwark/scenario/waiting_options.hpp"

namespace bulwark::BULWARK_TARGET {

/// What options that wait are worth today and their derivatives by the forward, undiscounted, column by column.
struct WorthToday {
  double value[WaitingOptions::most];
  double delta[WaitingOptions::most];
  double gamma[WaitingOptions::most];
  double vega[WaitingOptions::most];
  double theta[WaitingOptions::most];

  Greeks<double> at(int i) const noexcept { return {value[i], delta[i], gamma[i], vega[i], theta[i]}; }
};

/// Several at once, in the widest instructions that the machine has where the pricer is the library's; the bits of one by one.
template <Pricer P>
void price_today(const P& pricer, const ParametersOf<P>& parameters, const WaitingOptions& waiting, WorthToday& worth) noexcept {
  const WaitingOptions::Claims& own = waiting.own;
  if constexpr (BULWARK_COPIES && HasFormulas<P>) {
    const double* const inputs[] = {own.forward, own.strike, own.volatility, own.years, own.side};
    double* const values[] = {worth.value};
    double* const greeks[] = {nullptr, worth.delta, worth.gamma, worth.vega, worth.theta};
    const auto rows = static_cast<std::size_t>(in_whole_groups(waiting.count));
    price_columns<FormulasOf<P>::value>({.inputs = inputs, .results = values, .rows = rows, .jumps = jumps_of(parameters)});
    price_columns<FormulasOf<P>::greeks>({.inputs = inputs, .results = greeks, .rows = rows, .jumps = jumps_of(parameters)});
  } else {
    using Real = ScenarioLanes;
    for (int i = 0; i < waiting.count; i += Real::count) {
      const Claim<Real> claims{load<Real>(own.forward + i), load<Real>(own.strike + i), load<Real>(own.volatility + i),
                               load<Real>(own.years + i), load<Real>(own.side + i)};
      store(worth.value + i, pricer.value(claims, parameters));
      if constexpr (PricerWithGreeks<P>) {
        const Greeks<Real> greeks = pricer.greeks(claims, parameters);
        store(worth.delta + i, greeks.delta), store(worth.gamma + i, greeks.gamma);
        store(worth.vega + i, greeks.vega), store(worth.theta + i, greeks.theta);
      }
    }
  }
  if constexpr (!PricerWithGreeks<P>)
    for (int i = 0; i < waiting.count; ++i) {
      const Greeks<double> greeks =
          greeks_of(pricer, Claim<double>{own.forward[i], own.strike[i], own.volatility[i], own.years[i], own.side[i]}, parameters);
      worth.delta[i] = greeks.delta, worth.gamma[i] = greeks.gamma, worth.vega[i] = greeks.vega, worth.theta[i] = greeks.theta;
    }
}

}  // namespace bulwark::BULWARK_TARGET
