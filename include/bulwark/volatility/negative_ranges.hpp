#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "bulwark/core/build.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Log-moneynesses at which something that must not be negative is.
struct NegativeRange {
  double low;    ///< may be -inf
  double high;   ///< may be inf
  double worst;  ///< where the least value was met
  double value;  ///< that value, < 0
};

/// What a function may be on an interval: surely between the two.
struct Enclosure {
  double least;
  double most;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Where f < 0 between `low` and `high`, found by halving whatever `enclose(low, high)` does not settle. An interval left at a `finest`
/// share of its distance from `centre`, plus `scale`, takes the sign of its middle: a dip both narrower than that and not met by a middle
/// is all that can be missed. Where f is at least 0 on an interval by its enclosure, nothing is.
template <class Value, class Enclose>
std::vector<NegativeRange> negative_ranges(const Value& f, const Enclose& enclose, double low, double high, double centre, double scale,
                                           double finest = 0x1p-22) {
  struct Part {
    double low, high;
  };
  std::vector<NegativeRange> found;
  std::vector<Part> open;
  const auto ahead = [&](double from, double to) {
    if (from < to) open.push_back({from, to});
  };
  ahead(greatest(low, centre), high), ahead(low, least(high, centre));
  const auto negative = [&](const Part& part, double at, double value) {
    if (!found.empty() && found.back().high == part.low) {
      found.back().high = part.high;
      if (value < found.back().value) found.back().worst = at, found.back().value = value;
    } else {
      found.push_back({part.low, part.high, at, value});
    }
  };
  for (std::size_t steps = 0; !open.empty(); ++steps) {
    const Part part = open.back();
    open.pop_back();
    const Enclosure bounds = enclose(part.low, part.high);
    if (bounds.least >= 0.0) continue;
    const double a = part.low - centre, b = part.high - centre;
    const double reach = greatest(magnitude(a), magnitude(b));
    const bool is_far = product(a, b) > 0.0 && product(4.0, least(magnitude(a), magnitude(b))) < reach;
    double middle = centre + (is_far ? (a < 0.0 ? -1.0 : 1.0) * __builtin_sqrt(product(a, b)) : 0.5 * (a + b));
    const bool is_inside = part.low < middle && middle < part.high;
    if (!is_inside) middle = part.low;
    const bool is_last = !is_inside || b - a <= product(finest, reach + scale) || steps > 200'000;
    const double value = f(middle);
    if (bounds.most < 0.0 || is_last) {
      if (value < 0.0) negative(part, middle, value);
      continue;
    }
    open.push_back({middle, part.high});
    open.push_back({part.low, middle});
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
