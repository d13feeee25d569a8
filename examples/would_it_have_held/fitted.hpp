#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "bulwark/calibration/garch_fit.hpp"
#include "bulwark/calibration/har_fit.hpp"
#include "bulwark/calibration/log_linear_fit.hpp"
#include "bulwark/math/leading_variance.hpp"
#include "bulwark/var/normal_mixture_tail.hpp"

namespace held {

using namespace bulwark;

inline constexpr double tail = 0.01;

/// A day's law of a book in units of its forecast deviation: normal with Poisson jumps, fewer than one a day.
struct JumpLaw {
  double deviation, per_day, mean, jump_deviation;

  std::vector<NormalPart> parts() const {
    std::vector<NormalPart> all;
    double weight = bulwark::exp(-per_day);
    for (int n = 0; n < 9; ++n, weight *= per_day / n)
      all.push_back({weight, (n - per_day) * mean, std::sqrt(deviation * deviation + n * jump_deviation * jump_deviation)});
    return all;
  }
  double log_likelihood(std::span<const double> surprises) const {
    const auto laws = parts();
    double sum = 0.0;
    for (const double z : surprises) {
      double density = 0.0;
      for (const NormalPart& p : laws) density += p.weight * normal_density((z - p.mean) / p.deviation) / p.deviation;
      sum += bulwark::log(density + 1e-300);
    }
    return sum;
  }
};

/// The likeliest jumps, by steps along each axis in turn: longer where they help, shorter and the other way where they do not.
inline JumpLaw fitted_jumps(std::span<const double> surprises) {
  std::array<double, 4> x{0.8, 0.1, -0.5, 1.0}, step{0.1, 0.05, 0.2, 0.2};
  const auto law = [](const std::array<double, 4>& p) { return JumpLaw{p[0], p[1], p[2], p[3]}; };
  double best = law(x).log_likelihood(surprises);
  while (std::any_of(step.begin(), step.end(), [](double s) { return std::abs(s) > 1e-4; }))
    for (std::size_t i = 0; i < 4; ++i) {
      std::array<double, 4> next = x;
      next[i] += step[i];
      const bool is_law = next[0] > 0.05 && next[1] > 1e-4 && next[1] < 1.0 && next[3] > 0.05;
      const double value = is_law ? law(next).log_likelihood(surprises) : best;
      if (value > best)
        best = value, x = next, step[i] *= 1.5;
      else
        step[i] *= -0.5;
    }
  return law(x);
}

/// What was fitted to the profits of one book before its hold-out period.
struct Fitted {
  Garch garch;
  Har har;
  LogLinearForecast<LeadingVariance::signs> leading;
  VarReport jumps;         ///< of one deviation
  double stressed_square;  ///< the mean square of the worst 60 days in a row
};

/// Fits on what is finite; nothing where a fit is refused.
inline std::optional<Fitted> fit(std::span<const double> profits) {
  std::vector<double> seen, squares, surprises, signs, followed;
  for (const double p : profits)
    if (is_finite(p)) seen.push_back(p), squares.push_back(p * p);
  const auto garch = garch_fit(seen);
  const auto har = har_fit(squares);
  if (!garch || !har) return std::nullopt;

  const EwmaVariance average;
  auto state = average.start();
  const LeadingVariance reader{.forecast = {.constant = 0.0, .weight = {}}};
  auto read = reader.start();
  constexpr std::size_t ahead = 5;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (i >= 30) surprises.push_back(seen[i] / std::sqrt(average.variance(state)));
    if (i >= 30 && i + ahead <= seen.size()) {
      const auto now = reader.signs_of(read);
      signs.insert(signs.end(), now.begin(), now.end());
      double sum = 1e-10;
      for (std::size_t j = i; j < i + ahead; ++j) sum += squares[j] / ahead;
      followed.push_back(sum);
    }
    state = average.after(state, seen[i]), read = reader.after(read, seen[i]);
  }
  const auto leading = log_linear_fit<LeadingVariance::signs>(signs, followed);
  if (!leading) return std::nullopt;
  const auto parts = fitted_jumps(surprises).parts();

  double stressed = 0.0;
  for (std::size_t i = 0; i + 60 <= squares.size(); ++i) {
    double sum = 0.0;
    for (std::size_t j = i; j < i + 60; ++j) sum += squares[j] / 60.0;
    stressed = std::max(stressed, sum);
  }
  return Fitted{garch->rule, har->rule, *leading, normal_mixture_tail(parts, tail), stressed};
}

}  // namespace held
