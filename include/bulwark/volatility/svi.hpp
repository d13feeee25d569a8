#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// Total variance of a raw SVI slice at k = ln(strike / forward): w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)), with k first held
/// within the slice's wing and w at its cap. Source: Gatheral, "A parsimonious arbitrage-free implied volatility parameterization" (2004).
inline double svi_variance(const SviSlice& s, double log_moneyness) noexcept {
  double k = log_moneyness;
  if (s.wing > 0.0) {
    const double end = product(s.wing, __builtin_sqrt(fma(s.b, s.sigma, s.a)));
    k = greatest(-end, least(end, k));
  }
  const double x = k - s.m;
  const double w = fma(s.b, fma(s.rho, x, __builtin_sqrt(fma(x, x, product(s.sigma, s.sigma)))), s.a);
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

/// Volatility at ln(strike / the slice's forward) on the slice of exactly this expiry. Nothing for an expiry that was not fitted.
inline std::optional<double> volatility_at(const SviVolatility& surface, double log_moneyness, Timestamp, Timestamp expiry) noexcept {
  const SviSlice* s = slice_at(surface, expiry);
  if (!s) return std::nullopt;
  return __builtin_sqrt(svi_variance(*s, log_moneyness) / s->years);
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
    const double most = product(s.b, 1.0 + magnitude(s.rho));
    const double least_variance = fma(product(s.b, s.sigma), __builtin_sqrt(greatest(0.0, fma(-s.rho, s.rho, 1.0))), s.a);
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
