#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/lanes.hpp"

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

/// Quotes as the solve reads them, about their weighted middle, with the sums that no m or sigma changes; once for each fit.
class SviQuotes {
 public:
  explicit SviQuotes(std::span<const WeighedVariance> quotes) {
    const std::size_t padded = (quotes.size() + 7) / 8 * 8;  // quotes of no weight fill the last register
    log_moneyness_.resize(padded), variance_.resize(padded), weight_.resize(padded);
    for (const WeighedVariance& q : quotes) {
      const double weight = product(q.scale, q.scale);
      total += weight, middle = fma(weight, q.log_moneyness, middle), mean = fma(weight, q.variance, mean);
    }
    middle /= total, mean /= total;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      const double k = quotes[i].log_moneyness - middle, w = quotes[i].variance - mean, weight = product(quotes[i].scale, quotes[i].scale);
      log_moneyness_[i] = k, variance_[i] = w, weight_[i] = weight;
      kk = fma(product(weight, k), k, kk), kw = fma(product(weight, k), w, kw), ww = fma(product(weight, w), w, ww);
    }
  }

  double total = 0.0;                   ///< weight
  double middle = 0.0, mean = 0.0;      ///< weighted log-moneyness and variance
  double kk = 0.0, kw = 0.0, ww = 0.0;  ///< sums of weighted products about them

  /// Weighted sums of r, r k, r^2 and r w, k and w about their means, for r = sqrt(1 + (y + k / sigma)^2) - sqrt(1 + y^2).
  struct RootSums {
    double r, rk, rr, rw;
  };
  RootSums root_sums(double y, double inverse_sigma) const noexcept {
    using Pack = Lanes<8>;
    const Pack centre = -sqrt(fma(Pack(y), Pack(y), Pack(1.0)));
    Pack r_sum(0.0), rk(0.0), rr(0.0), rw(0.0);
    for (std::size_t i = 0; i < weight_.size(); i += 8) {
      const Pack k = Pack::from(&log_moneyness_[i]);
      const Pack at = fma(k, Pack(inverse_sigma), Pack(y));
      const Pack r = sqrt(fma(at, at, Pack(1.0))) + centre;
      const Pack weighed = r * Pack::from(&weight_[i]);
      r_sum += weighed, rk = fma(weighed, k, rk), rr = fma(weighed, r, rr), rw = fma(weighed, Pack::from(&variance_[i]), rw);
    }
    const auto sum = [](const Pack& x) {
      double all = 0.0;
      for (int i = 0; i < 8; ++i) all += x.lane(i);
      return all;
    };
    return {sum(r_sum), sum(rk), sum(rr), sum(rw)};
  }

 private:
  std::vector<double> log_moneyness_, variance_, weight_;
};

/// The exact least-squares a, d and c for given m and sigma, under |d| <= c, c + |d| <= 2 sigma (so b (1 + |rho|) <= 2) and least variance
/// >= `floor`. Source: De Marco and Martini, "Quasi-explicit calibration of Gatheral's SVI model" (Zeliade, 2009), whose bound 4 sigma - c
/// is for variances per year; here Lee's, for total variance. Method: orthogonal columns make the problem one of least distance to a
/// polyhedron in three dimensions (Lawson and Hanson 1974, chapter 23); its active set is found by trying all of up to three faces for the
/// one whose multipliers are not negative. The least variance is concave in (c, d): it is met by up to twelve planes that touch it, to
/// 1e-6.
class SviSlopeSolve {
 public:
  SviSlopeSolve(const SviQuotes& quotes, double m, double sigma, double floor) : sigma_{sigma}, floor_{floor} { factorise(quotes, m); }

  SviSlopes solve() {
    const SviSlopes free = slopes();
    const double width = magnitude(free.d), square = product(free.c - width, free.c + width);
    if (free.c >= width && free.c + width <= 2.0 * sigma_ && free.a + __builtin_sqrt(square) >= floor_) return free;
    add(0.0, -1.0, 1.0, 0.0), add(0.0, 1.0, 1.0, 0.0);                        // c - d >= 0, c + d >= 0
    add(0.0, -1.0, -1.0, -2.0 * sigma_), add(0.0, 1.0, -1.0, -2.0 * sigma_);  // 2 sigma - c - d >= 0, ...
    for (int cuts = 0;; ++cuts) {
      nearest();
      const SviSlopes s = slopes();
      const double rise = __builtin_sqrt(greatest(0.0, (s.c - s.d) * (s.c + s.d)));
      if (cuts == 12 || !(s.a + rise < floor_ * (1.0 - 1e-9))) return s;
      const double y = held(-s.d / greatest(rise, 1e-12 * s.c + 1e-300));
      add(1.0, y, __builtin_sqrt(1.0 + y * y), floor_);
    }
  }

 private:
  static double held(double y) { return y < -1e3 ? -1e3 : (y > 1e3 ? 1e3 : y); }

  /// Gram and Schmidt's triangle of the columns 1, y, sqrt(1 + y^2) | w, all scaled.
  void factorise(const SviQuotes& quotes, double m) {
    // About their middles the sums lose no digits that matter; that of r = sqrt(1 + y^2) is only near its own.
    const double inverse = 1.0 / sigma_, total = quotes.total;
    const double mean_y = (quotes.middle - m) * inverse, mean_w = quotes.mean;
    const SviQuotes::RootSums sums = quotes.root_sums(mean_y, inverse);
    const double shift = sums.r / total, mean_r = __builtin_sqrt(1.0 + mean_y * mean_y) + shift;
    const double yy = quotes.kk * inverse * inverse, yw = quotes.kw * inverse, ww = quotes.ww, rw = sums.rw;
    const double yr = sums.rk * inverse, rr = sums.rr - shift * sums.r;
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
