#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/volatility/between_expiries.hpp"
#include "bulwark/volatility/hyperbola.hpp"
#include "bulwark/volatility/smile_point.hpp"

namespace bulwark::BULWARK_TARGET {

/// A raw SVI slice at k = ln(strike / forward): w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)), dw/dk and d2w/dk2, without wing and
/// cap. Source: Gatheral, "A parsimonious arbitrage-free implied volatility parameterization" (2004).
/// Error: w and dw/dk 0.51 ulp, d2w/dk2 4.3 ulp, whatever cancels (measured over a million slices against 50 digits).
/// Limits: sigma = 0 is a kink at m, whose curvature is infinite; NaN in is NaN out.
inline SmilePoint svi_point(const SviSlice& s, double k) noexcept {
  const Hyperbola y = hyperbola(s.rho, exact_sum(k, -s.m), exact_product(s.sigma, s.sigma));
  const Pair<double> w = pair_sum({s.a, 0.0}, pair_times(s.b, y.height));
  const Pair<double> slope = pair_times(s.b, y.slope);
  return {.variance = w.high, .slope = slope.high, .curvature = s.b == 0.0 ? 0.0 : product(s.b, y.curvature), .variance_rest = w.low};
}

/// The least total variance of a slice, a + b sigma sqrt(1 - rho^2), at k = m - sigma rho / sqrt(1 - rho^2).
inline double svi_least_variance(const SviSlice& s) noexcept {
  return fma(product(s.b, s.sigma), __builtin_sqrt(greatest(0.0, product(1.0 - s.rho, 1.0 + s.rho))), s.a);
}

/// The steeper wing's slope, b (1 + |rho|). Above 2 no price process has such a smile (Lee 2004: total variance grows by less than 2 |k|).
inline double svi_steepest_wing(const SviSlice& s) noexcept { return product(s.b, 1.0 + magnitude(s.rho)); }

/// Total variance of a slice at k, with k first held within the slice's wing and w at its cap.
inline double svi_variance(const SviSlice& s, double log_moneyness) noexcept {
  double k = log_moneyness;
  if (s.wing > 0.0) {
    const double end = product(s.wing, __builtin_sqrt(fma(s.b, s.sigma, s.a)));
    k = greatest(-end, least(end, k));
  }
  const double w = svi_point(s, k).variance;
  return s.most_variance > 0.0 ? least(w, s.most_variance) : w;
}

/// Volatility per sqrt(year) of a slice at a strike, both measured as the slice was fitted: against its forward, over its time. Zero at
/// strike 0 (which is worth its forward at any volatility); NaN where the total variance is negative.
inline double svi_volatility(const SviSlice& s, double strike) noexcept {
  if (strike == 0.0) return 0.0;
  return __builtin_sqrt(svi_variance(s, log(strike / s.forward)) / s.years);
}

/// The slice of exactly this expiry; null where none was fitted.
inline const SviSlice* slice_at(const SviVolatility& surface, Timestamp expiry) noexcept {
  for (const SviSlice& s : surface.slices)
    if (s.expiry == expiry) return &s;
  return nullptr;
}

/// Volatility at ln(strike / the slice's forward) on the slice of exactly this expiry. Where there is none and the surface speaks of other
/// expiries: between two of them total variance at one log-moneyness (each against its own forward) is linear in time, before the first and
/// after the last the volatilities are that slice's. So total variance grows in time wherever it does from slice to slice, and no butterfly
/// appears before the first; between slices and after the last one may, and `arbitrage` finds it.
/// Limits: slices that have expired do not count among others.
inline std::optional<double> volatility_at(const SviVolatility& surface, double log_moneyness, Timestamp now, Timestamp expiry) noexcept {
  const auto read = [&](const SviSlice& s) { return __builtin_sqrt(svi_variance(s, log_moneyness) / s.years); };
  if (const SviSlice* s = slice_at(surface, expiry)) return read(*s);
  if (surface.others == OtherExpiries::nothing || !(expiry > now)) return std::nullopt;
  const auto row = [&](Index i) -> const SviSlice& { return surface.slices[static_cast<std::size_t>(i)]; };
  const auto [before, after] = rows_around(
      std::ssize(surface.slices), [&](Index i) { return row(i).expiry; }, now, expiry);
  if (before < 0 && after < 0) return std::nullopt;
  if (before < 0 || after < 0) return read(row(before < 0 ? after : before));
  return volatility_between(read(row(before)), read(row(after)), milliseconds_left(now, row(before).expiry),
                            milliseconds_left(now, row(after).expiry), milliseconds_left(now, expiry));
}

/// Everything wrong with the slices. Where: slice. The least total variance, a + b sigma sqrt(1 - rho^2), must not be negative, and wings
/// no steeper than 2 (b (1 + |rho|) <= 2; Lee 2004), beyond which no price process has such a smile.
inline Faults faults(const SviVolatility& surface) {
  Faults found;
  if (surface.slices.empty()) report(found, FaultCode::empty, "volatility.slices");
  for (Index i = 0; i < std::ssize(surface.slices); ++i) {
    const SviSlice& s = surface.slices[static_cast<std::size_t>(i)];
    const Where where{.outer = i};
    if (i > 0 && !(surface.slices[static_cast<std::size_t>(i - 1)].expiry < s.expiry))
      report(found, FaultCode::out_of_order, "volatility.svi.expiry", where, static_cast<double>(s.expiry.time_since_epoch().count()));
    bool is_known = true;
    const auto finite = [&](double x, const char* field) {
      if (!is_finite(x)) report(found, FaultCode::not_finite, field, where, x), is_known = false;
    };
    finite(s.a, "volatility.svi.a"), finite(s.b, "volatility.svi.b"), finite(s.rho, "volatility.svi.rho");
    finite(s.m, "volatility.svi.m"), finite(s.sigma, "volatility.svi.sigma"), finite(s.forward, "volatility.svi.forward");
    finite(s.years, "volatility.svi.years"), finite(s.wing, "volatility.svi.wing");
    finite(s.most_variance, "volatility.svi.most_variance");
    if (!is_known) continue;
    const double most = svi_steepest_wing(s);
    const double least_variance = svi_least_variance(s);
    if (!(s.b >= 0.0)) report(found, FaultCode::negative, "volatility.svi.b", where, s.b);
    if (!(most <= 2.0)) report(found, FaultCode::out_of_range, "volatility.svi.b", where, most);
    if (!(magnitude(s.rho) <= 1.0)) report(found, FaultCode::out_of_range, "volatility.svi.rho", where, s.rho);
    if (!(s.sigma >= 0.0)) report(found, FaultCode::negative, "volatility.svi.sigma", where, s.sigma);
    if (!(least_variance >= 0.0)) report(found, FaultCode::negative, "volatility.svi.variance", where, least_variance);
    if (!(s.forward > 0.0)) report(found, FaultCode::not_positive, "volatility.svi.forward", where, s.forward);
    if (!(s.years > 0.0)) report(found, FaultCode::not_positive, "volatility.svi.years", where, s.years);
    if (!(s.wing >= 0.0)) report(found, FaultCode::negative, "volatility.svi.wing", where, s.wing);
    if (!(s.most_variance >= 0.0)) report(found, FaultCode::negative, "volatility.svi.most_variance", where, s.most_variance);
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
