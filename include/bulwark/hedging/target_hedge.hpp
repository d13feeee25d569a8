#pragma once

#include <span>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/hedging/active_set.hpp"
#include "bulwark/hedging/hedge_status.hpp"

namespace bulwark::inline v1 {

/// What one Greek of the book is and should be.
struct HedgeTarget {
  double exposure;        ///< of the book, in the Greek's own unit
  double wanted = 0.0;    ///< after the hedge
  double weight = 0.0;    ///< quote per squared unit: half of it times the squared miss is what a miss costs; not read where exact
  bool is_exact = false;  ///< nothing may be missed
};

/// What a book may be hedged with.
struct TargetProblem {
  std::span<const HedgeTarget> targets;
  std::span<const double> greeks;  ///< target x hedge, of one unit
  std::span<const double> least;   ///< units that may be sold, by hedge, <= 0
  std::span<const double> most;    ///< units that may be bought, by hedge, >= 0
  std::span<const double> cost;    ///< quote per unit traded, >= 0
};

/// The trade that costs least, misses included.
struct TargetHedge {
  HedgeStatus status;
  std::vector<double> quantity;  ///< units to trade, by hedge
  std::vector<double> left;      ///< exposure less what is wanted, by target
  double miss;                   ///< quote: half the weight times the squared miss, of all targets that are not exact
  double cost;                   ///< quote, of the trade
  double residual;               ///< of the Karush-Kuhn-Tucker conditions, quote for a trade of a hedge's larger limit
  double gap;  ///< quote: no trade within the limits that meets the exact targets is better by more; says nothing where infeasible
  Index steps;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Delta, gamma, vega and whatever else is a sum over holdings, brought towards targets at proportional cost within position limits: what
/// is worth less than it costs to hedge is left. Exact targets are met or the answer is infeasible, with the trade that comes nearest (each
/// target in units of its largest hedge). Optimal means a gap below 1e-9 of what doing nothing costs; of several equal trades it is one.
inline Checked<TargetHedge> target_hedge(const TargetProblem& problem, Index most_steps = 10'000) {
  const Index targets = std::ssize(problem.targets), hedges = std::ssize(problem.cost);
  Faults found;
  const auto check = [&](std::span<const double> values, Index wanted, const char* field, FaultCode code, auto is_good) {
    if (std::ssize(values) != wanted) report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(values.size()));
    for (Index i = 0; i < std::ssize(values); ++i)
      if (const double x = values[static_cast<std::size_t>(i)]; !(is_finite(x) && is_good(x)))
        report(found, is_finite(x) ? code : FaultCode::not_finite, field, {i}, x);
  };
  if (targets == 0) report(found, FaultCode::empty, "target_problem.targets");
  if (hedges == 0) report(found, FaultCode::empty, "target_problem.cost");
  for (Index i = 0; i < targets; ++i) {
    const HedgeTarget& target = problem.targets[static_cast<std::size_t>(i)];
    for (const double x : {target.exposure, target.wanted})
      if (!is_finite(x)) report(found, FaultCode::not_finite, "hedge_target.exposure", {i}, x);
    if (!(target.weight >= 0.0 && is_finite(target.weight))) report(found, FaultCode::negative, "hedge_target.weight", {i}, target.weight);
  }
  check(problem.greeks, targets * hedges, "target_problem.greeks", FaultCode::not_finite, [](double) { return true; });
  check(problem.least, hedges, "target_problem.least", FaultCode::out_of_range, [](double x) { return x <= 0.0; });
  check(problem.most, hedges, "target_problem.most", FaultCode::out_of_range, [](double x) { return x >= 0.0; });
  check(problem.cost, hedges, "target_problem.cost", FaultCode::negative, [](double x) { return x >= 0.0; });
  if (!found.empty()) return found;

  // In units of each hedge's larger limit, so that all variables are of one size.
  std::vector<double> unit;
  for (std::size_t j = 0; j < problem.cost.size(); ++j) {
    const double larger = greatest(-problem.least[j], problem.most[j]);
    unit.push_back(larger > 0.0 ? larger : 1.0);
  }
  const auto greek = [&](Index i, Index j) {
    return product(problem.greeks[static_cast<std::size_t>(i * hedges + j)], unit[static_cast<std::size_t>(j)]);
  };
  const auto off = [&](Index i) {
    return problem.targets[static_cast<std::size_t>(i)].exposure - problem.targets[static_cast<std::size_t>(i)].wanted;
  };
  ActiveSet search;
  search.curvature = Eigen::MatrixXd::Zero(hedges, hedges);
  search.slope = search.cost = search.low = search.high = search.at = Eigen::VectorXd::Zero(hedges);
  std::vector<Index> exact;
  double idle_cost = 0.0;
  for (Index i = 0; i < targets; ++i) {
    const HedgeTarget& target = problem.targets[static_cast<std::size_t>(i)];
    if (target.is_exact) {
      exact.push_back(i);
      continue;
    }
    idle_cost += product(0.5 * target.weight, product(off(i), off(i)));
    for (Index j = 0; j < hedges; ++j) {
      search.slope(j) += target.weight * off(i) * greek(i, j);
      for (Index k = 0; k < hedges; ++k) search.curvature(j, k) += target.weight * greek(i, j) * greek(i, k);
    }
  }
  for (Index j = 0; j < hedges; ++j) {
    const auto k = static_cast<std::size_t>(j);
    search.cost(j) = problem.cost[k] * unit[k], search.low(j) = problem.least[k] / unit[k], search.high(j) = problem.most[k] / unit[k];
  }
  search.exact = Eigen::MatrixXd::Zero(static_cast<Index>(exact.size()), hedges);
  Eigen::VectorXd missing(search.exact.rows());
  for (Index r = 0; r < search.exact.rows(); ++r) {
    double largest = 0.0;
    for (Index j = 0; j < hedges; ++j) largest = greatest(largest, magnitude(greek(exact[static_cast<std::size_t>(r)], j)));
    const double scale = largest > 0.0 ? 1.0 / largest : 1.0;
    for (Index j = 0; j < hedges; ++j) search.exact(r, j) = scale * greek(exact[static_cast<std::size_t>(r)], j);
    missing(r) = -scale * off(exact[static_cast<std::size_t>(r)]);
  }
  search.price = Eigen::VectorXd::Zero(search.exact.rows());

  HedgeStatus status = HedgeStatus::optimal;
  if (!exact.empty()) {
    ActiveSet nearest = search;
    nearest.curvature = search.exact.transpose() * search.exact, nearest.slope = -search.exact.transpose() * missing;
    nearest.cost.setZero(), nearest.exact.resize(0, hedges), nearest.price.resize(0);
    nearest.solve(most_steps);
    search.at = nearest.at, search.steps = nearest.steps;
    const double missed = (search.exact * nearest.at - missing).cwiseAbs().maxCoeff();
    if (!(missed <= 1e-9 * (1.0 + missing.cwiseAbs().maxCoeff()))) status = HedgeStatus::infeasible;
  }
  if (status != HedgeStatus::infeasible) search.solve(search.steps + most_steps);

  TargetHedge hedge{.status = status,
                    .quantity = {},
                    .left = {},
                    .miss = 0.0,
                    .cost = 0.0,
                    .residual = search.residual(),
                    .gap = search.gap(),
                    .steps = search.steps};
  for (Index j = 0; j < hedges; ++j) {
    const auto k = static_cast<std::size_t>(j);
    const double traded = product(search.at(j), unit[k]);  // a limit is met to the last digit
    hedge.quantity.push_back(search.at(j) == search.low(j)    ? problem.least[k]
                             : search.at(j) == search.high(j) ? problem.most[k]
                                                              : least(greatest(traded, problem.least[k]), problem.most[k]));
    hedge.cost = fma(problem.cost[static_cast<std::size_t>(j)], magnitude(hedge.quantity.back()), hedge.cost);
  }
  for (Index i = 0; i < targets; ++i) {
    double left = off(i);
    for (Index j = 0; j < hedges; ++j)
      left = fma(problem.greeks[static_cast<std::size_t>(i * hedges + j)], hedge.quantity[static_cast<std::size_t>(j)], left);
    hedge.left.push_back(left);
    const HedgeTarget& target = problem.targets[static_cast<std::size_t>(i)];
    if (!target.is_exact) hedge.miss += product(0.5 * target.weight, product(left, left));
  }
  const double size = greatest(idle_cost, hedge.miss + hedge.cost);
  if (status == HedgeStatus::optimal && !(hedge.gap <= 1e-9 * size)) hedge.status = HedgeStatus::not_converged;
  return hedge;
}

}  // namespace bulwark::BULWARK_TARGET
