#pragma once

#include <cstddef>
#include <span>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// One quote as the fit weighs it.
struct WeighedVariance {
  double log_moneyness;
  double variance;  ///< total
  double scale;     ///< of an error in total variance
};

/// The best w = a + d y + c sqrt(1 + y^2), y = (k - m) / sigma, of all that are arbitrage-free in the wings.
struct SviSlopes {
  double a, d, c;
  double error;  ///< sum of squares of scaled errors
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The exact least-squares a, d and c for given m and sigma, under |d| <= c, c + |d| <= 2 sigma (so b (1 + |rho|) <= 2) and least variance
/// >= `floor`. Source: De Marco and Martini, "Quasi-explicit calibration of Gatheral's SVI model" (Zeliade, 2009), whose bound 4 sigma - c
/// is for variances per year; here Lee's, for total variance. Method: orthogonal columns make the problem one of least distance to a
/// polyhedron in three dimensions (Lawson and Hanson 1974, chapter 23); its active set is found by trying all of up to three faces for the
/// one whose multipliers are not negative. The least variance is concave in (c, d): it is met by up to twelve planes that touch it, to
/// 1e-6.
class SviSlopeSolve {
 public:
  SviSlopeSolve(std::span<const WeighedVariance> quotes, double m, double sigma, double floor) : sigma_{sigma}, floor_{floor} {
    factorise(quotes, m);
  }

  SviSlopes solve() {
    add(0.0, -1.0, 1.0, 0.0), add(0.0, 1.0, 1.0, 0.0);                        // c - d >= 0, c + d >= 0
    add(0.0, -1.0, -1.0, -2.0 * sigma_), add(0.0, 1.0, -1.0, -2.0 * sigma_);  // 2 sigma - c - d >= 0, ...
    for (int cuts = 0;; ++cuts) {
      nearest();
      const SviSlopes s = slopes();
      const double rise = __builtin_sqrt(greatest(0.0, (s.c - s.d) * (s.c + s.d)));
      if (cuts == 12 || !(s.a + rise < floor_ * (1.0 - 1e-9))) return s;
      const double y = std_clamp(-s.d / greatest(rise, 1e-12 * s.c + 1e-300));
      add(1.0, y, __builtin_sqrt(1.0 + y * y), floor_);
    }
  }

 private:
  static double std_clamp(double y) { return y < -1e3 ? -1e3 : (y > 1e3 ? 1e3 : y); }

  /// Gram and Schmidt's triangle of the columns 1, y, sqrt(1 + y^2) | w, all scaled.
  void factorise(std::span<const WeighedVariance> quotes, double m) {
    // Sums of products about the weighted middle of each column lose no digits that matter: the columns are centred first.
    double total = 0.0, mean_y = 0.0, mean_r = 0.0, mean_w = 0.0;
    const double inverse = 1.0 / sigma_;
    for (const WeighedVariance& q : quotes) {
      const double s2 = q.scale * q.scale, y = (q.log_moneyness - m) * inverse, r = __builtin_sqrt(1.0 + y * y);
      total += s2, mean_y += s2 * y, mean_r += s2 * r, mean_w += s2 * q.variance;
    }
    mean_y /= total, mean_r /= total, mean_w /= total;
    double yy = 0.0, yr = 0.0, rr = 0.0, yw = 0.0, rw = 0.0, ww = 0.0;
    for (const WeighedVariance& q : quotes) {
      const double s2 = q.scale * q.scale, y0 = (q.log_moneyness - m) * inverse;
      const double y = y0 - mean_y, r = __builtin_sqrt(1.0 + y0 * y0) - mean_r, w = q.variance - mean_w;
      yy += s2 * y * y, yr += s2 * y * r, rr += s2 * r * r, yw += s2 * y * w, rw += s2 * r * w, ww += s2 * w * w;
    }
    const double root = __builtin_sqrt(total);
    triangle_[0][0] = root, triangle_[0][1] = root * mean_y, triangle_[0][2] = root * mean_r;
    const double spread = __builtin_sqrt(yy);
    const double tiny = 1e-9 * __builtin_sqrt(rr) + 1e-300;
    triangle_[1][1] = greatest(spread, 1e-9 * root), triangle_[1][2] = yr / triangle_[1][1];
    triangle_[2][2] = greatest(__builtin_sqrt(greatest(0.0, rr - triangle_[1][2] * triangle_[1][2])), tiny);
    target_[0] = root * mean_w, target_[1] = yw / triangle_[1][1];
    target_[2] = (rw - triangle_[1][2] * target_[1]) / triangle_[2][2];
    left_ = greatest(0.0, ww - target_[1] * target_[1] - target_[2] * target_[2]);
  }

  /// A constraint p . (a, d, c) >= bound, in the coordinates q = R (a, d, c) - target, of unit length there.
  void add(double a, double d, double c, double bound) {
    double* g = normal_[count_];
    g[0] = a / triangle_[0][0];
    g[1] = (d - g[0] * triangle_[0][1]) / triangle_[1][1];
    g[2] = (c - g[0] * triangle_[0][2] - g[1] * triangle_[1][2]) / triangle_[2][2];
    const double along = g[0] * target_[0] + g[1] * target_[1] + g[2] * target_[2];
    const double length = __builtin_sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    for (int i = 0; i < 3; ++i) g[i] /= length;
    bound_[count_++] = (bound - along) / length;
  }

  double dot(int i, int j) const { return normal_[i][0] * normal_[j][0] + normal_[i][1] * normal_[j][1] + normal_[i][2] * normal_[j][2]; }

  /// Whether q = sum of `share` x normals of `n` faces breaks nothing; then it is the nearest point.
  bool settles(const int* face, const double* share, int n) {
    double q[3] = {};
    for (int i = 0; i < n; ++i) {
      if (!(share[i] >= 0.0)) return false;
      for (int x = 0; x < 3; ++x) q[x] += share[i] * normal_[face[i]][x];
    }
    const double size = __builtin_sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
    for (int i = 0; i < count_; ++i)
      if (normal_[i][0] * q[0] + normal_[i][1] * q[1] + normal_[i][2] * q[2] < bound_[i] - 1e-12 * (size + magnitude(bound_[i])))
        return false;
    for (int x = 0; x < 3; ++x) point_[x] = q[x];
    return true;
  }

  /// The point of the polyhedron nearest to the origin.
  void nearest() {
    if (settles(nullptr, nullptr, 0)) return;
    for (int i = 0; i < count_; ++i) {
      const int face[1] = {i};
      if (bound_[i] > 0.0 && settles(face, &bound_[i], 1)) return;
    }
    for (int i = 0; i < count_; ++i)
      for (int j = i + 1; j < count_; ++j) {
        const double c = dot(i, j), rest = 1.0 - c * c;
        if (!(rest > 1e-24)) continue;
        const int face[2] = {i, j};
        const double share[2] = {(bound_[i] - c * bound_[j]) / rest, (bound_[j] - c * bound_[i]) / rest};
        if (settles(face, share, 2)) return;
      }
    for (int i = 0; i < count_; ++i)
      for (int j = i + 1; j < count_; ++j)
        for (int k = j + 1; k < count_; ++k) {
          const double c = dot(i, j), e = dot(i, k), f = dot(j, k);
          const double rest = 1.0 - c * c - e * e - f * f + 2.0 * c * e * f;
          if (!(rest > 1e-24)) continue;
          const double x = bound_[i], y = bound_[j], z = bound_[k];
          const int face[3] = {i, j, k};
          const double share[3] = {((1.0 - f * f) * x + (e * f - c) * y + (c * f - e) * z) / rest,
                                   ((e * f - c) * x + (1.0 - e * e) * y + (c * e - f) * z) / rest,
                                   ((c * f - e) * x + (c * e - f) * y + (1.0 - c * c) * z) / rest};
          if (settles(face, share, 3)) return;
        }
    // Rounding let no set through: the corner c = d = 0, which breaks nothing above the floor.
    point_[0] = greatest(0.0, triangle_[0][0] * floor_ - target_[0]), point_[1] = -target_[1], point_[2] = -target_[2];
  }

  SviSlopes slopes() const {
    const double q[3] = {point_[0] + target_[0], point_[1] + target_[1], point_[2] + target_[2]};
    const double c = q[2] / triangle_[2][2];
    const double d = (q[1] - triangle_[1][2] * c) / triangle_[1][1];
    const double a = (q[0] - triangle_[0][1] * d - triangle_[0][2] * c) / triangle_[0][0];
    return {a, d, c, left_ + point_[0] * point_[0] + point_[1] * point_[1] + point_[2] * point_[2]};
  }

  double sigma_, floor_;
  double triangle_[3][3] = {};
  double target_[3] = {};
  double left_ = 0.0;
  double normal_[16][3] = {};
  double bound_[16] = {};
  int count_ = 0;
  double point_[3] = {};
};

}  // namespace bulwark::BULWARK_TARGET
