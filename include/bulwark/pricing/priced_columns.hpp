#pragma once

#include "bulwark/math/widest.hpp"
#include "bulwark/pricing/column_formula.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/merton_greeks.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/pricer.hpp"

#include "bulwark/pricing/priced_columns.inl"
#define BULWARK_TEXTS "bulwark/pricing/column_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// The formulas of a pricer of the library, whose columns run in the widest instructions that the machine has. A pricer of the user's own
/// has none: its columns run in the instructions that it is compiled for.
template <class P>
struct FormulasOf;
template <>
struct FormulasOf<Black> {
  using enum ColumnFormula;
  static constexpr ColumnFormula value = black_value, greeks = black_greeks, discounted_greeks = discounted_black_greeks,
                                 implied = black_implied;
};
template <>
struct FormulasOf<JumpDiffusion> {
  using enum ColumnFormula;
  static constexpr ColumnFormula value = merton_value, greeks = merton_greeks, discounted_greeks = discounted_merton_greeks,
                                 implied = merton_implied;
};

template <class P>
concept HasFormulas = requires {
  FormulasOf<P>::value;
};

/// One formula over whole columns in the widest instructions that this machine has, some registers in lock step: two where rows come in
/// groups of sixteen.
template <ColumnFormula formula, int registers = 3>
void price_columns(const RawColumns& columns) noexcept {
  widest(priced_columns<formula, registers>, copy_avx2::priced_columns<formula, registers>,
         copy_avx512::priced_columns<formula, registers>)(columns);
}

/// The same from structs of columns, whose lengths have been checked.
template <ColumnFormula formula, class In, class Out>
void price_columns(const In& claims, const Out& result, const JumpParameters& jumps) noexcept {
  const double* inputs[sizeof(In) / sizeof(InputColumn)];
  double* results[sizeof(Out) / sizeof(ResultColumn)];
  for (std::size_t i = 0; i < std::size(inputs); ++i) inputs[i] = field_at<InputColumn>(claims, i).data();
  for (std::size_t i = 0; i < std::size(results); ++i) {
    const ResultColumn column = field_at<ResultColumn>(result, i);
    results[i] = column.empty() ? nullptr : column.data();
  }
  const std::size_t rows = field_at<InputColumn>(claims, 0).size();
  price_columns<formula>({.inputs = inputs, .results = results, .rows = rows, .jumps = jumps});
}

/// What the formulas read of a pricer's parameters.
constexpr JumpParameters jumps_of(const std::monostate&) noexcept { return {}; }
constexpr const JumpParameters& jumps_of(const JumpParameters& jumps) noexcept { return jumps; }

}  // namespace bulwark::BULWARK_TARGET
