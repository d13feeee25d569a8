#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"

namespace bulwark::inline v1 {

/// Numbers that the caller owns, one for each row: read; and where results go. An Eigen vector or map is `{x.data(),
/// std::size_t(x.size())}`.
using InputColumn = std::span<const double>;
using ResultColumn = std::span<double>;

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Rows that pass through a formula together: three registers hide its latency; where every fma is a call, more than one row is only more
/// code. The bits do not depend on it.
inline constexpr int column_lanes = BULWARK_FMA || BULWARK_LANES == 1 ? 3 * BULWARK_LANES : 1;

/// The names of a struct's fields, for faults; without, a fault gives the field's place.
template <template <class> class Fields>
inline constexpr const char* const* field_names = nullptr;
inline constexpr const char* claim_names[] = {"claims.forward", "claims.strike", "claims.volatility", "claims.years", "claims.side"};
inline constexpr const char* discounted_claim_names[] = {"claims.forward", "claims.strike", "claims.volatility",
                                                         "claims.years",   "claims.side",   "claims.discount"};
inline constexpr const char* spot_claim_names[] = {"claims.spot",       "claims.strike", "claims.rate", "claims.yield",
                                                   "claims.volatility", "claims.years",  "claims.side"};
inline constexpr const char* greek_names[] = {"result.value", "result.delta", "result.gamma", "result.vega", "result.theta"};
template <>
inline constexpr const char* const* field_names<Claim> = claim_names;
template <>
inline constexpr const char* const* field_names<DiscountedClaim> = discounted_claim_names;
template <>
inline constexpr const char* const* field_names<SpotClaim> = spot_claim_names;
template <>
inline constexpr const char* const* field_names<Greeks> = greek_names;

/// The number of fields; all of them, and those of their own fields, are `Real`.
template <template <class> class Fields>
constexpr std::size_t field_count() noexcept {
  static_assert(sizeof(Fields<double>) / sizeof(double) == sizeof(Fields<ResultColumn>) / sizeof(ResultColumn));
  return sizeof(Fields<double>) / sizeof(double);
}

/// Field `i` of a struct whose fields are all `T`, by its place.
template <class T, class Fields>
[[gnu::always_inline]] inline T field_at(const Fields& fields, std::size_t i) noexcept {
  T field;
  __builtin_memcpy(static_cast<void*>(&field), reinterpret_cast<const char*>(&fields) + i * sizeof(T), sizeof(T));
  return field;
}

/// A column of the wrong length is a fault; pricing touches nothing when there is any.
template <class C>
void check_length(Faults& faults, const char* field, const C& column, std::size_t rows, bool optional = false, Where where = {}) {
  if (column.size() == rows || (optional && column.empty())) return;
  report(faults, FaultCode::length_mismatch, field, where, static_cast<double>(column.size()));
}

template <class C, template <class> class Fields>
void check_lengths(Faults& faults, const char* field, const Fields<C>& columns, std::size_t rows, bool optional) {
  for (std::size_t i = 0; i < field_count<Fields>(); ++i) {
    const char* const* names = field_names<Fields>;
    check_length(faults, names ? names[i] : field, field_at<C>(columns, i), rows, optional,
                 names ? Where{} : Where{.outer = static_cast<Index>(i)});
  }
}

/// `Real::count` rows from `row` on, the ones past the end filled with a number that prices without ado.
template <class Real>
[[gnu::always_inline]] inline Real rows_from(InputColumn column, std::size_t row, double fill) noexcept {
  const double* at = column.data() + row;
  const std::size_t left = column.size() - row;
  if (left >= static_cast<std::size_t>(Real::count)) return load<Real>(at);
  return load_first<Real>(at, static_cast<std::ptrdiff_t>(left), fill);
}

template <int N>
[[gnu::always_inline]] inline void rows_to(ResultColumn column, std::size_t row, Lanes<N> x) noexcept {
  if (column.empty()) return;
  const std::size_t left = column.size() - row;
  if (left >= static_cast<std::size_t>(N)) {
    store(column.data() + row, x);
  } else {
    store_first(column.data() + row, static_cast<std::ptrdiff_t>(left), x);
  }
}

/// The same, field by field.
template <class Real, template <class> class Fields>
[[gnu::always_inline]] inline Fields<Real> rows_from(const Fields<InputColumn>& columns, std::size_t row) noexcept {
  Fields<Real> rows;
  const auto read = [&]<std::size_t... i>(std::index_sequence<i...>) {
    const auto field = [&](std::size_t place) {
      const Real x = rows_from<Real>(field_at<InputColumn>(columns, place), row, 1.0);
      __builtin_memcpy(reinterpret_cast<char*>(&rows) + place * sizeof(Real), &x, sizeof(Real));
    };
    (field(i), ...);
  };
  read(std::make_index_sequence<field_count<Fields>()>{});
  return rows;
}

template <int N, template <class> class Fields>
[[gnu::always_inline]] inline void rows_to(const Fields<ResultColumn>& columns, std::size_t row, const Fields<Lanes<N>>& x) noexcept {
  const auto write = [&]<std::size_t... i>(std::index_sequence<i...>) {
    (rows_to(field_at<ResultColumn>(columns, i), row, field_at<Lanes<N>>(x, i)), ...);
  };
  write(std::make_index_sequence<field_count<Fields>()>{});
}

/// Applies a formula to columns: `formula(In<Real>)` is `Out<Real>` for every `Real` of lanes, `claims` holds a column for each field of
/// `In`, all of one length, and each field of the answer goes to the column of `result` in its place; an empty one is not written.
/// Every row has the bits of a call of its own. No allocation unless lengths differ, which is all that is returned.
template <template <class> class In, template <class> class Out, class Formula>
Faults in_columns(const In<InputColumn>& claims, const Out<ResultColumn>& result, const Formula& formula) {
  Faults wrong;
  const std::size_t rows = field_at<InputColumn>(claims, 0).size();
  check_lengths(wrong, "claims", claims, rows, false);
  check_lengths(wrong, "result", result, rows, true);
  if (!wrong.empty()) return wrong;
  using Real = Lanes<column_lanes>;
  for (std::size_t row = 0; row < rows; row += column_lanes) rows_to(result, row, formula(rows_from<Real>(claims, row)));
  return wrong;
}

/// The same for a formula with one answer.
template <template <class> class In, class Formula>
Faults in_columns(const In<InputColumn>& claims, ResultColumn result, const Formula& formula) {
  Faults wrong;
  const std::size_t rows = field_at<InputColumn>(claims, 0).size();
  check_lengths(wrong, "claims", claims, rows, false);
  check_length(wrong, "result", result, rows);
  if (!wrong.empty()) return wrong;
  using Real = Lanes<column_lanes>;
  for (std::size_t row = 0; row < rows; row += column_lanes) rows_to(result, row, formula(rows_from<Real>(claims, row)));
  return wrong;
}

}  // namespace bulwark::BULWARK_TARGET
