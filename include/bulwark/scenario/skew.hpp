#pragma once

#include <cstdint>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// How a scenario bends the smile.
enum class Skew : std::uint8_t {
  none,
  linear,    ///< one wing up, the other down
  absolute,  ///< both wings the same way
};

/// How far. A volatility is multiplied by max(0, 1 + move) with k = ln(strike / forward), or |k|;
///   move = min(k cap / k*, cap) for k >= 0, else max(k cap / k*, -cap);
///   cap = base + sqrt(years) x slope, k* = max(least_width, sqrt(years) x width_scale x (width_vol + sqrt(years) x width_slope)).
/// A negative cap bends the other way, and then the move is its cap within k* and grows beyond: so the venue computes it.
/// Source: Derive v2, skew scenarios of `PMRMLib_2` (v2-core at 7736900, 2026).
struct SkewTerm {
  struct Cap {
    double base = 0.0;   ///< relative move of volatility at k*
    double slope = 0.0;  ///< added per sqrt(year)
  };
  Cap linear{};
  Cap absolute{};
  double least_width = 0.01;  ///< log-moneyness
  double width_scale = 4.0;
  double width_vol = 0.6;    ///< per sqrt(year)
  double width_slope = 0.0;  ///< added per sqrt(year)
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Relative move at k* with `years` left.
inline double skew_cap(const SkewTerm::Cap& cap, double years) noexcept { return fma(__builtin_sqrt(years), cap.slope, cap.base); }

/// Log-moneyness at which the move reaches its cap.
inline double skew_width(const SkewTerm& term, double years) noexcept {
  const double root = __builtin_sqrt(years);
  return greatest(term.least_width, product(product(root, term.width_scale), fma(root, term.width_slope, term.width_vol)));
}

/// The factor on the volatility at `log_moneyness` = ln(strike / forward).
inline double skew_factor(const SkewTerm& term, Skew skew, double log_moneyness, double years) noexcept {
  if (skew == Skew::none) return 1.0;
  const double k = skew == Skew::linear ? log_moneyness : magnitude(log_moneyness);
  const double cap = skew_cap(skew == Skew::linear ? term.linear : term.absolute, years);
  const double move = product(k, cap) / skew_width(term, years);
  const double bounded = k < 0.0 ? greatest(move, -cap) : least(move, cap);
  return greatest(0.0, 1.0 + bounded);
}

/// Everything that keeps a bend from being computed.
inline Faults faults(const SkewTerm& term) {
  Faults found;
  const auto finite = [&](double x, const char* field) {
    if (!is_finite(x)) report(found, FaultCode::not_finite, field, {}, x);
  };
  finite(term.linear.base, "skew_term.linear.base");
  finite(term.linear.slope, "skew_term.linear.slope");
  finite(term.absolute.base, "skew_term.absolute.base");
  finite(term.absolute.slope, "skew_term.absolute.slope");
  finite(term.width_vol, "skew_term.width_vol");
  finite(term.width_slope, "skew_term.width_slope");
  if (!(term.least_width > 0.0 && is_finite(term.least_width)))
    report(found, FaultCode::not_positive, "skew_term.least_width", {}, term.least_width);
  if (!(term.width_scale >= 0.0 && is_finite(term.width_scale)))
    report(found, FaultCode::out_of_range, "skew_term.width_scale", {}, term.width_scale);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
