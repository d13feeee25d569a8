#pragma once

#include <cstdint>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// The balances of a position's own account at which something happens to it. Quote, or smallest units.
template <class Amount>
struct MarginLevels {
  Amount maintenance;  ///< below it the position is closed
  Amount search;       ///< below it the venue looks for money elsewhere, and ...
  Amount initial;      ///< ... fills up to this, which also opens a position
  Amount release;      ///< above it the venue gives back down to `initial`
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Levels as multiples of maintenance, in units of 10^-5. Source: Vega, specification 0019-MCAL, "scaling other margin levels", and
/// `core/risk` (2024); the multiples are those of the markets in its own tests.
struct LevelScales {
  std::uint32_t search = 110'000;
  std::uint32_t initial = 120'000;  ///< > search
  std::uint32_t release = 140'000;  ///< >= initial

  static constexpr std::uint32_t one = 100'000;

  /// A scale as a multiple.
  static constexpr double multiple(std::uint32_t scale) noexcept { return static_cast<double>(scale) / one; }

  constexpr MarginLevels<double> of(double maintenance) const noexcept {
    const auto level = [&](std::uint32_t scale) { return product(maintenance, multiple(scale)); };
    return {maintenance, level(search), level(initial), level(release)};
  }

  /// In smallest units, each rounded down; `maintenance` is already rounded up to them. Width: an amount x 10^6.
  template <ExactInteger Int>
  constexpr MarginLevels<Int> of(const Int& maintenance) const {
    const auto level = [&](std::uint32_t scale) { return product_over<Int>(maintenance, Int(scale), Int(one), Rounding::floor); };
    return {maintenance, level(search), level(initial), level(release)};
  }

  Faults faults() const {
    Faults found;
    if (search < one) report(found, FaultCode::out_of_range, "level_scales.search", {}, search);
    if (initial <= search) report(found, FaultCode::out_of_order, "level_scales.initial", {}, initial);
    if (release < initial) report(found, FaultCode::out_of_order, "level_scales.release", {}, release);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
