#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/fixed_units.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// How far an oracle's price may be believed, worst first.
enum class OracleValidity {
  not_positive,
  too_volatile,         ///< far from its own average
  too_uncertain,        ///< its confidence interval is wide
  stale_for_margin,     ///< too old to value collateral with
  insufficient_data,    ///< too few publishers
  stale_for_fills,      ///< too old for an automatic market maker to quote from
  stale_for_immediate,  ///< too old for it to quote without an auction
  valid,
};

/// What an oracle says.
template <ExactInteger Int>
struct OracleReading {
  Int price;       ///< 1e-6
  Int average;     ///< 1e-6; time-weighted, before this price
  Int confidence;  ///< 1e-6 quote; half-width of the interval
  Int delay;       ///< slots since it was published
  bool has_enough_publishers = true;
};

/// When to believe it. Source: Drift v2, `oracle_validity` and `OracleGuardRails::default` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct OracleGuard {
  Int volatile_ratio{5};                       ///< larger / smaller of price and average, truncated, that is still good (so good below 6)
  Int confidence{20'000};                      ///< 1e-6; half-width / price that is still good
  Int confidence_multiple{1};                  ///< riskier markets are allowed a multiple of it
  Int margin_slots{120};                       ///< delay that is still good for margin
  Int margin_multiple{1};                      ///< of it; 3 for stablecoins
  Int fill_slots{10};                          ///< delay that is still good for fills
  std::optional<Int> immediate_slots{Int(0)};  ///< delay that is still good for immediate fills; none: never. *Assumed*: this slot's

  constexpr OracleValidity validity(const OracleReading<Int>& reading) const {
    const Int zero(0), one(1);
    if (!(zero < reading.price)) return OracleValidity::not_positive;
    const Int low = larger<Int>(one, smaller<Int>(reading.price, reading.average)), high = larger<Int>(reading.price, reading.average);
    if (volatile_ratio < high / low) return OracleValidity::too_volatile;
    const Int width = product_over<Int>(reading.confidence, Int(fixed::rate), reading.price, Rounding::toward_zero);
    if (confidence * confidence_multiple < width) return OracleValidity::too_uncertain;
    if (margin_slots * margin_multiple < reading.delay) return OracleValidity::stale_for_margin;
    if (!reading.has_enough_publishers) return OracleValidity::insufficient_data;
    if (fill_slots < reading.delay) return OracleValidity::stale_for_fills;
    if (!immediate_slots || *immediate_slots < reading.delay) return OracleValidity::stale_for_immediate;
    return OracleValidity::valid;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(!(volatile_ratio < Int(1)), "oracle_guard.volatile_ratio", volatile_ratio);
    check(!(confidence < Int(0)), "oracle_guard.confidence", confidence);
    check(!(confidence_multiple < Int(1)), "oracle_guard.confidence_multiple", confidence_multiple);
    check(!(margin_multiple < Int(1)), "oracle_guard.margin_multiple", margin_multiple);
    check(!(margin_slots * margin_multiple < fill_slots), "oracle_guard.margin_slots", margin_slots);
    check(!(fill_slots < Int(0)), "oracle_guard.fill_slots", fill_slots);
    if (immediate_slots)
      check(!(*immediate_slots < Int(0) || fill_slots < *immediate_slots), "oracle_guard.immediate_slots", *immediate_slots);
    return found;
  }
};

}  // namespace bulwark::inline v1
