#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "bulwark/math/ordinal.hpp"
#include "golden/golden.hpp"

namespace bulwark::test {

/// 113 bits: what the accuracy of doubles is measured against.
using Wide = boost::multiprecision::cpp_bin_float_quad;

/// The distance of two neighbouring doubles at `x`.
inline double ulp_at(double x) {
  const double size = std::fabs(x);
  return size < 0x1p-1021 ? 0x1p-1074 : at_ordinal(ordinal(size)) - at_ordinal(ordinal(size) - 1);
}

/// |ours - reference| in ulps of the reference; infinite where one is a number and the other is not.
inline double ulps(double ours, const Wide& reference) {
  const auto rounded = static_cast<double>(reference);
  if (!std::isfinite(ours) || !std::isfinite(rounded))
    return ours == rounded || (std::isnan(ours) && std::isnan(rounded)) ? 0.0 : std::numeric_limits<double>::infinity();
  return static_cast<double>(abs(Wide(ours) - reference) / ulp_at(rounded));
}

/// N(-z) / n(z) for z >= 0 by other means than the library's: the odd series below 6, Laplace's continued fraction above.
inline Wide wide_mills(const Wide& z) {
  static const Wide root_half_pi = sqrt(acos(Wide(-1)) / Wide(2));
  if (z < 6) {
    Wide term = z, sum = 0;
    for (int odd = 3; term > sum * Wide(1e-36); odd += 2) {
      sum += term;
      term *= z * z / odd;
      if (odd > 2000) break;
    }
    return root_half_pi * exp(z * z / 2) - sum;
  }
  Wide below = z;
  for (int k = 120; k >= 1; --k) below = z + Wide(k) / below;
  return 1 / below;
}

/// The worst of `count` samples: `argument()` draws, `error(x)` is in ulps. Carries the argument, for the message.
struct Worst {
  double ulps = 0.0;
  double at = 0.0;
};

template <class Argument, class Error>
Worst worst_of(int count, Argument argument, const Error& error) {
  Worst worst;
  for (int i = 0; i < count; ++i) {
    const double x = argument();
    const double e = error(x);
    if (!(e <= worst.ulps)) worst = {e, x};
  }
  return worst;
}

}  // namespace bulwark::test
