#pragma once

#include <array>
#include <limits>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much of which members of two groups to put together so that most is saved. A unit of `a` with a unit of `b` saves `saving(i, j)`;
/// what saves nothing (or no number) stays apart. The maximum over all ways: flow along augmenting paths, the one that saves most per unit
/// first (Busacker and Gowen 1960, paths by Bellman and Ford). Domain: at most `most` members a side, quantities >= 0. Error: savings below
/// 2^-40 of the largest are left. Ties go to the members named first.
template <std::size_t most, class Saving>
class BestMatching {
 public:
  struct Group {
    std::size_t size = 0;
    std::array<double, most> quantity{};
  };

  BestMatching(const Group& a, const Group& b, Saving saving) noexcept : a_(a), b_(b), saving_(saving) {
    for (std::size_t i = 0; i < a.size; ++i)
      for (std::size_t j = 0; j < b.size; ++j)
        if (const double saved = saving(i, j); saved > largest_) largest_ = saved;
    const std::size_t paths = 8 * most * most;  // far more than there are; each ends a member or a pair
    for (std::size_t path = 0; path < paths && improve(); ++path) {
    }
  }

  double together(std::size_t i, std::size_t j) const noexcept { return together_[i][j]; }
  double left_of_a(std::size_t i) const noexcept { return a_.quantity[i]; }
  double left_of_b(std::size_t j) const noexcept { return b_.quantity[j]; }

 private:
  static constexpr double never = -std::numeric_limits<double>::infinity();
  static constexpr std::size_t nobody = most;

  /// What one unit more saves by the time the path is here, and where it came from.
  struct Reached {
    double saved = never;
    std::size_t from = nobody;
  };
  struct Paths {
    std::array<Reached, most> to_a, to_b;
  };

  /// Moves units along the path that saves most per unit; whether there was one.
  bool improve() noexcept {
    Paths paths;
    for (std::size_t i = 0; i < a_.size; ++i)
      if (a_.quantity[i] > 0.0) paths.to_a[i].saved = 0.0;
    for (std::size_t round = 0; round < a_.size + b_.size && extend(paths); ++round) {
    }
    double best = product(largest_, 0x1p-40);
    std::size_t end = nobody;
    for (std::size_t j = 0; j < b_.size; ++j)
      if (b_.quantity[j] > 0.0 && paths.to_b[j].saved > best) best = paths.to_b[j].saved, end = j;
    if (end == nobody) return false;
    double units = b_.quantity[end];
    if (!back_along(paths, end, [&](double&, double& source) { units = least(units, source); })) return false;
    b_.quantity[end] -= units;
    return back_along(paths, end, [&](double& pair, double& source) { pair += units, source -= units; });
  }

  /// One round; whether any member is reached better.
  bool extend(Paths& paths) const noexcept {
    bool is_better = false;
    const auto reach = [&](Reached& member, double saved, std::size_t from) {
      if (!(saved > member.saved + product(largest_, 0x1p-44))) return;
      member = {saved, from};
      is_better = true;
    };
    for (std::size_t i = 0; i < a_.size; ++i)
      for (std::size_t j = 0; j < b_.size; ++j)
        if (const double saved = saving_(i, j); saved > 0.0 && paths.to_a[i].saved > never)
          reach(paths.to_b[j], paths.to_a[i].saved + saved, i);
    for (std::size_t j = 0; j < b_.size; ++j)
      for (std::size_t i = 0; i < a_.size; ++i)
        if (together_[i][j] > 0.0 && paths.to_b[j].saved > never) reach(paths.to_a[i], paths.to_b[j].saved - saving_(i, j), j);
    return is_better;
  }

  /// Calls step(pair, source) for every pair that the path to member `end` of b makes and what it takes the units from; whether the path
  /// starts at a member with units left.
  template <class Step>
  bool back_along(const Paths& paths, std::size_t end, Step step) noexcept {
    for (std::size_t steps = 0, j = end; steps < 2 * most; ++steps) {
      const std::size_t i = paths.to_b[j].from;
      if (i == nobody) return false;
      const std::size_t before = paths.to_a[i].from;
      step(together_[i][j], before == nobody ? a_.quantity[i] : together_[i][before]);
      if (before == nobody) return true;
      j = before;
    }
    return false;
  }

  Group a_, b_;  ///< what is left
  Saving saving_;
  std::array<std::array<double, most>, most> together_{};
  double largest_ = 0.0;
};

}  // namespace bulwark::BULWARK_TARGET
