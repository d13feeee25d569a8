#pragma once

#include <cstddef>

#include "bulwark/core/market.hpp"
#include "bulwark/pricing/implied_status.hpp"

namespace bulwark::inline v1 {

/// The formulas that whole columns are priced with in the instructions of the machine, whatever the build allows itself.
enum class ColumnFormula {
  black_value,
  black_greeks,
  discounted_black_greeks,
  black_implied,  ///< the inputs are the claim's and the value; status goes to its own column
  merton_value,
  merton_greeks,
  discounted_merton_greeks,
  discounted_jump_greeks,
  merton_implied,  ///< as `black_implied`
};

/// The caller's columns by the place of their fields: inputs have `rows` numbers, results too or are null and not written.
struct RawColumns {
  const double* const* inputs;
  double* const* results;
  std::size_t rows;
  JumpParameters jumps{};
  ImpliedStatus* status = nullptr;
};

}  // namespace bulwark::inline v1
