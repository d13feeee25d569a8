#pragma once

#include <optional>
#include <vector>

#include "bulwark/math/laplace_inversion.hpp"
#include "bulwark/pricing/diffusion_exit.hpp"
#include "bulwark/pricing/exit_grid.hpp"
#include "bulwark/pricing/jump_sizes.hpp"
#include "bulwark/pricing/log_price.hpp"

namespace bulwark::inline v1 {

/// How long a log price that has not left its range is expected to be where, until a time; and how likely the diffusion has taken it to an
/// end.
struct Occupation {
  std::vector<double> place{};  ///< log price from the start
  std::vector<double> years{};  ///< of expected stay that stand for the place
  double below_at_end = 0.0;
  double above_at_end = 0.0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The stay, for lognormal jumps. It is all that exits need: jumps leave from each place at their intensity.
/// The transform in time of the backward equation, (G - a) v + l (jumps that leave) = 0 with v given at the ends, is collocated on pieces
/// of Chebyshev points that resolve the layers at the ends; its transposed, solved for the start, gives the stay at every place at once,
/// eight transform variables in lock step; inverted as Kou's is (`laplace_inversion.hpp`). No step in time, no end to the number of jumps.
/// A range without an end gets one so far away that next to no path sees it and comes back. Error: 2e-5 of each share, 1e-6 ordinarily,
/// measured against a grid half as fine again. Takes 1 to 50 ms, up to 0.4 s where an end is a thousand deviations away. Limits: nothing
/// where the range is so wide, or the jumps so narrow, that more than 400 places would be needed; then the lattice of `jump_exit.hpp`
/// answers. Domain: no faults, years > 0, some jumps expected.
inline std::optional<Occupation> occupation_before_exit(const LogPrice& price, const LogRange& range, double years,
                                                        double refinement = 1.0) {
  constexpr int most_places = 400;
  const auto& jumps = std::get<JumpParameters>(price.model);
  const double variance = product(price.volatility, price.volatility), drift = drift_between_jumps(price),
               spread = jumps.log_jump_deviation;
  const double step = product(price.volatility, __builtin_sqrt(years)), expected = product(jumps.per_year, years);
  int most = 1;
  for (double left = expected; left > 1e-10 && most < 200; left = product(left, expected / ++most)) continue;
  // A path that sees the far end must come back from it to matter: it goes the way twice.
  const double by_jumps =
      fma(static_cast<double>(most), magnitude(jumps.mean_log_jump), product(7.5 * spread, __builtin_sqrt(static_cast<double>(most))));
  const double far = 0.6 * (fma(magnitude(drift), years, product(7.5, step)) + by_jumps);
  const bool has_below = range.below < far, has_above = range.above < far;
  const LogRange held{least(range.below, far), least(range.above, far)};
  if (held.below + held.above > 110.0 * spread) return {};
  const double longest = 3.0 * spread / refinement, finest = 0.35 * step / refinement, coarser = 0.5 * __builtin_sqrt(step * longest);
  const ExitGrid grid(held, {has_below ? finest : coarser, has_above ? finest : coarser}, longest);
  const int n = grid.size();
  if (n > most_places) return {};
  const auto size = static_cast<std::size_t>(n);
  const auto at = [&](int row, int column) { return static_cast<std::size_t>(row) * size + static_cast<std::size_t>(column); };

  // Rows: the equation inside a piece, equal slopes at a joint, the value itself at an end.
  std::vector<double> equation(size * size, 0.0);
  std::vector<char> is_inside(size, 0);
  constexpr int order = ExitGrid::order;
  const auto d = ExitGrid::derivative();
  for (int e = 0; e < static_cast<int>(grid.length.size()); ++e) {
    const double scale = 2.0 / grid.length[static_cast<std::size_t>(e)];
    for (std::size_t i = 0; i <= order; ++i) {
      const int row = e * order + static_cast<int>(i);
      for (std::size_t j = 0; j <= order; ++j) {
        const int column = e * order + static_cast<int>(j);
        double bend = 0.0;
        for (std::size_t k = 0; k <= order; ++k) bend = fma(d[i][k], d[k][j], bend);
        if (i == 0 || i == order)
          equation[at(row, column)] = fma(i == 0 ? -scale : scale, d[i][j], equation[at(row, column)]);
        else
          equation[at(row, column)] = fma(0.5 * variance * scale * scale, bend, product(drift * scale, d[i][j]));
      }
      is_inside[static_cast<std::size_t>(row)] = i != 0 && i != order;
    }
  }
  const double per_spread = 0.39894228040143267794 / spread;
  for (int row = 0; row < n; ++row) {
    if (row == 0 || row == n - 1) {
      for (int column = 0; column < n; ++column) equation[at(row, column)] = row == column ? 1.0 : 0.0;
    } else if (is_inside[static_cast<std::size_t>(row)]) {
      equation[at(row, row)] -= jumps.per_year;
      for (int column = 0; column < n; ++column) {
        const double z =
            (grid.place[static_cast<std::size_t>(column)] - grid.place[static_cast<std::size_t>(row)] - jumps.mean_log_jump) / spread;
        if (magnitude(z) < 38.0)
          equation[at(row, column)] = fma(jumps.per_year * grid.weight[static_cast<std::size_t>(column)] * per_spread, exp(-0.5 * z * z),
                                          equation[at(row, column)]);
      }
    }
  }

  using Pack = Lanes<EulerInversion::lanes>;
  using Number = Complex<Pack>;
  std::vector<Number> matrix(size * size);
  const auto solve = [&](const Number& variable) {
    const Number nothing{Pack(0.0), Pack(0.0)};
    std::array<Number, most_places> y;
    y.fill(nothing);
    y[static_cast<std::size_t>(grid.start)] = {Pack(1.0), Pack(0.0)};
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) matrix[at(i, j)] = {Pack(equation[at(j, i)]), Pack(0.0)};
    for (int i = 0; i < n; ++i)
      if (is_inside[static_cast<std::size_t>(i)]) matrix[at(i, i)] = matrix[at(i, i)] - variable;
    for (int c = 0; c < n; ++c) {
      // The lanes are terms of one sum and share their pivots.
      int pivot = c;
      double largest = -1.0;
      for (int i = c; i < n; ++i) {
        const Number& x = matrix[at(i, c)];
        const double worth = (x.re * x.re + x.im * x.im).lane(0);
        if (worth > largest) largest = worth, pivot = i;
      }
      if (pivot != c) {
        for (int j = c; j < n; ++j) std::swap(matrix[at(c, j)], matrix[at(pivot, j)]);
        std::swap(y[static_cast<std::size_t>(c)], y[static_cast<std::size_t>(pivot)]);
      }
      const Number inverse = Number{Pack(1.0), Pack(0.0)} / matrix[at(c, c)];
      for (int i = c + 1; i < n; ++i) {
        const Number& x = matrix[at(i, c)];
        if (!any(x.re * x.re + x.im * x.im > Pack(0.0))) continue;
        const Number by = -(x * inverse);
        for (int j = c + 1; j < n; ++j) matrix[at(i, j)] = fma(by, matrix[at(c, j)], matrix[at(i, j)]);
        y[static_cast<std::size_t>(i)] = fma(by, y[static_cast<std::size_t>(c)], y[static_cast<std::size_t>(i)]);
      }
    }
    for (int c = n - 1; c >= 0; --c) {
      Number sum = y[static_cast<std::size_t>(c)];
      for (int j = c + 1; j < n; ++j) sum = fma(-matrix[at(c, j)], y[static_cast<std::size_t>(j)], sum);
      y[static_cast<std::size_t>(c)] = sum / matrix[at(c, c)];
    }
    const Number over = Number{Pack(1.0), Pack(0.0)} / variable;
    for (int i = 0; i < n; ++i) y[static_cast<std::size_t>(i)] = y[static_cast<std::size_t>(i)] * over;
    return y;
  };
  const std::array<double, most_places> found = EulerInversion::at<most_places>(years, solve);
  Occupation stay{.below_at_end = has_below ? found[0] : 0.0, .above_at_end = has_above ? found[size - 1] : 0.0};
  for (std::size_t i = 0; i < size; ++i)
    if (is_inside[i]) stay.place.push_back(grid.place[i]), stay.years.push_back(-found[i]);
  return stay;
}

/// The exits that a stay and jumps of these sizes make. Probabilities: what the inversion leaves below nothing, or above certainty, is cut.
inline ExitShares exit_after(const Occupation& stay, const JumpParameters& jumps, const LogRange& range) noexcept {
  const LognormalSizes sizes(jumps);
  ExitShares shares{.below_at_end = greatest(stay.below_at_end, 0.0), .above_at_end = greatest(stay.above_at_end, 0.0)};
  for (std::size_t i = 0; i < stay.place.size(); ++i) {
    const double rate = product(jumps.per_year, stay.years[i]);
    shares.below_by_jump = fma(rate, share_below(sizes, -range.below - stay.place[i]), shares.below_by_jump);
    shares.above_by_jump = fma(rate, share_above(sizes, range.above - stay.place[i]), shares.above_by_jump);
  }
  shares.below_by_jump = greatest(shares.below_by_jump, 0.0), shares.above_by_jump = greatest(shares.above_by_jump, 0.0);
  if (const double excess = shares.all() - 1.0; excess > 0.0) {
    const double kept = greatest(0.0, 1.0 - excess / (shares.below_at_end + shares.above_at_end));
    shares.below_at_end = product(kept, shares.below_at_end), shares.above_at_end = product(kept, shares.above_at_end);
  }
  return shares;
}

}  // namespace bulwark::BULWARK_TARGET
