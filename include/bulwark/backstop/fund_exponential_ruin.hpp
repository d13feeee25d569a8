#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// The fund of Cramer and Lundberg: Poisson events, exponential losses, steady income, no horizon; everything in closed form. A first
/// answer, and what simulations are held against.
/// Source: Asmussen, Albrecher, "Ruin probabilities" (2010), IV.1 and V.1; the time of ruin by the measure under which ruin is certain
/// (events `income / mean` a year of mean `income / events`), where time and overshoot are independent.
struct ExponentialRuin {
  double events_per_year;
  double mean_loss;        ///< quote
  double income_per_year;  ///< quote, above what is lost per year

  /// The share of income that is lost in the mean; below 1, or ruin is certain.
  double load() const noexcept { return product(events_per_year, mean_loss) / income_per_year; }

  /// How fast the probability of ruin falls with capital, per unit of quote (the adjustment coefficient).
  double decay() const noexcept { return 1.0 / mean_loss - events_per_year / income_per_year; }

  /// That a fund of `capital` >= 0 is ever below 0. Limits: 1 where income does not exceed losses.
  double probability(double capital) const noexcept { return load() >= 1.0 ? 1.0 : product(load(), exp(product(-decay(), capital))); }

  /// The capital with which ruin has probability `ruin` in (0, 1): 0 where income alone does it, infinity where nothing does.
  double size(double ruin) const noexcept {
    if (load() >= 1.0) return std::numeric_limits<double>::infinity();
    return greatest(0.0, log(load() / ruin) / decay());
  }

  /// The mean time of ruin of those funds that are ruined, years. Limits: infinity where income is just what is lost; where it is less, all
  /// are ruined, when what is lost beyond income has come to the capital and one more loss's overshoot (Wald).
  double ruin_years(double capital) const noexcept {
    const double lost = product(events_per_year, mean_loss);
    if (lost >= income_per_year) return (capital + mean_loss) / (lost - income_per_year);
    return fma(events_per_year, capital, income_per_year) / product(income_per_year, income_per_year / mean_loss - events_per_year);
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](double x, const char* field) {
      if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, field, {}, x);
    };
    check(events_per_year, "exponential_ruin.events_per_year"), check(mean_loss, "exponential_ruin.mean_loss");
    check(income_per_year, "exponential_ruin.income_per_year");
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
