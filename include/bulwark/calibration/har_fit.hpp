#pragma once

#include "bulwark/calibration/linear_fit.hpp"
#include "bulwark/math/har.hpp"

namespace bulwark::inline v1 {

/// A fitted rule and how well it did.
struct HarFit {
  Har rule;
  double explained;  ///< R^2 of the days that it was fitted to
  bool is_held;      ///< a weight below 0 was left out, or a constant below 0 held at it
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Weights that explain each day's realised variance by those before it (`variances`, oldest first, per day, >= 0), by least squares; a
/// term that comes out below 0 is left out and the others fitted again, so that a forecast is never negative; a constant below 0 becomes 0
/// and the others stay, which errs upwards. Faults: fewer than 32 days, bad numbers, days that are all alike, weights that do not revert.
/// Source: Corsi (2009), section 3.
inline Checked<HarFit> har_fit(std::span<const double> variances) {
  constexpr Index month = 22;
  Faults found;
  if (std::ssize(variances) < month + 10) report(found, FaultCode::empty, "har_fit.variances", {}, static_cast<double>(variances.size()));
  for (Index i = 0; i < std::ssize(variances); ++i)
    if (const double v = variances[static_cast<std::size_t>(i)]; !(v >= 0.0 && is_finite(v)))
      report(found, FaultCode::out_of_range, "har_fit.variances", {.outer = i}, v);
  if (!found.empty()) return found;

  std::vector<bool> is_used(3, true);
  bool is_held = false;
  while (true) {
    std::vector<double> x, y;
    RealisedVariances seen;
    for (const double variance : variances) {
      if (seen.days >= month) {
        const double terms[] = {mean_variance(seen, 1), mean_variance(seen, 5), mean_variance(seen, month)};
        for (std::size_t j = 0; j < 3; ++j)
          if (is_used[j]) x.push_back(terms[j]);
        y.push_back(variance);
      }
      seen = seen.after(variance);
    }
    const Checked<LinearFit> line = linear_fit(x, y, std::ssize(x) / std::ssize(y));
    if (!line) return line.faults();
    double weight[3] = {0.0, 0.0, 0.0};
    std::size_t used = 0, worst = 3;
    for (std::size_t j = 0; j < 3; ++j) {
      if (!is_used[j]) continue;
      weight[j] = line->weight[used++];
      if (weight[j] < 0.0 && (worst == 3 || weight[j] < weight[worst])) worst = j;
    }
    if (worst < 3) {
      is_used[worst] = false;
      is_held = true;
      continue;
    }
    const HarFit fit{.rule = {.constant = greatest(0.0, line->constant), .day = weight[0], .week = weight[1], .month = weight[2]},
                     .explained = line->explained,
                     .is_held = is_held || line->constant < 0.0};
    if (Faults bad = faults(fit.rule); !bad.empty()) return bad;
    return fit;
  }
}

}  // namespace bulwark::BULWARK_TARGET
