#pragma once

#include "bulwark/pricing/priced_columns.hpp"

namespace bulwark::inline v1 {

/// Options are summed side by side in groups of so many, the same in every build: three of the widest registers hide each other's latency.
inline constexpr Index walked_group = 24;

/// Options on one asset whose price is walked, as columns in whole groups.
struct WalkedOptions {
  Index count;                   ///< a multiple of `walked_group`
  const double* held;            ///< >= 0; quote per quote of undiscounted value
  const double* sold;            ///< <= 0; the same. One of the two is 0
  const double* strike;          ///< quote per coin
  const double* ratio;           ///< of the part of the forward that moves to the price
  const double* fixed;           ///< quote per coin; the part that does not
  const double* side;            ///< +1 call, -1 put
  const double* volatility;      ///< per sqrt(year)
  const double* years;           ///< to expiry
  const double* half_deviation;  ///< volatility sqrt(years) / 2
  const double* per_deviation;   ///< 1 / (volatility sqrt(years)); large where there is none, so that 0 / 0 is 0 deviations and not 1 / 0
  bool has_fixed;                ///< some `fixed` is not 0
};

/// What options are worth at a price, and by how much that grows per quote of the price: those that are held are convex in it, those that
/// are sold concave. Quote.
struct OptionSums {
  double convex, convex_slope;
  double concave, concave_slope;
  double bend;  ///< of the sum of both: how much its slope grows per quote of the price
};

}  // namespace bulwark::inline v1

#include "bulwark/evaluate/option_sums.inl"
#define BULWARK_TEXTS "bulwark/evaluate/option_sums.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// The sums at a price > 0, in the widest instructions that the machine has where the pricer is one of the library's.
template <PricerWithGreeks P>
OptionSums option_sums(const WalkedOptions& options, const P& pricer, const ParametersOf<P>& parameters, double price) noexcept {
  if constexpr (HasFormulas<P>) {
    constexpr ColumnFormula by = FormulasOf<P>::value;
    return widest(option_sums_in_lanes<by>, copy_avx2::option_sums_in_lanes<by>, copy_avx512::option_sums_in_lanes<by>)(
        options, jumps_of(parameters), price);
  } else {
    using Real = Lanes<walked_group>;
    return option_sums<Real>(options, price, [&](Index i, Real forward) noexcept {
      const Claim<Real> claim{forward, load<Real>(options.strike + i), load<Real>(options.volatility + i), load<Real>(options.years + i),
                              load<Real>(options.side + i)};
      const Greeks<Real> greeks = pricer.greeks(claim, parameters);
      return WorthByForward<Real>{greeks.value, forward * greeks.delta, forward * forward * greeks.gamma};
    });
  }
}

}  // namespace bulwark::BULWARK_TARGET
