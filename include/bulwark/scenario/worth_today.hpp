#pragma once

#include "bulwark/pricing/greeks_of.hpp"
#include "bulwark/pricing/pricer_in_columns.hpp"
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

/// Whether a pricer's columns run in instructions that the build may not have: they do where it is the library's own.
template <class P>
inline constexpr bool is_priced_in_columns = PricerInColumns<P> || (BULWARK_COPIES && HasFormulas<P>);

template <Pricer P>
requires is_priced_in_columns<P>
void price_today_in_columns(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept,
                            const WaitingOptions& waiting, WorthToday& worth) noexcept {
  const WaitingOptions::Claims& own = waiting.own;
  const double* const inputs[] = {own.forward, own.strike, own.volatility, own.years, own.side};
  double* const value[] = {worth.value};
  double* const greeks[] = {PricerWithGreeksAndValue<P> ? worth.value : nullptr, worth.delta, worth.gamma, worth.vega, worth.theta};
  RawColumns values{.inputs = inputs, .results = value, .rows = static_cast<std::size_t>(in_whole_groups(waiting.count))};
  RawColumns derivatives{.inputs = inputs, .results = greeks, .rows = values.rows};
  if constexpr (PricerInColumns<P>) {
    if constexpr (!PricerWithGreeksAndValue<P>) pricer.template price_columns<ClaimFormula::value>(values, parameters, kept);
    pricer.template price_columns<ClaimFormula::greeks>(derivatives, parameters, kept);
  } else {
    values.jumps = derivatives.jumps = jumps_of(parameters);
    if constexpr (!PricerWithGreeksAndValue<P>) price_columns<FormulasOf<P>::value, 2>(values);
    price_columns<FormulasOf<P>::greeks, 2>(derivatives);
  }
}

/// Several at once, of whole groups; the bits of one by one.
template <Pricer P>
void price_today(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept, const WaitingOptions& waiting,
                 WorthToday& worth) noexcept {
  if constexpr (is_priced_in_columns<P>) {
    price_today_in_columns(pricer, parameters, kept, waiting, worth);
  } else {
    using Real = ScenarioLanes;
    const WaitingOptions::Claims& own = waiting.own;
    for (int i = 0; i < waiting.count; i += Real::count) {
      const Claim<Real> claims{load<Real>(own.forward + i), load<Real>(own.strike + i), load<Real>(own.volatility + i),
                               load<Real>(own.years + i), load<Real>(own.side + i)};
      if constexpr (!PricerWithGreeksAndValue<P>) store(worth.value + i, pricer.value(claims, parameters));
      if constexpr (PricerWithGreeks<P>) {
        const Greeks<Real> greeks = pricer.greeks(claims, parameters);
        if constexpr (PricerWithGreeksAndValue<P>) store(worth.value + i, greeks.value);
        store(worth.delta + i, greeks.delta), store(worth.gamma + i, greeks.gamma);
        store(worth.vega + i, greeks.vega), store(worth.theta + i, greeks.theta);
      }
    }
    for (int i = 0; !PricerWithGreeks<P> && i < waiting.count; ++i) {
      const Greeks<double> greeks =
          greeks_of(pricer, Claim<double>{own.forward[i], own.strike[i], own.volatility[i], own.years[i], own.side[i]}, parameters);
      worth.delta[i] = greeks.delta, worth.gamma[i] = greeks.gamma, worth.vega[i] = greeks.vega, worth.theta[i] = greeks.theta;
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
