#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// When a least-squares search ends.
struct SquaresGoal {
  double relative = 1e-10;  ///< share of the sum of squares: three falls in a row below it end the search
  int most_steps = 60;
};

/// Where it ended.
struct SquaresFit {
  std::vector<double> at;
  double squares;   ///< sum of squared residuals
  int evaluations;  ///< of all residuals at once
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// a . b, in four running sums.
inline double inner_product(std::span<const double> a, std::span<const double> b) noexcept {
  double sum[4] = {};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4)
    for (std::size_t j = 0; j < 4; ++j) sum[j] = fma(a[i + j], b[i + j], sum[j]);
  for (; i < a.size(); ++i) sum[0] = fma(a[i], b[i], sum[0]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Solves the symmetric positive definite `matrix` x = `b` in place (only the lower triangle, row by row, is read; it is overwritten).
/// False where it is not positive definite.
inline bool solve_symmetric(std::vector<double>& matrix, std::vector<double>& b) noexcept {
  const std::size_t n = b.size();
  const auto row = [&](std::size_t i) { return matrix.data() + i * n; };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double rest = row(i)[j] - inner_product({row(i), j}, {row(j), j});
      if (i == j && !(rest > 0.0)) return false;
      row(i)[j] = i == j ? __builtin_sqrt(rest) : rest / row(j)[j];
    }
    b[i] = (b[i] - inner_product({row(i), i}, {b.data(), i})) / row(i)[i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) b[i] = fma(-row(j)[i], b[j], b[i]);
    b[i] /= row(i)[i];
  }
  return true;
}

/// A local minimum of a sum of squares from `start`: Levenberg and Marquardt with Marquardt's scaling, forward differences and steps kept
/// where the sum falls. `residuals(x, out)` fills `out`; coordinates are of order one and none is out of bounds. Where residuals are not
/// finite no step is taken. Source: Nielsen (1999) for the damping.
template <class Residuals>
SquaresFit damped_squares(const Residuals& residuals, std::vector<double> start, std::size_t count, const SquaresGoal& goal = {}) {
  const std::size_t n = start.size();
  std::vector<double> x = std::move(start), trial = x, gradient(n), move(n), normal(n * n), damped(n * n);
  std::vector<double> r(count), moved(count), slopes(n * count);  // slopes: coordinate x residual
  const auto fill = [&](const std::vector<double>& at, std::vector<double>& into) {
    residuals(std::span<const double>(at), std::span<double>(into));
    return inner_product(into, into);
  };
  const auto column = [&](std::size_t j) { return std::span<double>(slopes).subspan(j * count, count); };
  SquaresFit fit{{}, fill(x, r), 1};
  double damping = 1e-3, growth = 2.0;
  int small_falls = 0;  // one may be the edge of a kink
  for (int step = 0; step < goal.most_steps && small_falls < 3; ++step) {
    std::vector<std::size_t> first(n, count), last(n, 0);  // residuals that a coordinate moves: a slice's are few
    for (std::size_t j = 0; j < n; ++j) {
      const double h = 1e-7 * greatest(1.0, magnitude(x[j]));
      trial = x, trial[j] += h;
      fill(trial, moved);
      ++fit.evaluations;
      for (std::size_t i = 0; i < count; ++i) {
        column(j)[i] = (moved[i] - r[i]) / h;
        if (column(j)[i] != 0.0) first[j] = std::min(first[j], i), last[j] = i + 1;
      }
    }
    double largest = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t l = 0; l <= j; ++l) {
        const std::size_t from = std::max(first[j], first[l]), to = std::max(from, std::min(last[j], last[l]));
        normal[j * n + l] = inner_product(column(j).subspan(from, to - from), column(l).subspan(from, to - from));
      }
      gradient[j] = inner_product(column(j), r);
      largest = greatest(largest, normal[j * n + j]);
    }
    bool is_taken = false;
    for (; !is_taken && damping < 1e12; damping *= is_taken ? 1.0 : growth, growth *= is_taken ? 1.0 : 2.0) {
      damped = normal;
      for (std::size_t j = 0; j < n; ++j) {
        damped[j * n + j] += damping * greatest(normal[j * n + j], 1e-12 * largest);
        move[j] = -gradient[j];
      }
      if (!solve_symmetric(damped, move)) continue;
      for (std::size_t j = 0; j < n; ++j) trial[j] = x[j] + move[j];
      const double next = fill(trial, moved);
      ++fit.evaluations;
      if (!(next < fit.squares)) continue;
      small_falls = fit.squares - next <= goal.relative * next ? small_falls + 1 : 0;
      fit.squares = next, x = trial, std::swap(r, moved);
      damping = greatest(1e-12, damping / 3.0), growth = 2.0, is_taken = true;
    }
    if (!is_taken) break;
  }
  fit.at = std::move(x);
  return fit;
}

}  // namespace bulwark::BULWARK_TARGET
