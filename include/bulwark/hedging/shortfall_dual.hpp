#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <vector>
#include <Eigen/Dense>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A book and what it may be hedged with, scenario by scenario.
struct ShortfallProblem {
  std::span<const double> book;    ///< profit by scenario, quote; equally likely
  std::span<const double> hedges;  ///< scenario x hedge, profit of one unit, quote
  std::span<const double> least;   ///< units that may be sold, by hedge, <= 0
  std::span<const double> most;    ///< units that may be bought, by hedge, >= 0
  std::span<const double> cost;    ///< quote per unit traded, >= 0
  double tail;                     ///< share of scenarios that the shortfall is the mean of, in (0, 1)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The dual of the problem, solved by the simplex method for bounded variables. It looks for the probabilities w of scenarios, each at most
/// 1 / (tail x scenarios), under which the book is worst although every hedge is worth no more than its cost:
///   max  sum_s w_s loss_s - sum_j (most_j above_j - least_j below_j)
///   sum_s w_s = 1;   sum_s w_s hedge_sj - within_j - above_j + below_j = 0 for every hedge,
///   0 <= w_s <= 1 / (tail S), |within_j| <= cost_j, 0 <= above_j, below_j.
/// As many rows as hedges and one; their multipliers are the value at risk and the quantities.
class ShortfallDual {
 public:
  explicit ShortfallDual(const ShortfallProblem& problem)
      : problem_(problem),
        scenarios_(std::ssize(problem.book)),
        hedges_(std::ssize(problem.cost)),
        table_(problem.hedges.data(), scenarios_, hedges_),
        loss_(-Eigen::Map<const Eigen::VectorXd>(problem.book.data(), scenarios_)),
        heaviest_(1.0 / (problem.tail * static_cast<double>(scenarios_))),
        value_(Eigen::VectorXd::Zero(columns())),
        is_basic_(static_cast<std::size_t>(columns()), false) {
    start();
  }

  /// Steps until none improves; false where `most_steps` were not enough.
  bool solve(Index most_steps) {
    Index idle = 0;  // steps in a row that moved nothing
    while (steps_ < most_steps) {
      const Eigen::MatrixXd basis = matrix();
      const Eigen::PartialPivLU<Eigen::MatrixXd> factors(basis);
      const Eigen::PartialPivLU<Eigen::MatrixXd> transposed(basis.transpose());
      Eigen::VectorXd gains(rows());
      for (Index r = 0; r < rows(); ++r) gains(r) = gain(basic_[static_cast<std::size_t>(r)]);
      multipliers_ = transposed.solve(gains);
      const Index entering = choose(idle > 2 * rows());
      if (entering < 0) return true;
      ++steps_;
      const double direction = improvement(entering) > 0.0 ? 1.0 : -1.0;
      const Eigen::VectorXd change = factors.solve(column(entering)) * -direction;
      double length = high(entering) - low(entering);
      Index leaving = -1;
      for (Index r = 0; r < rows(); ++r) {
        const Index c = basic_[static_cast<std::size_t>(r)];
        if (magnitude(change(r)) < 1e-11) continue;
        const double room = change(r) > 0.0 ? high(c) - value_(c) : value_(c) - low(c);
        const double reach = greatest(0.0, room) / magnitude(change(r));
        const bool is_tie = reach == length && leaving >= 0 && c < basic_[static_cast<std::size_t>(leaving)];
        if (reach < length || is_tie) length = reach, leaving = r;
      }
      if (!is_finite(length)) return false;
      for (Index r = 0; r < rows(); ++r) value_(basic_[static_cast<std::size_t>(r)]) += length * change(r);
      value_(entering) += direction * length;
      idle = length > 0.0 ? 0 : idle + 1;
      if (leaving < 0) {
        value_(entering) = direction > 0.0 ? high(entering) : low(entering);
        continue;
      }
      const Index out = basic_[static_cast<std::size_t>(leaving)];
      value_(out) = change(leaving) > 0.0 ? high(out) : low(out);
      is_basic_[static_cast<std::size_t>(out)] = false, is_basic_[static_cast<std::size_t>(entering)] = true;
      basic_[static_cast<std::size_t>(leaving)] = entering;
    }
    return false;
  }

  double quantity(Index hedge) const {
    const auto j = static_cast<std::size_t>(hedge);
    return least(greatest(multipliers_(hedge + 1), problem_.least[j]), problem_.most[j]);
  }
  Index steps() const { return steps_; }

  /// sum_s w_s loss_s + sum_j min over q of (cost_j |q| - q sum_s w_s hedge_sj): below every trade's objective for any w within its bounds.
  double bound() const {
    Eigen::VectorXd w = value_.head(scenarios_).cwiseMax(0.0).cwiseMin(heaviest_);
    w /= w.sum();
    const Eigen::VectorXd worth = table_.transpose() * w;
    double sum = w.dot(loss_);
    for (Index j = 0; j < hedges_; ++j) {
      const auto k = static_cast<std::size_t>(j);
      const double at_most = product(problem_.most[k], problem_.cost[k] - worth(j));
      const double at_least = product(problem_.least[k], -problem_.cost[k] - worth(j));
      sum += least(0.0, least(at_most, at_least));
    }
    return sum;
  }

 private:
  using Table = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

  Index rows() const { return hedges_ + 1; }
  Index columns() const { return scenarios_ + 3 * hedges_; }
  Index kind(Index c) const { return (c - scenarios_) / hedges_; }  // 0 within, 1 above, 2 below
  Index hedge(Index c) const { return (c - scenarios_) % hedges_; }

  double gain(Index c) const {
    if (c < scenarios_) return loss_(c);
    const auto j = static_cast<std::size_t>(hedge(c));
    return kind(c) == 0 ? 0.0 : kind(c) == 1 ? -problem_.most[j] : problem_.least[j];
  }
  double low(Index c) const { return c >= scenarios_ && kind(c) == 0 ? -problem_.cost[static_cast<std::size_t>(hedge(c))] : 0.0; }
  double high(Index c) const {
    if (c < scenarios_) return heaviest_;
    return kind(c) == 0 ? problem_.cost[static_cast<std::size_t>(hedge(c))] : std::numeric_limits<double>::infinity();
  }
  Eigen::VectorXd column(Index c) const {
    Eigen::VectorXd entries = Eigen::VectorXd::Zero(rows());
    if (c < scenarios_)
      entries(0) = 1.0, entries.tail(hedges_) = table_.row(c).transpose();
    else
      entries(hedge(c) + 1) = kind(c) == 2 ? 1.0 : -1.0;
    return entries;
  }
  Eigen::MatrixXd matrix() const {
    Eigen::MatrixXd basis(rows(), rows());
    for (Index r = 0; r < rows(); ++r) basis.col(r) = column(basic_[static_cast<std::size_t>(r)]);
    return basis;
  }

  /// The worst scenarios of the book as it is, and of each hedge what then balances its row: within the bounds.
  void start() {
    std::vector<Index> order(static_cast<std::size_t>(scenarios_));
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return loss_(a) > loss_(b); });
    double left = 1.0;
    std::size_t next = 0;
    for (; left > heaviest_ && next + 1 < order.size(); ++next) value_(order[next]) = heaviest_, left -= heaviest_;
    value_(order[next]) = left;
    enter(order[next]);
    const Eigen::VectorXd worth = table_.transpose() * value_.head(scenarios_);
    for (Index j = 0; j < hedges_; ++j) {
      const double cost = problem_.cost[static_cast<std::size_t>(j)];
      const Index within = scenarios_ + j, above = within + hedges_, below = above + hedges_;
      value_(within) = least(greatest(worth(j), -cost), cost);
      const double rest = worth(j) - value_(within);
      if (rest > 0.0)
        value_(above) = rest, enter(above);
      else if (rest < 0.0)
        value_(below) = -rest, enter(below);
      else
        enter(within);
    }
  }
  void enter(Index c) { basic_.push_back(c), is_basic_[static_cast<std::size_t>(c)] = true; }

  /// What a unit of the column gains, once the rows are balanced again.
  double improvement(Index c) const {
    if (c < scenarios_) return loss_(c) - multipliers_(0) - table_.row(c).dot(multipliers_.tail(hedges_));
    return gain(c) - (kind(c) == 2 ? 1.0 : -1.0) * multipliers_(hedge(c) + 1);
  }

  /// The column that gains most, or, so as not to go in circles, the first that gains (Bland 1977); -1 where none does.
  Index choose(bool is_first) const {
    const Eigen::VectorXd of_scenarios = (loss_ - table_ * multipliers_.tail(hedges_)).array() - multipliers_(0);
    const double scale = greatest(loss_.cwiseAbs().maxCoeff(), multipliers_.cwiseAbs().maxCoeff());
    double best = 1e-12 * greatest(scale, 1e-300);
    Index chosen = -1;
    for (Index c = 0; c < columns(); ++c) {
      if (is_basic_[static_cast<std::size_t>(c)] || low(c) == high(c)) continue;
      const double gained = c < scenarios_ ? of_scenarios(c) : improvement(c);
      const bool is_up = value_(c) == low(c);
      const double by = is_up ? gained : -gained;
      if (!(by > best)) continue;
      chosen = c;
      if (is_first) return chosen;
      best = by;
    }
    return chosen;
  }

  const ShortfallProblem& problem_;
  Index scenarios_, hedges_;
  Table table_;
  Eigen::VectorXd loss_;
  double heaviest_;
  Eigen::VectorXd value_, multipliers_;
  std::vector<bool> is_basic_;
  std::vector<Index> basic_;
  Index steps_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET
