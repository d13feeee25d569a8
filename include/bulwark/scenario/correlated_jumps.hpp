#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/nearest_correlation.hpp"
#include "bulwark/math/poisson_tails.hpp"
#include "bulwark/pricing/model.hpp"
#include "bulwark/scenario/correlation_faults.hpp"
#include "bulwark/scenario/jump_size.hpp"

namespace bulwark::BULWARK_TARGET {

/// The joint law of log prices over a horizon: correlated diffusions, events that make many assets jump at once, and jumps of each asset's
/// own. Each asset's law is its pricing model's, exactly: an event hits it with chance `hit_by(a)`, its own jumps come at the rest of its
/// rate, jumps of either kind have the model's size, and the drift gives back what jumps are expected to earn. In an event the sizes go by
/// ranks: normal scores with one correlation between any two. Source: Merton (1976), Kou (2002), for the laws; Marshall, Olkin, "A
/// multivariate exponential distribution" (1967), for the shared events.
struct CorrelatedJumps {
  double years;                          ///< horizon
  std::vector<double> volatility;        ///< asset; of the diffusion, per sqrt(year)
  std::vector<ModelParameters> model{};  ///< asset; empty: no jumps
  std::vector<double> correlation{};     ///< asset x asset, of the diffusions; empty: independent
  double common_per_year = 0.0;          ///< expected number of events
  std::vector<double> hit{};             ///< asset, chance in [0, 1]; empty: as many of its jumps as there are events
  double size_correlation = 1.0;         ///< of the scores of two jumps in one event, in [0, 1]; 1: the same rank
  Index factors = 0;                     ///< of the diffusions: so many principal ones and the rest of each asset's own; 0: all

  Index assets() const noexcept { return std::ssize(volatility); }

  ModelParameters model_of(Index a) const { return a < std::ssize(model) ? model[static_cast<std::size_t>(a)] : ModelParameters{}; }

  /// How likely an event hits asset `a`.
  double hit_by(Index a) const {
    if (a < std::ssize(hit)) return hit[static_cast<std::size_t>(a)];
    const double rate = jumps_per_year(model_of(a));
    return rate < common_per_year ? rate / common_per_year : 1.0;
  }

  /// Jumps of asset `a` that are no event's, per year; not below 0.
  double own_per_year(Index a) const {
    const double rate = jumps_per_year(model_of(a));
    return greatest(0.0, hit.empty() ? rate - common_per_year : fma(-hit_by(a), common_per_year, rate));
  }

  /// What is wrong, all of it. Where: asset; for the correlation, row and column. An indefinite correlation shows its lowest eigenvalue; a
  /// singular one is fine.
  Faults faults() const {
    Faults found;
    const Index n = assets();
    if (!(years > 0.0 && is_finite(years))) report(found, FaultCode::not_positive, "correlated_jumps.years", {}, years);
    if (n == 0) report(found, FaultCode::empty, "correlated_jumps.volatility");
    for (Index a = 0; a < n; ++a) {
      const double sigma = volatility[static_cast<std::size_t>(a)];
      if (!(sigma >= 0.0 && product(product(sigma, sigma), years) <= 20.0))
        report(found, FaultCode::out_of_range, "correlated_jumps.volatility", {.outer = a}, sigma);
    }
    if (!model.empty() && std::ssize(model) != n)
      report(found, FaultCode::length_mismatch, "correlated_jumps.model", {}, static_cast<double>(model.size()));
    if (!hit.empty() && std::ssize(hit) != n)
      report(found, FaultCode::length_mismatch, "correlated_jumps.hit", {}, static_cast<double>(hit.size()));
    if (!(common_per_year >= 0.0 && product(common_per_year, years) <= most_expected))
      report(found, FaultCode::out_of_range, "correlated_jumps.common_per_year", {}, common_per_year);
    if (!(size_correlation >= 0.0 && size_correlation <= 1.0))
      report(found, FaultCode::out_of_range, "correlated_jumps.size_correlation", {}, size_correlation);
    if (factors < 0 || factors > n) report(found, FaultCode::out_of_range, "correlated_jumps.factors", {}, static_cast<double>(factors));
    for (Index a = 0; a < n && a < std::ssize(model); ++a) check_asset(found, a);
    if (!correlation.empty())
      append(found, correlation_faults(correlation, n, "correlated_jumps.correlation", "correlated_jumps.correlation.lowest_eigenvalue"));
    return found;
  }

 private:
  void check_asset(Faults& found, Index a) const {
    const ModelParameters& of = model[static_cast<std::size_t>(a)];
    append(found, bulwark::faults(of, {.outer = a}));
    if (!is_jump_diffusion(of))
      report(found, FaultCode::out_of_range, "correlated_jumps.model", {.outer = a}, static_cast<double>(of.index()));
    const double rate = jumps_per_year(of), chance = hit_by(a);
    if (!(product(rate, years) <= most_expected)) report(found, FaultCode::out_of_range, "market.model.jumps.per_year", {.outer = a}, rate);
    if (!(chance >= 0.0 && chance <= 1.0)) report(found, FaultCode::out_of_range, "correlated_jumps.hit", {.outer = a}, chance);
    if (product(chance, common_per_year) > product(rate, 1.0 + 0x1p-40))  // more from events than it may have at all
      report(found, FaultCode::out_of_range, "correlated_jumps.own_per_year", {.outer = a}, fma(-chance, common_per_year, rate));
  }
};

/// Replaces the correlation of diffusions by the nearest one that is a correlation, and says what that changed; one that is fine stays.
inline CorrelationRepair repair_correlation(CorrelatedJumps& law) {
  if (law.correlation.empty()) return {.converged = true};
  std::vector<double> scratch(5 * law.correlation.size());
  return nearest_correlation(law.correlation, law.assets(), scratch);
}

}  // namespace bulwark::BULWARK_TARGET
