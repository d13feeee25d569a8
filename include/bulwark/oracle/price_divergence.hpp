#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// How far two prices are apart, in 1e-6 of `reference` (> 0); truncated.
template <ExactInteger Int>
constexpr Int divergence(const Int& price, const Int& other, const Int& reference) {
  return product_over<Int>(magnitude_of<Int>(price - other), Int(fixed::rate), reference, Rounding::toward_zero);
}

/// Which gaps between prices stop a market. Prices in 1e-6, gaps in 1e-6 of a price.
/// Source: Drift v2, `OracleGuardRails::default` and the places that use it, at 0ae3e3b1 (2026); the last two by contract tier.
template <ExactInteger Int>
struct DivergenceLimits {
  Int mark{100'000};             ///< between mark and average oracle, of the mark, at which funding still goes on
  Int average{500'000};          ///< between oracle and its average, of the average, from which nobody is liquidated
  Int settle{5'000};             ///< between oracle and its average, of the lower, from which no profit is settled
  Int settle_deviation{20'000};  ///< standard deviation, of the lower of the two, from which no profit is settled

  constexpr bool may_update_funding(const Int& mark_price, const Int& oracle_average) const {
    return Int(0) < mark_price && !(mark < divergence<Int>(mark_price, oracle_average, mark_price));
  }

  constexpr bool may_liquidate(const Int& oracle_price, const Int& oracle_average) const {
    return Int(0) < oracle_average && divergence<Int>(oracle_price, oracle_average, oracle_average) < average;
  }

  /// `deviation`: of oracle or mark, the larger; 1e-6 quote.
  constexpr bool may_settle(const Int& oracle_price, const Int& oracle_average, const Int& deviation) const {
    const Int low = smaller<Int>(oracle_price, oracle_average);
    if (!(Int(0) < low)) return false;
    const Int widest = product_over<Int>(low, settle_deviation, Int(fixed::rate), Rounding::toward_zero);
    return divergence<Int>(oracle_price, oracle_average, low) < settle && deviation < widest;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const char* field, const Int& value) {
      if (!(Int(0) < value)) report(found, FaultCode::not_positive, field, {}, static_cast<double>(value));
    };
    check("divergence_limits.mark", mark), check("divergence_limits.average", average);
    check("divergence_limits.settle", settle), check("divergence_limits.settle_deviation", settle_deviation);
    return found;
  }
};

}  // namespace bulwark::inline v1
