#pragma once

#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

enum class CoverageVerdict { unknown, covered, under_covered };

/// How far something (a margin, a scenario set, a fund) reaches against what it has to bear.
struct Coverage {
  double share;     ///< cover / burden: 1 just bears it; infinite where there is nothing to bear
  double multiple;  ///< burden / cover: what is lost for each unit of cover
  CoverageVerdict verdict = CoverageVerdict::unknown;
  Index worst = -1;  ///< of several burdens, the heaviest
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Relative move from one price to another, signed. The prices are positive.
inline double relative_move(double from, double to) noexcept { return (to - from) / from; }

/// Whether what is held against a loss bears a declared stress: the largest move in history, a hypothetical one, a loss that happened.
/// Cover and burden are sizes (>= 0) in one unit. Unknown where either is negative or no number: never covered.
struct CoverageRule {
  double least = 1.0;  ///< share of the burden that has to be borne, > 0

  Coverage of(double cover, double burden) const noexcept {
    if (!(cover >= 0.0 && burden >= 0.0 && is_finite(cover) && is_finite(burden)))
      return {.share = std::numeric_limits<double>::quiet_NaN(), .multiple = std::numeric_limits<double>::quiet_NaN()};
    const bool is_borne = cover >= product(least, burden);
    constexpr double endless = std::numeric_limits<double>::infinity();
    return {.share = burden == 0.0 ? endless : cover / burden,
            .multiple = burden == 0.0 ? 0.0 : burden / cover,
            .verdict = is_borne ? CoverageVerdict::covered : CoverageVerdict::under_covered};
  }

  /// Against the heaviest of several; one that is not known makes the answer unknown. None to bear: covered.
  Coverage of(double cover, std::span<const double> burdens) const noexcept {
    double heaviest = 0.0;
    Index worst = -1;
    for (Index i = 0; i < std::ssize(burdens); ++i) {
      const double burden = burdens[static_cast<std::size_t>(i)];
      if (burden >= 0.0 && burden <= heaviest) continue;
      heaviest = burden, worst = i;
      if (!(burden >= 0.0 && is_finite(burden))) break;
    }
    Coverage coverage = of(cover, heaviest);
    coverage.worst = worst;
    return coverage;
  }

  Faults faults() const {
    Faults found;
    if (!(least > 0.0 && is_finite(least))) report(found, FaultCode::not_positive, "coverage_rule.least", {}, least);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
