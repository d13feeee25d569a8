#pragma once

#include <array>
#include <cstddef>

#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// A model's parameters in a search: numbers free of any bound, the parameters they stand for, and how those move with them.
template <std::size_t n>
struct Mapped {
  std::array<double, n> values{};
  std::array<std::array<double, n>, n> slopes{};  ///< parameter x coordinate
};

/// What the jumps of a fit are held within.
struct JumpBounds {
  double most_jumps = 100.0;  ///< expected until the last expiry if all variance is theirs: more of them are as good as a diffusion
  double largest_jump = 2.0;  ///< root mean square of a log jump
};

/// A number and its slope by a coordinate.
struct Bent {
  double value;
  double slope;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// 1 / (1 + exp(-x)) without overflow.
inline double logistic(double x) noexcept {
  const double e = exp(-magnitude(x));
  return x < 0.0 ? e / (1.0 + e) : 1.0 / (1.0 + e);
}

/// The coordinate of a share in (0, 1); shares at the ends are drawn in by 1e-6.
inline double logit(double share) noexcept {
  const double inside = least(greatest(share, 1e-6), 1.0 - 1e-6);
  return log(inside / (1.0 - inside));
}

/// A share in (0, 1).
inline Bent share_at(double x) noexcept {
  const double s = logistic(x);
  return {s, product(s, logistic(-x))};
}

/// A positive number within (low, high): its logarithm, bent towards the bounds, of slope 1 at their geometric mean.
inline Bent bounded_at(double x, double low, double high) noexcept {
  const double width = log(high / low);
  const double rate = 4.0 / width;
  const Bent s = share_at(product(rate, x));
  const double value = product(low, exp(product(width, s.value)));
  return {value, product(value, product(width, product(rate, s.slope)))};
}

/// The coordinate of a number within (low, high).
inline double bounded_coordinate(double value, double low, double high) noexcept {
  const double width = log(high / low);
  return product(0.25 * width, logit(log(value / low) / width));
}

}  // namespace bulwark::BULWARK_TARGET
