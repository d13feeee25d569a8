#pragma once

#include <concepts>
#include <span>
#include <type_traits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/pricer_in_columns.hpp"

namespace bulwark::inline v1 {

/// Where results go: the caller's columns. An empty one is not written.
struct GreekColumns {
  std::span<double> value{};
  std::span<double> delta{};
  std::span<double> gamma{};
  std::span<double> vega{};
  std::span<double> theta{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Claims as columns that the caller owns, one row each, all of one length; the volatility may be empty when a volatility is asked for.
using ClaimColumns = Claim<InputColumn>;

inline Faults length_faults(const ClaimColumns& claims, bool needs_volatility) {
  Faults faults;
  const std::size_t rows = claims.forward.size();
  check_length(faults, "claims.strike", claims.strike, rows);
  check_length(faults, "claims.volatility", claims.volatility, rows, !needs_volatility);
  check_length(faults, "claims.years", claims.years, rows);
  check_length(faults, "claims.side", claims.side, rows);
  return faults;
}

/// Every number in the columns that no claim can have. Pricing does not need this: a bad row prices to NaN and leaves the others alone.
inline Faults faults(const ClaimColumns& claims) {
  Faults found = length_faults(claims, false);
  const auto check = [&found](const char* field, std::span<const double> column, auto is_good, FaultCode code) {
    for (std::size_t i = 0; i < column.size(); ++i) {
      const Where where{.outer = static_cast<Index>(i)};
      if (!is_finite(column[i])) {
        report(found, FaultCode::not_finite, field, where, column[i]);
      } else if (!is_good(column[i])) {
        report(found, code, field, where, column[i]);
      }
    }
  };
  check(
      "claims.forward", claims.forward, [](double x) { return x > 0.0; }, FaultCode::not_positive);
  check(
      "claims.strike", claims.strike, [](double x) { return x > 0.0; }, FaultCode::not_positive);
  check(
      "claims.volatility", claims.volatility, [](double x) { return x >= 0.0; }, FaultCode::negative);
  check(
      "claims.years", claims.years, [](double x) { return x >= 0.0; }, FaultCode::negative);
  check(
      "claims.side", claims.side, [](double x) { return x == 1.0 || x == -1.0; }, FaultCode::out_of_range);
  return found;
}

template <class Real>
[[gnu::always_inline]] inline Claim<Real> claims_from(const ClaimColumns& claims, std::size_t row) noexcept {
  return {.forward = rows_from<Real>(claims.forward, row, 1.0),
          .strike = rows_from<Real>(claims.strike, row, 1.0),
          .volatility = claims.volatility.empty() ? Real(0.0) : rows_from<Real>(claims.volatility, row, 1.0),
          .years = rows_from<Real>(claims.years, row, 1.0),
          .side = rows_from<Real>(claims.side, row, 1.0)};
}

template <ClaimFormula formula, PricerInColumns P>
void price_by_pricer(const P& pricer, const ClaimColumns& claims, const ParametersOf<P>& parameters, double* const* results) noexcept {
  const double* const inputs[] = {claims.forward.data(), claims.strike.data(), claims.volatility.data(), claims.years.data(),
                                  claims.side.data()};
  typename KeptByPricer<P>::Type kept;
  pricer.template price_columns<formula>({.inputs = inputs, .results = results, .rows = claims.forward.size()}, parameters, kept);
}

/// Undiscounted value of every claim, the same bits as one by one. No allocation unless lengths differ, which is all that is returned.
template <Pricer P>
Faults values(const P& pricer, const ClaimColumns& claims, const ParametersOf<P>& parameters, std::span<double> result) {
  Faults wrong = length_faults(claims, true);
  check_length(wrong, "result", result, claims.forward.size());
  if (!wrong.empty()) return wrong;
  if constexpr (HasFormulas<P>) {
    price_columns<FormulasOf<P>::value>(claims, result, jumps_of(parameters));
  } else if constexpr (BULWARK_COPIES && PricerInColumns<P>) {
    double* const results[] = {result.data()};
    price_by_pricer<ClaimFormula::value>(pricer, claims, parameters, results);
  } else {
    for (std::size_t row = 0; row < claims.forward.size(); row += column_lanes)
      rows_to(result, row, pricer.value(claims_from<Lanes<column_lanes>>(claims, row), parameters));
  }
  return wrong;
}

/// Value and Greeks of every claim by its forward, the same bits as one by one.
template <PricerWithGreeks P>
Faults greeks(const P& pricer, const ClaimColumns& claims, const ParametersOf<P>& parameters, const GreekColumns& result) {
  Faults wrong = length_faults(claims, true);
  const std::size_t rows = claims.forward.size();
  check_length(wrong, "result.value", result.value, rows, true);
  check_length(wrong, "result.delta", result.delta, rows, true);
  check_length(wrong, "result.gamma", result.gamma, rows, true);
  check_length(wrong, "result.vega", result.vega, rows, true);
  check_length(wrong, "result.theta", result.theta, rows, true);
  if (!wrong.empty()) return wrong;
  if constexpr (HasFormulas<P>) {
    price_columns<FormulasOf<P>::greeks>(claims, result, jumps_of(parameters));
    return wrong;
  }
  if constexpr (BULWARK_COPIES && PricerInColumns<P>) {
    const auto to = [](std::span<double> column) noexcept { return column.empty() ? nullptr : column.data(); };
    double* const results[] = {to(result.value), to(result.delta), to(result.gamma), to(result.vega), to(result.theta)};
    price_by_pricer<ClaimFormula::greeks>(pricer, claims, parameters, results);
    return wrong;
  }
  for (std::size_t row = 0; row < rows; row += column_lanes) {
    const Greeks<Lanes<column_lanes>> g = pricer.greeks(claims_from<Lanes<column_lanes>>(claims, row), parameters);
    rows_to(result.value, row, g.value);
    rows_to(result.delta, row, g.delta);
    rows_to(result.gamma, row, g.gamma);
    rows_to(result.vega, row, g.vega);
    rows_to(result.theta, row, g.theta);
  }
  return wrong;
}

/// The same of discounted claims: by the forward and the rate; `Out` is `DiscountedGreeks` or, for jumps, `JumpGreeks`.
template <HasFormulas P, template <class> class Out>
Faults greeks(const P&, const DiscountedClaim<InputColumn>& claims, const ParametersOf<P>& parameters, const Out<ResultColumn>& result) {
  Faults wrong;
  const std::size_t rows = claims.claim.forward.size();
  check_lengths(wrong, "claims", claims, rows, false);
  check_lengths(wrong, "result", result, rows, true);
  if (!wrong.empty()) return wrong;
  constexpr bool has_jumps = std::same_as<Out<double>, JumpGreeks<double>>;
  constexpr ColumnFormula formula = has_jumps ? ColumnFormula::discounted_jump_greeks : FormulasOf<P>::discounted_greeks;
  static_assert(has_jumps ? std::same_as<P, JumpDiffusion> : std::same_as<Out<double>, DiscountedGreeks<double>>);
  price_columns<formula>(claims, result, jumps_of(parameters));
  return wrong;
}

/// The diffusion volatility at which a pricer gives each undiscounted value, as `implied_volatility` does one by one; NaN where the
/// status is not ok.
template <Pricer P>
Faults implied_volatilities(const P& pricer, const ClaimColumns& claims, const ParametersOf<P>& parameters, std::span<const double> values,
                            std::span<double> volatility, std::span<ImpliedStatus> status) {
  Faults wrong = length_faults(claims, false);
  const std::size_t rows = claims.forward.size();
  check_length(wrong, "values", values, rows);
  check_length(wrong, "volatility", volatility, rows);
  check_length(wrong, "status", status, rows);
  if (!wrong.empty()) return wrong;
  if constexpr (HasFormulas<P>) {
    const double* const inputs[] = {claims.forward.data(), claims.strike.data(), nullptr,
                                    claims.years.data(),   claims.side.data(),   values.data()};
    double* const results[] = {volatility.data()};
    price_columns<FormulasOf<P>::implied>(
        {.inputs = inputs, .results = results, .rows = rows, .jumps = jumps_of(parameters), .status = status.data()});
    return wrong;
  }
  using Real = std::conditional_t<PricerWithVega<P>, Lanes<column_lanes>, Lanes<1>>;
  for (std::size_t row = 0; row < rows; row += static_cast<std::size_t>(Real::count)) {
    const Claim<Real> claim = claims_from<Real>(claims, row);
    const Real value = rows_from<Real>(values, row, 0.5);
    ImpliedLanes<Real> found;
    if constexpr (PricerWithVega<P>) {
      found = implied_by_newton(pricer, claim, value, parameters);
    } else {
      const ImpliedVolatility one = implied_volatility(pricer, only_lane(claim), value.lane(0), parameters);
      found = {Real(one.volatility.value_or(__builtin_nan(""))), Real(static_cast<double>(static_cast<int>(one.status)))};
    }
    rows_to(volatility, row, found.volatility);
    for (std::size_t i = 0; i < static_cast<std::size_t>(Real::count) && row + i < rows; ++i) {
      status[row + i] = static_cast<ImpliedStatus>(static_cast<int>(found.status.lane(static_cast<int>(i))));
    }
  }
  return wrong;
}

}  // namespace bulwark::BULWARK_TARGET
