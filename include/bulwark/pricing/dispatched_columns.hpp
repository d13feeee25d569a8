#pragma once

#include "bulwark/math/widest.hpp"
#include "bulwark/pricing/column_formula.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/merton_greeks.hpp"
#include "bulwark/pricing/pricer.hpp"

#include "bulwark/pricing/priced_columns.inl"

#define BULWARK_TEXTS "bulwark/pricing/column_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// One formula over whole columns in the widest instructions that this machine has.
template <ColumnFormula formula>
void best_priced_columns(const RawColumns& columns) noexcept {
  widest(priced_columns<formula>, copy_avx2::priced_columns<formula>, copy_avx512::priced_columns<formula>)(columns);
}

/// The same from structs of columns, whose lengths are checked: what is returned is empty, or says which differ and nothing was written.
template <ColumnFormula formula, template <class> class In, template <class> class Out>
Faults dispatched(const In<InputColumn>& claims, const Out<ResultColumn>& result, const JumpParameters& jumps) {
  Faults wrong;
  const double* inputs[field_count<In>()];
  double* results[field_count<Out>()];
  const std::size_t rows = field_at<InputColumn>(claims, 0).size();
  check_lengths(wrong, "claims", claims, rows, false);
  check_lengths(wrong, "result", result, rows, true);
  if (!wrong.empty()) return wrong;
  for (std::size_t i = 0; i < field_count<In>(); ++i) inputs[i] = field_at<InputColumn>(claims, i).data();
  for (std::size_t i = 0; i < field_count<Out>(); ++i) {
    const ResultColumn column = field_at<ResultColumn>(result, i);
    results[i] = column.empty() ? nullptr : column.data();
  }
  best_priced_columns<formula>({.inputs = inputs, .results = results, .rows = rows, .jumps = jumps});
  return wrong;
}

/// One column of answers.
template <class Real>
struct OneValue {
  Real value;
};

/// `values`, `greeks` and `implied_volatilities` of columns.hpp for the pricers of the library, by whatever instructions the machine has:
/// the same bits, and in a plain build many times faster.
inline Faults dispatched_values(const Black&, const Claim<InputColumn>& claims, ResultColumn result) {
  return dispatched<ColumnFormula::black_value>(claims, OneValue<ResultColumn>{result}, {});
}
inline Faults dispatched_values(const JumpDiffusion&, const Claim<InputColumn>& claims, const JumpParameters& jumps, ResultColumn result) {
  return dispatched<ColumnFormula::merton_value>(claims, OneValue<ResultColumn>{result}, jumps);
}
inline Faults dispatched_greeks(const Black&, const Claim<InputColumn>& claims, const Greeks<ResultColumn>& result) {
  return dispatched<ColumnFormula::black_greeks>(claims, result, {});
}
inline Faults dispatched_greeks(const Black&, const DiscountedClaim<InputColumn>& claims, const DiscountedGreeks<ResultColumn>& result) {
  return dispatched<ColumnFormula::discounted_black_greeks>(claims, result, {});
}
inline Faults dispatched_greeks(const JumpDiffusion&, const Claim<InputColumn>& claims, const JumpParameters& jumps,
                                const Greeks<ResultColumn>& result) {
  return dispatched<ColumnFormula::merton_greeks>(claims, result, jumps);
}
inline Faults dispatched_greeks(const JumpDiffusion&, const DiscountedClaim<InputColumn>& claims, const JumpParameters& jumps,
                                const DiscountedGreeks<ResultColumn>& result) {
  return dispatched<ColumnFormula::discounted_merton_greeks>(claims, result, jumps);
}
inline Faults dispatched_greeks(const JumpDiffusion&, const DiscountedClaim<InputColumn>& claims, const JumpParameters& jumps,
                                const JumpGreeks<ResultColumn>& result) {
  return dispatched<ColumnFormula::discounted_jump_greeks>(claims, result, jumps);
}

/// Black's implied volatilities of undiscounted values; the claims' own volatilities are not read and may be empty.
inline Faults dispatched_implied_volatilities(const Black&, const Claim<InputColumn>& claims, InputColumn values, ResultColumn volatility,
                                              std::span<ImpliedStatus> status) {
  Faults wrong;
  const std::size_t rows = claims.forward.size();
  check_length(wrong, "claims.strike", claims.strike, rows);
  check_length(wrong, "claims.years", claims.years, rows);
  check_length(wrong, "claims.side", claims.side, rows);
  check_length(wrong, "values", values, rows);
  check_length(wrong, "volatility", volatility, rows);
  check_length(wrong, "status", status, rows);
  if (!wrong.empty()) return wrong;
  const double* const inputs[] = {claims.forward.data(), claims.strike.data(), nullptr,
                                  claims.years.data(),   claims.side.data(),   values.data()};
  double* const results[] = {volatility.data()};
  best_priced_columns<ColumnFormula::black_implied>(
      {.inputs = inputs, .results = results, .rows = rows, .jumps = {}, .status = status.data()});
  return wrong;
}

}  // namespace bulwark::BULWARK_TARGET
