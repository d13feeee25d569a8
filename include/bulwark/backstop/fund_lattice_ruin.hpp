#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A small fund without simulation: each period brings `income` whole units and then costs k of them with probability `chance[k]`. The
/// distribution of what is left is carried from period to period, so that the probabilities are exact but for rounding.
struct LatticeRuin {
  std::span<const double> chance;  ///< of a loss of 0, 1, 2, ... units in a period; sums to 1
  Index income;                    ///< units per period, >= 0

  /// Scratch that `probability` needs: what the fund can hold.
  constexpr std::size_t levels(Index capital, Index periods) const noexcept {
    return static_cast<std::size_t>(capital + periods * income + 1);
  }

  /// That a fund of `capital` units (>= 0) is below 0 within `periods`; `scratch` holds two times `levels(capital, periods)`.
  double probability(Index capital, Index periods, std::span<double> scratch) const noexcept {
    const std::size_t size = levels(capital, periods);
    std::span<double> now = scratch.first(size), next = scratch.subspan(size, size);
    for (double& p : now) p = 0.0;
    now[static_cast<std::size_t>(capital)] = 1.0;
    double ruined = 0.0;
    for (Index period = 0; period < periods; ++period) {
      for (double& p : next) p = 0.0;
      for (std::size_t held = 0; held < size; ++held) {
        if (now[held] == 0.0) continue;
        const std::size_t paid_in = held + static_cast<std::size_t>(income);
        for (std::size_t k = 0; k < chance.size(); ++k) {
          if (k > paid_in)
            ruined = fma(now[held], chance[k], ruined);
          else
            next[paid_in - k] = fma(now[held], chance[k], next[paid_in - k]);
        }
      }
      const std::span<double> before = now;
      now = next, next = before;
    }
    return ruined;
  }

  Faults faults() const {
    Faults found;
    double sum = 0.0;
    for (std::size_t k = 0; k < chance.size(); ++k) {
      sum += chance[k];
      if (!(chance[k] >= 0.0 && chance[k] <= 1.0))
        report(found, FaultCode::out_of_range, "lattice_ruin.chance", {.outer = static_cast<Index>(k)}, chance[k]);
    }
    if (!(magnitude(sum - 1.0) <= 1e-9)) report(found, FaultCode::out_of_range, "lattice_ruin.chance", {}, sum);
    if (income < 0) report(found, FaultCode::negative, "lattice_ruin.income", {}, static_cast<double>(income));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
