#pragma once

#include <cstdint>
#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// Something that a fund answers for when it fails.
struct FailingExposure {
  double per_year;           ///< intensity of failing by itself, >= 0
  Index loss;                ///< when it fails, whole units of the caller's, >= 0; rounded up by the caller, so that the fund bears no less
  std::uint32_t shocks = 0;  ///< bit k: common shock k fails it too
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The law of what fails together within `years`: law[k] is the chance to lose k units. Each exposure fails by itself or with the first of
/// the common shocks that it depends on (a bridge, a chain, a reserve's bank); causes are independent. Exact: given which shocks have come,
/// failures are independent and their losses convolve; all sets of shocks are gone through. `law` holds one more than all losses together.
/// Cost: 2^shocks x exposures x units; at most 16 shocks. Error: (exposures + shocks) eps of each chance; all terms are positive.
/// Source: Marshall and Olkin, "A multivariate exponential distribution" (1967). With faults `law` stays as it is.
inline Faults common_shock_losses(std::span<const FailingExposure> exposures, std::span<const double> shocks_per_year, double years,
                                  std::span<double> law, std::span<double> scratch) {
  Faults found;
  constexpr std::size_t most = 16;
  Index units = 0;
  if (shocks_per_year.size() > most)
    report(found, FaultCode::out_of_range, "common_shocks", {}, static_cast<double>(shocks_per_year.size()));
  for (Index k = 0; k < std::ssize(shocks_per_year); ++k)
    if (const double rate = shocks_per_year[static_cast<std::size_t>(k)]; !(rate >= 0.0 && is_finite(rate)))
      report(found, FaultCode::out_of_range, "common_shock.per_year", {.outer = k}, rate);
  for (Index i = 0; i < std::ssize(exposures); ++i) {
    const FailingExposure& e = exposures[static_cast<std::size_t>(i)];
    if (!(e.per_year >= 0.0 && is_finite(e.per_year)))
      report(found, FaultCode::out_of_range, "exposure.per_year", {.outer = i}, e.per_year);
    if (e.loss < 0) report(found, FaultCode::negative, "exposure.loss", {.outer = i}, static_cast<double>(e.loss));
    if (shocks_per_year.size() <= most && (std::uint64_t{e.shocks} >> shocks_per_year.size()) != 0)
      report(found, FaultCode::out_of_range, "exposure.shocks", {.outer = i}, static_cast<double>(e.shocks));
    units += e.loss;
  }
  if (!(years >= 0.0 && is_finite(years))) report(found, FaultCode::out_of_range, "common_shocks.years", {}, years);
  if (std::ssize(law) < units + 1) report(found, FaultCode::length_mismatch, "common_shocks.law", {}, static_cast<double>(law.size()));
  if (scratch.size() < law.size())
    report(found, FaultCode::length_mismatch, "common_shocks.scratch", {}, static_cast<double>(scratch.size()));
  if (!found.empty()) return found;

  for (double& chance : law) chance = 0.0;
  for (std::uint32_t came = 0; came < (std::uint32_t{1} << shocks_per_year.size()); ++came) {
    double weight = 1.0;
    for (std::size_t k = 0; k < shocks_per_year.size(); ++k) {
      const double hazard = product(shocks_per_year[k], years);
      weight = product(weight, (came >> k & 1u) != 0 ? -expm1(-hazard) : exp(-hazard));
    }
    if (weight == 0.0) continue;
    const auto given = scratch.first(law.size());
    for (double& chance : given) chance = 0.0;
    Index reached = 0;
    given[0] = weight;
    for (const FailingExposure& e : exposures) {
      const bool is_hit = (e.shocks & came) != 0;
      const double fails = is_hit ? 1.0 : -expm1(-product(e.per_year, years)), stands = is_hit ? 0.0 : exp(-product(e.per_year, years));
      for (Index k = reached; k >= 0; --k) {  // from above, so that nothing fails twice
        const auto at = static_cast<std::size_t>(k), to = static_cast<std::size_t>(k + e.loss);
        const double chance = given[at];
        given[at] = product(chance, stands);
        given[to] = fma(chance, fails, given[to]);
      }
      reached += e.loss;
    }
    for (std::size_t k = 0; k < law.size(); ++k) law[k] += given[k];
  }
  return found;
}

/// Mean of a law of whole units.
inline double expected_units(std::span<const double> law) noexcept {
  double sum = 0.0;
  for (std::size_t k = 0; k < law.size(); ++k) sum = fma(static_cast<double>(k), law[k], sum);
  return sum;
}

/// The least fund, whole units, that is exhausted with a chance of at most 1 - confidence. The tail is added from its far end.
inline Index units_that_suffice(std::span<const double> law, double confidence) noexcept {
  double beyond = 0.0;
  for (Index k = std::ssize(law) - 1; k > 0; --k) {
    beyond += law[static_cast<std::size_t>(k)];
    if (!(beyond <= 1.0 - confidence)) return k;
  }
  return 0;
}

/// Mean of what a fund of that size leaves uncovered, units.
inline double uncovered_units(std::span<const double> law, Index fund) noexcept {
  double sum = 0.0;
  for (Index k = std::ssize(law) - 1; k > fund; --k) sum = fma(static_cast<double>(k - fund), law[static_cast<std::size_t>(k)], sum);
  return sum;
}

}  // namespace bulwark::BULWARK_TARGET
