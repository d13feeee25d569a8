#pragma once

#include <array>
#include <span>

#include <Eigen/Cholesky>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/garch.hpp"

namespace bulwark::inline v1 {

/// A fitted GARCH(1,1) and how it fits.
struct GarchFit {
  Garch rule;
  double log_likelihood;  ///< of the returns, without the constant of the normal law
  double variance_now;    ///< of the next step
  bool has_converged;     ///< the slopes are nothing beside their scatter
  bool is_on_edge;        ///< reaction 0, or reaction + memory at the most that is allowed: no interior best
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The Gaussian log-likelihood of `returns` (mean zero) under a rule that starts at their own mean square, and its slopes by constant,
/// reaction and memory with their outer products. Source: Bollerslev, "Generalized autoregressive conditional heteroskedasticity" (1986),
/// (20) to (22).
struct GarchLikelihood {
  double value = 0.0;
  Eigen::Vector3d slope = Eigen::Vector3d::Zero();
  Eigen::Matrix3d outer = Eigen::Matrix3d::Zero();
  double variance_now = 0.0;
};
inline GarchLikelihood garch_likelihood(const Garch& rule, std::span<const double> returns) {
  GarchLikelihood sum;
  double variance = 0.0;
  for (const double r : returns) variance = fma(r, r, variance);
  variance /= static_cast<double>(returns.size());
  Eigen::Vector3d by = Eigen::Vector3d::Zero();  // of the variance
  for (const double r : returns) {
    const double over = r * r / variance;
    sum.value -= 0.5 * (log(variance) + over);
    const Eigen::Vector3d own = 0.5 * (over - 1.0) / variance * by;
    sum.slope += own;
    sum.outer += own * own.transpose();
    by = Eigen::Vector3d(1.0, r * r, variance) + rule.memory * by;
    variance = garch_variance(rule, variance, r);
  }
  sum.variance_now = variance;
  return sum;
}

/// The GARCH(1,1) under which `returns` (oldest first, mean taken as zero) are likeliest, by steps of the outer product of the slopes
/// (Berndt, Hall, Hall and Hausman, 1974), held inside reaction >= 0, memory >= 0, reaction + memory <= 0.9995. From several starts; the
/// best counts. Faults: fewer than 50 returns, bad numbers, returns that never move.
inline Checked<GarchFit> garch_fit(std::span<const double> returns) {
  constexpr double most = 0.9995;
  Faults found;
  double mean_square = 0.0;
  for (Index i = 0; i < std::ssize(returns); ++i) {
    const double r = returns[static_cast<std::size_t>(i)];
    if (!is_finite(r)) report(found, FaultCode::not_finite, "garch_fit.returns", {.outer = i}, r);
    mean_square = fma(r, r, mean_square);
  }
  if (std::ssize(returns) < 50) report(found, FaultCode::empty, "garch_fit.returns", {}, static_cast<double>(returns.size()));
  if (found.empty() && !(mean_square > 0.0)) report(found, FaultCode::not_positive, "garch_fit.variance", {}, mean_square);
  if (!found.empty()) return found;
  mean_square /= static_cast<double>(returns.size());

  const auto held = [&](const Eigen::Vector3d& x) {
    Eigen::Vector3d y(greatest(x(0), 1e-9 * mean_square), greatest(x(1), 0.0), greatest(x(2), 0.0));
    const double sum = y(1) + y(2);
    if (sum > most) y(1) *= most / sum, y(2) *= most / sum;
    return y;
  };
  const auto rule_at = [](const Eigen::Vector3d& x) { return Garch{x(0), x(1), x(2)}; };
  GarchFit best{.rule = {},
                .log_likelihood = -std::numeric_limits<double>::infinity(),
                .variance_now = 0.0,
                .has_converged = false,
                .is_on_edge = false};
  for (const auto& [reaction, memory] : {std::array{0.05, 0.93}, {0.1, 0.85}, {0.15, 0.6}, {0.3, 0.3}, {0.02, 0.1}}) {
    Eigen::Vector3d x((1.0 - reaction - memory) * mean_square, reaction, memory);
    GarchLikelihood at = garch_likelihood(rule_at(x), returns);
    bool has_converged = false;
    for (int step = 0; step < 500 && !has_converged; ++step) {
      const Eigen::Vector3d scale = at.outer.diagonal().cwiseMax(1e-300).cwiseSqrt().cwiseInverse();  // the constant is 1e-6, the others 1
      Eigen::Matrix3d scaled = scale.asDiagonal() * at.outer * scale.asDiagonal();
      scaled.diagonal().array() += 1e-10;
      const Eigen::Vector3d way = scale.cwiseProduct(scaled.ldlt().solve(scale.cwiseProduct(at.slope)));
      double length = 1.0;
      bool is_better = false;
      for (int half = 0; half < 40 && !is_better; ++half, length *= 0.5) {
        const Eigen::Vector3d next = held(x + length * way);
        GarchLikelihood there = garch_likelihood(rule_at(next), returns);
        if (!(there.value > at.value)) continue;
        is_better = true;
        has_converged = there.value - at.value < 1e-10 * (1.0 + magnitude(at.value));
        x = next;
        at = std::move(there);
      }
      has_converged = has_converged || !is_better;
    }
    if (at.value > best.log_likelihood)
      best = {rule_at(x), at.value, at.variance_now, has_converged, x(1) == 0.0 || x(1) + x(2) >= most * (1.0 - 1e-12)};
  }
  return best;
}

}  // namespace bulwark::BULWARK_TARGET
