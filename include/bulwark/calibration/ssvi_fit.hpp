#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "bulwark/calibration/damped_squares.hpp"
#include "bulwark/calibration/fit_error.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/calibration/ssvi_slice_fit.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/volatility/ssvi.hpp"
#include "bulwark/volatility/ssvi_phi.hpp"

namespace bulwark::inline v1 {

/// SSVI slices of all expiries and how well each fits.
struct SsviFit {
  SsviVolatility surface;  ///< one slice for each smile; expiries are left to the caller
  std::vector<FitError> errors;
  PowerLawPhi phi{};  ///< of fit_ssvi; fit_essvi leaves it empty
  int evaluations;    ///< of all quotes
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything wrong with smiles for one surface: each smile's own, and years that do not increase. Where: smile.
inline Faults faults(std::span<const Smile> smiles) {
  Faults found;
  if (smiles.empty()) report(found, FaultCode::empty, "smiles");
  for (Index i = 0; i < std::ssize(smiles); ++i) {
    const Smile& smile = smiles[static_cast<std::size_t>(i)];
    append(found, faults(smile));
    if (i > 0 && !(smiles[static_cast<std::size_t>(i - 1)].years < smile.years))
      report(found, FaultCode::out_of_order, "smile.years", {.outer = i}, smile.years);
  }
  return found;
}

/// The slices of a surface in coordinates that leave no arbitrage out of reach and let none in.
struct EssviCoordinates {
  std::size_t slices;

  std::size_t size() const noexcept { return 3 * slices; }

  /// theta, rho and psi = theta phi of every slice, into three runs of `out`.
  /// rho_i is free; theta_i = p_i theta_(i-1) + a_i and psi_i lies between p_i psi_(i-1) and what the slice's own wings and psi_(i-1)
  /// theta_i / theta_(i-1) allow, p_i = max((1 + rho_(i-1)) / (1 + rho_i), (1 - rho_(i-1)) / (1 - rho_i)); the wings that later slices will
  /// need count too.
  void read(std::span<const double> x, std::span<double> out) const {
    const std::size_t n = slices;
    double *theta = out.data(), *rho = theta + n, *psi = rho + n;
    for (std::size_t i = 0; i < n; ++i) {
      rho[i] = 0.999 * tilt_of(x[3 * i]);
      const double a = exp(x[3 * i + 1]);
      theta[i] = i == 0 ? a : fma(growth(rho, i), theta[i - 1], a);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Bounds b = bounds(theta, rho, psi, i);
      psi[i] = fma(share_of(x[3 * i + 2]), greatest(0.0, b.high - b.low), b.low);
    }
  }

  /// Coordinates of a surface close to slices that may have arbitrage between them.
  std::vector<double> near(const std::vector<SsviSlice>& given) const {
    std::vector<double> x(size()), held(size());
    double *theta = held.data(), *rho = theta + slices, *psi = rho + slices;
    for (std::size_t i = 0; i < slices; ++i) {
      rho[i] = std::clamp(given[i].rho, -0.95, 0.95);
      const double before = i == 0 ? 0.0 : product(growth(rho, i), theta[i - 1]);
      const double a = greatest(given[i].theta - before, 1e-3 * given[i].theta);
      theta[i] = before + a;
      x[3 * i] = coordinate_of_tilt(rho[i] / 0.999), x[3 * i + 1] = log(a);
    }
    for (std::size_t i = 0; i < slices; ++i) {
      const Bounds b = bounds(theta, rho, psi, i);
      const double share = std::clamp((product(given[i].theta, given[i].phi) - b.low) / (b.high - b.low), 0.02, 0.98);
      psi[i] = fma(share, b.high - b.low, b.low), x[3 * i + 2] = coordinate_of_share(share);
    }
    return x;
  }

 private:
  struct Bounds {
    double low, high;
  };
  static double growth(const double* rho, std::size_t i) {
    return greatest((1.0 + rho[i - 1]) / (1.0 + rho[i]), (1.0 - rho[i - 1]) / (1.0 - rho[i]));
  }
  Bounds bounds(const double* theta, const double* rho, const double* psi, std::size_t i) const {
    Bounds b{0.0, most_psi(theta[i], rho[i])};
    double factor = 1.0;
    for (std::size_t j = i + 1; j < slices; ++j) factor *= growth(rho, j), b.high = least(b.high, most_psi(theta[j], rho[j]) / factor);
    b.high *= 1.0 - 1e-9;
    if (i > 0) b.low = product(growth(rho, i), psi[i - 1]), b.high = least(b.high, product(psi[i - 1], theta[i] / theta[i - 1]));
    return b;
  }
};

/// The slices at `x`, and their errors.
inline SsviFit essvi_fit_at(std::span<const Smile> smiles, std::span<const double> numbers, int evaluations) {
  const std::size_t n = smiles.size();
  SsviFit fit{{}, {}, {}, evaluations};
  for (std::size_t i = 0; i < n; ++i) {
    const double theta = numbers[i];
    fit.surface.slices.push_back(
        {.expiry = {}, .theta = theta, .rho = numbers[n + i], .phi = numbers[2 * n + i] / theta, .years = smiles[i].years});
    const SsviSlice& slice = fit.surface.slices.back();
    fit.errors.push_back(fit_error(smiles[i], [&](double k) { return ssvi_point(slice, k).variance; }));
  }
  return fit;
}

/// Runs `read(x, numbers)` (theta, rho, psi, each slice by slice) through the residuals of all smiles, each smile counting alike.
template <class Read>
SquaresFit fit_slices(std::span<const Smile> smiles, const Read& read, std::vector<double> start, const SquaresGoal& goal) {
  const std::size_t n = smiles.size();
  std::size_t count = 0;
  std::vector<double> unit(n);
  for (std::size_t i = 0; i < n; ++i) count += smiles[i].quotes.size(), unit[i] = 1.0 / __builtin_sqrt(total_weight(smiles[i]));
  std::vector<double> numbers(3 * n);
  const auto residuals = [&](std::span<const double> x, std::span<double> out) {
    read(x, std::span<double>(numbers));
    double* next = out.data();
    for (std::size_t i = 0; i < n; ++i)
      volatility_residuals(
          smiles[i], [&](double k) { return quick_ssvi_variance(numbers[i], numbers[n + i], numbers[2 * n + i], k); }, unit[i], next);
  };
  return damped_squares(residuals, std::move(start), count, goal);
}

/// The same with one rho and phi a power law of theta, gamma in (0, 1/2] and eta (1 + |rho|) <= 2: the surface of Gatheral and Jacquier
/// (2014), section 4, which has no arbitrage at any expiry, fitted or not. Three numbers and one for each smile, from three starts.
inline Checked<SsviFit> fit_ssvi(std::span<const Smile> smiles, const SquaresGoal& goal = {.relative = 1e-7, .most_steps = 60}) {
  Faults found = faults(smiles);
  if (!found.empty()) return found;
  const std::size_t n = smiles.size();
  struct Shape {
    double rho;
    PowerLawPhi phi;
  };
  const auto shape_of = [](std::span<const double> x) {
    const double rho = 0.999 * tilt_of(x[0]);
    return Shape{rho, {2.0 / (1.0 + magnitude(rho)) * share_of(x[1]), 0.5 * share_of(x[2])}};
  };
  const auto read = [&](std::span<const double> x, std::span<double> out) {
    const Shape shape = shape_of(x);
    double theta = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      theta += exp(x[3 + i]);
      const double phi = shape.phi.eta * exp(-shape.phi.gamma * log(theta) - (1.0 - shape.phi.gamma) * log(1.0 + theta));
      out[i] = theta, out[n + i] = shape.rho, out[2 * n + i] = theta * phi;
    }
  };
  std::vector<double> start(3 + n);
  double before = 0.0, tilt = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const SsviSlice slice = fit_ssvi_slice(smiles[i]).slice;
    const double step = greatest(slice.theta - before, 1e-3 * slice.theta);
    before += step, start[3 + i] = log(step), tilt += slice.rho / static_cast<double>(n);
  }
  start[0] = coordinate_of_tilt(std::clamp(tilt, -0.95, 0.95)), start[2] = 1.0;
  SquaresFit best{{}, __builtin_inf(), 0};
  int evaluations = 0;
  for (const double eta : {0.2, 0.5, 0.9}) {
    start[1] = coordinate_of_share(eta);
    const SquaresFit fit = fit_slices(smiles, read, start, goal);
    evaluations += fit.evaluations;
    if (fit.squares < best.squares) best = fit;
  }
  std::vector<double> numbers(3 * n);
  read(best.at, numbers);
  SsviFit fit = essvi_fit_at(smiles, numbers, evaluations);
  fit.phi = shape_of(best.at).phi;
  return fit;
}

/// eSSVI slices for smiles by increasing years: the nearest, as for fit_ssvi, of all surfaces without butterfly or calendar arbitrage by
/// the conditions of `ssvi_forbids_butterflies` and `ssvi_forbids_crossing`. Source: Mingone, "No arbitrage global parametrization for the
/// eSSVI volatility surface" (2022), whose coordinates these are: every point of them is a surface without arbitrage, so nothing is
/// penalised or repaired. Measured on the chains of fit_svi: 0.5 to 1.9 volatility points, two to five times a free slice's error, the
/// price of three numbers a slice and wings that may only flatten in time. Starts from the best slices one by one and from fit_ssvi's
/// surface.
inline Checked<SsviFit> fit_essvi(std::span<const Smile> smiles, const SquaresGoal& goal = {.relative = 1e-7, .most_steps = 60}) {
  Faults found = faults(smiles);
  if (!found.empty()) return found;
  std::vector<SsviSlice> alone;
  for (const Smile& smile : smiles) alone.push_back(fit_ssvi_slice(smile).slice);
  const EssviCoordinates coordinates{smiles.size()};
  const auto read = [&](std::span<const double> x, std::span<double> out) { coordinates.read(x, out); };
  const Checked<SsviFit> one_rho = fit_ssvi(smiles, goal);
  SquaresFit best = fit_slices(smiles, read, coordinates.near(alone), goal);
  const SquaresFit other = fit_slices(smiles, read, coordinates.near(one_rho->surface.slices), goal);
  const int evaluations = best.evaluations + other.evaluations + one_rho->evaluations;
  if (other.squares < best.squares) best = other;
  std::vector<double> numbers(coordinates.size());
  coordinates.read(best.at, numbers);
  return essvi_fit_at(smiles, numbers, evaluations);
}

}  // namespace bulwark::BULWARK_TARGET
