#pragma once

#include <optional>

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// Why a value has, or has not, an implied volatility.
enum class ImpliedStatus {
  ok,
  below_intrinsic,  ///< less than exercising is worth
  no_time_value,    ///< exactly intrinsic: every volatility that is small enough gives it
  above_cap,        ///< at least what any volatility can give; also any time value with no time left
  not_finite,       ///< an input that is not a number, or a forward, strike or side that cannot be
};

/// The volatility that gives a value, if there is one.
struct ImpliedVolatility {
  std::optional<double> volatility;  ///< per sqrt(year)
  ImpliedStatus status;
};

}  // namespace bulwark::inline v1
