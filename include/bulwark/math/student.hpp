#pragma once

#include <limits>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/root.hpp"
#include "bulwark/math/trigonometric.hpp"

namespace bulwark::BULWARK_TARGET {

/// Most degrees of freedom of Student's law here; from there on it is hardly another than the normal one.
inline constexpr Index most_degrees = 200;

/// B(degrees / 2, 1 / 2), by its recurrence in steps of two degrees.
inline double half_beta(Index degrees) noexcept {
  double beta = degrees % 2 == 1 ? 2.0 * half_pi : 2.0;
  for (Index d = degrees % 2 == 1 ? 1 : 2; d < degrees; d += 2) beta = product(beta, static_cast<double>(d) / static_cast<double>(d + 1));
  return beta;
}

/// How likely a number of Student's law with `degrees` degrees of freedom, in [1, `most_degrees`], is more than `t` >= 0: whole however
/// small. Source: the incomplete beta function's series, terms all positive; DLMF 8.17.8. Error: 1e-12 relative.
/// Limits: 1/2 at 0, 0 at inf; NaN below 0, for NaN, and for other degrees.
inline double student_tail(double t, Index degrees) noexcept {
  if (!(t >= 0.0) || degrees < 1 || degrees > most_degrees) return std::numeric_limits<double>::quiet_NaN();
  if (t > 0x1p500) return 0.0;
  const auto d = static_cast<double>(degrees);
  const double square = product(t, t), outside = d / (d + square), inside = square / (d + square);
  const bool is_tail = outside < 0.9;
  const double x = is_tail ? outside : inside, a = is_tail ? product(0.5, d) : 0.5, b = is_tail ? 0.5 : product(0.5, d);
  double term = 1.0, sum = 1.0;
  for (double n = 0.0; term > sum * 0x1p-56; n += 1.0) {
    term = product(term, product((a + b + n) / (a + 1.0 + n), x));
    sum += term;
  }
  // x^a (1 - x)^b / (a B(a, b)); the power of a half is a root
  const double half = __builtin_sqrt(inside), power = exp(product(product(0.5, d), is_tail ? log(outside) : log1p(-inside)));
  const double share = product(product(half, power), sum) / product(a, half_beta(degrees));
  return is_tail ? 0.5 * share : 0.5 * (1.0 - share);
}

/// The t >= 0 that a number of Student's law is above with probability `tail`, in (0, 1/2]. NaN outside. Error: as `student_tail`.
inline double student_tail_quantile(double tail, Index degrees) noexcept {
  if (!(tail > 0.0 && tail <= 0.5) || degrees < 1 || degrees > most_degrees) return std::numeric_limits<double>::quiet_NaN();
  double high = 1.0;
  while (student_tail(high, degrees) > tail) high *= 4.0;
  const Root found = bracketed_root([&](double t) { return log(student_tail(t, degrees)) - log(tail); }, 0.0, high);
  return found.converged ? found.root : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace bulwark::BULWARK_TARGET
