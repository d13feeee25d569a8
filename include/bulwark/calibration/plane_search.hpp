#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A rectangle to search, by a lattice and then downhill.
struct PlaneSearch {
  double low[2];
  double high[2];
  int points[2] = {15, 11};  ///< of the lattice, ends included
  int starts = 8;            ///< lattice points from which to go downhill: local minima of the lattice first, then the lowest
  int first_steps = 24;      ///< from each start; the best goes on until it stands still
  int most_steps = 200;
};

/// The lowest point met.
struct PlanePoint {
  double x;
  double y;
  double value;
  int evaluations;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Downhill in a rectangle by Nelder and Mead's simplex, coordinates held at the edges. Ends after `steps` or when the corners agree to
/// 1e-9 of the rectangle. Source: Lagarias, Reeds, Wright and Wright (1998).
template <class Function>
PlanePoint downhill(const Function& f, const PlaneSearch& in, PlanePoint from, double step, int steps) {
  PlanePoint corner[3];
  int evaluations = 0;
  const auto at = [&](double x, double y) {
    x = std::clamp(x, in.low[0], in.high[0]), y = std::clamp(y, in.low[1], in.high[1]);
    ++evaluations;
    return PlanePoint{x, y, f(x, y), 0};
  };
  const double width[2] = {in.high[0] - in.low[0], in.high[1] - in.low[1]};
  const auto inward = [&](double x, int axis) { return x + step * width[axis] > in.high[axis] ? -step * width[axis] : step * width[axis]; };
  corner[0] = from;
  corner[1] = at(from.x + inward(from.x, 0), from.y);
  corner[2] = at(from.x, from.y + inward(from.y, 1));
  const auto by_value = [](const PlanePoint& a, const PlanePoint& b) { return a.value < b.value; };
  for (int i = 0; i < steps; ++i) {
    std::stable_sort(corner, corner + 3, by_value);
    const double spread = greatest(greatest(magnitude(corner[1].x - corner[0].x), magnitude(corner[2].x - corner[0].x)) / width[0],
                                   greatest(magnitude(corner[1].y - corner[0].y), magnitude(corner[2].y - corner[0].y)) / width[1]);
    if (!(spread > 1e-9)) break;
    const double x = 0.5 * (corner[0].x + corner[1].x), y = 0.5 * (corner[0].y + corner[1].y);
    const auto along = [&](double t) { return at(x + t * (corner[2].x - x), y + t * (corner[2].y - y)); };
    const PlanePoint mirrored = along(-1.0);
    if (mirrored.value < corner[0].value) {
      const PlanePoint further = along(-2.0);
      corner[2] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < corner[1].value) {
      corner[2] = mirrored;
    } else {
      const PlanePoint nearer = along(mirrored.value < corner[2].value ? -0.5 : 0.5);
      if (nearer.value < least(mirrored.value, corner[2].value)) {
        corner[2] = nearer;
      } else {
        for (int c = 1; c < 3; ++c) corner[c] = at(0.5 * (corner[0].x + corner[c].x), 0.5 * (corner[0].y + corner[c].y));
      }
    }
  }
  PlanePoint best = *std::min_element(corner, corner + 3, by_value);
  best.evaluations = evaluations;
  return best;
}

/// The lowest value of f(x, y) in a rectangle. No guarantee for an arbitrary f: valleys narrower than the lattice are found only from a
/// neighbour's slope.
template <class Function>
PlanePoint lowest_in(const PlaneSearch& in, const Function& f) {
  const int columns = in.points[0], rows = in.points[1];
  std::vector<PlanePoint> lattice;
  lattice.reserve(static_cast<std::size_t>(columns * rows));
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      const double x = in.low[0] + (in.high[0] - in.low[0]) * i / (columns - 1), y = in.low[1] + (in.high[1] - in.low[1]) * j / (rows - 1);
      lattice.push_back({x, y, f(x, y), 0});
    }
  const auto value = [&](int i, int j) { return lattice[static_cast<std::size_t>(j * columns + i)].value; };
  std::vector<PlanePoint> start, other;
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      bool is_lowest = true;
      for (int dj = -1; dj <= 1; ++dj)
        for (int di = -1; di <= 1; ++di)
          if (i + di >= 0 && i + di < columns && j + dj >= 0 && j + dj < rows)
            is_lowest = is_lowest && value(i, j) <= value(i + di, j + dj);
      (is_lowest ? start : other).push_back(lattice[static_cast<std::size_t>(j * columns + i)]);
    }
  const auto by_value = [](const PlanePoint& a, const PlanePoint& b) { return a.value < b.value; };
  std::stable_sort(start.begin(), start.end(), by_value), std::stable_sort(other.begin(), other.end(), by_value);
  start.insert(start.end(), other.begin(), other.end());
  start.resize(std::min(start.size(), static_cast<std::size_t>(in.starts)));
  int evaluations = columns * rows;
  const double step = 0.5 / std::max(columns - 1, rows - 1);
  for (PlanePoint& s : start) {
    s = downhill(f, in, s, step, in.first_steps);
    evaluations += s.evaluations;
  }
  PlanePoint best = *std::min_element(start.begin(), start.end(), by_value);
  for (const double again : {0.1 * step, 0.01 * step}) {  // twice: a simplex may fold before it is there
    const PlanePoint next = downhill(f, in, best, again, in.most_steps);
    evaluations += next.evaluations;
    best = next;
  }
  best.evaluations = evaluations;
  return best;
}

}  // namespace bulwark::BULWARK_TARGET
