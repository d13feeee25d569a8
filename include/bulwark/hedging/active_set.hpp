#pragma once

#include <vector>
#include <Eigen/Dense>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A convex piecewise quadratic: the least of 1/2 h' curvature h + slope' h + sum cost_j |h_j| where low <= h <= high and exact h = wanted.
/// `curvature` is positive semidefinite, limits are finite and contain 0, costs are not negative. Source: the primal active-set method
/// (Nocedal and Wright, "Numerical optimization", 2006, algorithm 16.3) with a third place, 0, where a variable may rest, because the cost
/// has a kink there. Steps in the null space of the exact rows; where the curvature vanishes the step goes on until a variable rests.
class ActiveSet {
 public:
  Eigen::MatrixXd curvature;
  Eigen::VectorXd slope, cost, low, high;
  Eigen::MatrixXd exact;  ///< constraint x variable
  Eigen::VectorXd at;     ///< where it starts and ends; meets the exact rows
  Eigen::VectorXd price;  ///< of the exact rows: what a unit more wanted of each costs
  Index steps = 0;

  /// Steps until no variable wants to move; false where `most_steps` were not enough.
  bool solve(Index most_steps) {
    const Index n = at.size();
    state_.assign(static_cast<std::size_t>(n), State::resting);
    for (Index j = 0; j < n; ++j)
      if (at(j) != low(j) && at(j) != high(j) && at(j) != 0.0) state_[idx(j)] = at(j) > 0.0 ? State::positive : State::negative;
    Index idle = 0;
    for (; steps < most_steps; ++steps) {
      const std::vector<Index> free = free_ones();
      const Eigen::VectorXd gradient = curvature * at + slope;
      const Eigen::VectorXd step = newton(free, gradient);
      const double decrease = -directional(free, gradient, step);
      if (!(decrease > 1e-13 * scale(gradient, step, free))) {
        find_prices(free, gradient);
        const Index moved = release(gradient, idle > 2 * n);
        if (moved < 0) return true;
        continue;
      }
      const double length = reach(free, step);
      idle = length > 0.0 ? 0 : idle + 1;
      for (std::size_t k = 0; k < free.size(); ++k) at(free[k]) += length * step(static_cast<Index>(k));
      rest_where_reached(free, step);
    }
    return false;
  }

  /// How far the point is from the conditions of Karush, Kuhn and Tucker: the strongest wish of any variable to move where it may, quote
  /// per unit.
  double residual() const {
    double worst = 0.0;
    wishes([&](double wish, double) { worst = greatest(worst, wish); });
    return worst;
  }

  /// No point within the limits that meets the exact rows is better by more, quote: what the wishes would gain over the whole way, since
  /// the function lies above its tangents.
  double gap() const {
    double sum = 0.0;
    wishes([&](double wish, double way) { sum = fma(wish, way, sum); });
    return sum;
  }

 private:
  enum class State { resting, negative, positive };
  static std::size_t idx(Index j) { return static_cast<std::size_t>(j); }

  /// use(how much a move gains per unit, how far it may go), for every variable and direction that gains.
  template <class Use>
  void wishes(Use use) const {
    const Eigen::VectorXd pull = curvature * at + slope + exact.transpose() * price;
    for (Index j = 0; j < at.size(); ++j) {
      const double up = -(pull(j) + (at(j) >= 0.0 ? cost(j) : -cost(j))), down = pull(j) + (at(j) > 0.0 ? cost(j) : -cost(j));
      if (at(j) < high(j) && !(up <= 0.0)) use(up, high(j) - at(j));
      if (at(j) > low(j) && !(down <= 0.0)) use(down, at(j) - low(j));
    }
  }

  std::vector<Index> free_ones() const {
    std::vector<Index> free;
    for (Index j = 0; j < at.size(); ++j)
      if (state_[idx(j)] != State::resting) free.push_back(j);
    return free;
  }
  double kink(Index j) const { return state_[idx(j)] == State::positive ? cost(j) : -cost(j); }

  double directional(const std::vector<Index>& free, const Eigen::VectorXd& gradient, const Eigen::VectorXd& step) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < free.size(); ++k) sum += (gradient(free[k]) + kink(free[k])) * step(static_cast<Index>(k));
    return sum;
  }
  double scale(const Eigen::VectorXd& gradient, const Eigen::VectorXd& step, const std::vector<Index>& free) const {
    double sum = 1e-300;
    for (std::size_t k = 0; k < free.size(); ++k)
      sum += (magnitude(gradient(free[k])) + magnitude(slope(free[k])) + cost(free[k])) * magnitude(step(static_cast<Index>(k)));
    return sum;
  }

  /// To the least of the quadratic on the free variables, or without end (very far) where it has none.
  Eigen::VectorXd newton(const std::vector<Index>& free, const Eigen::VectorXd& gradient) const {
    const auto m = static_cast<Index>(free.size());
    if (m == 0) return Eigen::VectorXd(0);
    Eigen::MatrixXd h(m, m), rows(exact.rows(), m);
    Eigen::VectorXd g(m);
    for (Index k = 0; k < m; ++k) {
      g(k) = gradient(free[idx(k)]) + kink(free[idx(k)]);
      rows.col(k) = exact.col(free[idx(k)]);
      for (Index l = 0; l < m; ++l) h(k, l) = curvature(free[idx(k)], free[idx(l)]);
    }
    Eigen::MatrixXd basis = Eigen::MatrixXd::Identity(m, m);
    if (exact.rows() > 0) {
      const Eigen::JacobiSVD<Eigen::MatrixXd> svd(rows, Eigen::ComputeFullV);
      Index rank = 0;
      const double largest = svd.singularValues().size() > 0 ? svd.singularValues()(0) : 0.0;
      while (rank < svd.singularValues().size() && svd.singularValues()(rank) > 0x1p-40 * largest) ++rank;
      basis = svd.matrixV().rightCols(m - rank).eval();
    }
    if (basis.cols() == 0) return Eigen::VectorXd::Zero(m);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(basis.transpose() * h * basis);
    const Eigen::VectorXd pull = solver.eigenvectors().transpose() * (basis.transpose() * g);
    const double flat = static_cast<double>(m) * 0x1p-44 * greatest(curvature.diagonal().maxCoeff(), 0.0);
    const double negligible = 1e-12 * (g.cwiseAbs().maxCoeff() + slope.cwiseAbs().maxCoeff());
    Eigen::VectorXd along = Eigen::VectorXd::Zero(pull.size());
    bool is_endless = false;
    for (Index k = 0; k < pull.size(); ++k)
      if (!(solver.eigenvalues()(k) > flat) && magnitude(pull(k)) > negligible) along(k) = -pull(k), is_endless = true;
    if (is_endless)
      along *= 1e3 * (high - low).maxCoeff() / along.norm();
    else
      for (Index k = 0; k < pull.size(); ++k)
        if (solver.eigenvalues()(k) > flat) along(k) = -pull(k) / solver.eigenvalues()(k);
    return basis * (solver.eigenvectors() * along);
  }

  double end_of(Index j, double towards) const {
    const bool is_positive = state_[idx(j)] == State::positive;
    return towards > 0.0 ? (is_positive ? high(j) : 0.0) : (is_positive ? 0.0 : low(j));
  }

  /// The share of the step, at most 1, after which the first variable rests.
  double reach(const std::vector<Index>& free, const Eigen::VectorXd& step) const {
    double length = 1.0;
    for (std::size_t k = 0; k < free.size(); ++k) {
      const double by = step(static_cast<Index>(k));
      if (by != 0.0) length = least(length, greatest(0.0, (end_of(free[k], by) - at(free[k])) / by));
    }
    return length;
  }

  void rest_where_reached(const std::vector<Index>& free, const Eigen::VectorXd& step) {
    for (std::size_t k = 0; k < free.size(); ++k) {
      const double by = step(static_cast<Index>(k));
      if (by == 0.0) continue;
      const double end = end_of(free[k], by);
      if (by > 0.0 ? at(free[k]) >= end - 0x1p-48 * magnitude(end) : at(free[k]) <= end + 0x1p-48 * magnitude(end))
        at(free[k]) = end, state_[idx(free[k])] = State::resting;
    }
  }

  /// The prices with which the free variables want to stay.
  void find_prices(const std::vector<Index>& free, const Eigen::VectorXd& gradient) {
    price = Eigen::VectorXd::Zero(exact.rows());
    if (exact.rows() == 0 || free.empty()) return;
    Eigen::MatrixXd columns(static_cast<Index>(free.size()), exact.rows());
    Eigen::VectorXd g(static_cast<Index>(free.size()));
    for (std::size_t k = 0; k < free.size(); ++k) {
      columns.row(static_cast<Index>(k)) = exact.col(free[k]).transpose();
      g(static_cast<Index>(k)) = -(gradient(free[k]) + kink(free[k]));
    }
    price = columns.completeOrthogonalDecomposition().solve(g);
  }

  /// Frees the resting variable that wants to move most, or, so as not to go in circles, the first; -1 where none does.
  Index release(const Eigen::VectorXd& gradient, bool is_first) {
    const Eigen::VectorXd pull = gradient + exact.transpose() * price;
    const double negligible = 1e-11 * (pull.cwiseAbs().maxCoeff() + slope.cwiseAbs().maxCoeff() + cost.maxCoeff());
    double best = negligible;
    Index chosen = -1;
    State state = State::resting;
    for (Index j = 0; j < at.size(); ++j) {
      if (state_[idx(j)] != State::resting) continue;
      const double up = -(pull(j) + (at(j) >= 0.0 ? cost(j) : -cost(j))), down = pull(j) + (at(j) > 0.0 ? cost(j) : -cost(j));
      if (at(j) < high(j) && up > best) best = up, chosen = j, state = at(j) >= 0.0 ? State::positive : State::negative;
      if (at(j) > low(j) && down > best) best = down, chosen = j, state = at(j) > 0.0 ? State::positive : State::negative;
      if (chosen >= 0 && is_first) break;
    }
    if (chosen >= 0) state_[idx(chosen)] = state;
    return chosen;
  }

  std::vector<State> state_;
};

}  // namespace bulwark::BULWARK_TARGET
