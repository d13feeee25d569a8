#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/fraction.hpp"

namespace bulwark::BULWARK_TARGET {

/// The share of amount x rate that one conversion rounds away, >= 0 whichever way it rounds. No answer for an amount or a rate that is
/// not positive: there is no share of nothing. Width: amount x numerator.
template <ExactInteger Int>
constexpr std::optional<double> rounding_error(const Int& amount, const Fraction<Int>& rate, Rounding rounding) {
  const Int zero(0);
  if (!(zero < amount && zero < rate.numerator && zero < rate.denominator)) return std::nullopt;
  const Int exact = amount * rate.numerator;  // in 1 / denominator
  const Int rounded = quotient<Int>(exact, rate.denominator, rounding) * rate.denominator;
  return static_cast<double>(magnitude_of<Int>(exact - rounded)) / static_cast<double>(exact);
}

/// What `operations` (>= 0) that each keep 1 - `error` (in [0, 1]) leave off: 1 - (1 - error)^operations.
inline double drift_after(double error, double operations) noexcept {
  if (operations == 0.0 || error == 0.0) return product(operations, error);
  if (error == 1.0) return 1.0;
  return -expm1(product(operations, log1p(-error)));
}

/// How much one-way rounding a pool may be led into: an operation that rounds away more is refused, and so is a batch whose operations,
/// all in the worse direction, add up to more.
struct RoundingLimit {
  double most_per_operation = 1e-6;  ///< share of the amount, in (0, 1)
  double most_drift = 1e-4;          ///< share of the pool after a batch, in (0, 1)

  /// Whether an operation, or so many of it, is biased; an error that is unknown is.
  bool is_biased(std::optional<double> error, double operations = 1.0) const noexcept {
    return !error || !(*error <= most_per_operation) || !(drift_after(*error, operations) <= most_drift);
  }

  /// The least amount, at most one unit too high, whose error is allowed whatever is rounded away of it: a unit over what comes out.
  double least_amount(double rate) const noexcept { return __builtin_ceil(1.0 / product(most_per_operation, rate)); }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field) {
      if (!(x > 0.0 && x < 1.0)) report(found, FaultCode::out_of_range, field, {}, x);
    };
    check(most_per_operation, "rounding_limit.most_per_operation"), check(most_drift, "rounding_limit.most_drift");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
