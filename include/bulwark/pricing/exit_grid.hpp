#pragma once

#include <array>
#include <utility>
#include <vector>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/trigonometric.hpp"
#include "bulwark/pricing/exit_shares.hpp"

namespace bulwark::BULWARK_TARGET {

/// Places between the ends of a range, in pieces with eleven Chebyshev points each that share their ends: fine where the range ends, no
/// piece longer than `longest`, one joint at the start. With weights that integrate over the range (Clenshaw and Curtis 1960).
struct ExitGrid {
  static constexpr int order = 10;

  std::vector<double> place;   ///< from the lower end to the upper
  std::vector<double> weight;  ///< of the place in an integral
  std::vector<double> length;  ///< of each piece
  int start = 0;               ///< index of place 0

  /// `finest` is the length of the piece at each end.
  ExitGrid(const LogRange& range, const LogRange& finest, double longest) {
    const auto side = [&](double distance, double first) {  // pieces from the end inwards, growing
      std::vector<double> lengths;
      double left = distance, next = least(first, longest);
      while (left > 0.0) {
        const double piece = left < 1.25 * next ? left : next;
        lengths.push_back(piece), left = piece == left ? 0.0 : left - piece;
        next = least(2.0 * next, longest);
      }
      return lengths;
    };
    const std::vector<double> below = side(range.below, finest.below), above = side(range.above, finest.above);
    length = below;
    length.insert(length.end(), above.rbegin(), above.rend());
    start = static_cast<int>(below.size()) * order;
    place.assign(length.size() * order + 1, 0.0), weight.assign(place.size(), 0.0);
    const std::array<double, order + 1> points = chebyshev_points(), shares = chebyshev_weights();
    double from = -range.below;
    for (std::size_t e = 0; e < length.size(); ++e) {
      for (std::size_t i = 0; i <= order; ++i) {
        place[e * order + i] = fma(0.5 * length[e], points[i] + 1.0, from);
        weight[e * order + i] = fma(0.5 * length[e], shares[i], weight[e * order + i]);
      }
      from += length[e];
    }
    place[static_cast<std::size_t>(start)] = 0.0;
  }

  int size() const noexcept { return static_cast<int>(place.size()); }

  /// -cos(pi i / order), increasing.
  static std::array<double, order + 1> chebyshev_points() noexcept {
    std::array<double, order + 1> x{};
    for (std::size_t i = 0; i <= order; ++i) x[i] = -sine_cosine(3.141592653589793238 * static_cast<double>(i) / order).cosine;
    return x;
  }

  /// What a polynomial's values at the points make of its derivative there, on [-1, 1]. Source: Trefethen, "Spectral methods in MATLAB"
  /// (2000), ch. 6.
  static std::array<std::array<double, order + 1>, order + 1> derivative() noexcept {
    const auto x = chebyshev_points();
    std::array<std::array<double, order + 1>, order + 1> d{};
    const auto c = [](std::size_t i) { return (i == 0 || i == order ? 2.0 : 1.0) * (i % 2 == 0 ? 1.0 : -1.0); };
    for (std::size_t i = 0; i <= order; ++i)
      for (std::size_t j = 0; j <= order; ++j)
        if (i != j) d[i][j] = c(i) / c(j) / (x[i] - x[j]), d[i][i] -= d[i][j];
    return d;
  }

 private:
  static std::array<double, order + 1> chebyshev_weights() noexcept {
    std::array<double, order + 1> w{};
    for (std::size_t i = 0; i <= order; ++i) {
      double sum = 1.0;
      for (int k = 1; k <= order / 2; ++k) {
        const double half = k == order / 2 ? 0.5 : 1.0;
        sum -= 2.0 * half * sine_cosine(2.0 * 3.141592653589793238 * k * static_cast<double>(i) / order).cosine / (4.0 * k * k - 1.0);
      }
      w[i] = (i == 0 || i == order ? 1.0 : 2.0) * sum / order;
    }
    return w;
  }
};

}  // namespace bulwark::BULWARK_TARGET
