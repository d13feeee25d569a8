#pragma once

#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/volatility/between_expiries.hpp"
#include "bulwark/volatility/ssvi.hpp"

namespace bulwark::BULWARK_TARGET {

/// The slice of an expiry at `now`, over the years left. Slices keep their volatility as time passes (theta and theta phi shrink alike).
/// Between two expiries theta, theta phi and rho theta phi are linear in time, before the first all three shrink to zero with the time left
/// (its volatilities), after the last theta grows with time at constant rho and theta phi. So what is free of arbitrage at the slices is
/// free of it everywhere. Source: Corbetta, Cohort, Laachir and Martini, "Robust calibration and arbitrage-free interpolation of SSVI
/// slices" (2019). Nothing where no slice is live or the expiry has passed.
inline std::optional<SsviSlice> slice_at(const SsviVolatility& surface, Timestamp now, Timestamp expiry) noexcept {
  const auto row = [&](Index i) -> const SsviSlice& { return surface.slices[static_cast<std::size_t>(i)]; };
  const auto [before, after] = rows_around(
      std::ssize(surface.slices), [&](Index i) { return row(i).expiry; }, now, expiry);
  if ((before < 0 && after < 0) || !(expiry > now)) return std::nullopt;
  const double left = milliseconds_left(now, expiry);
  const auto aged = [&](Index i, double target) {  // the slice with its volatilities, over `target`
    SsviSlice s = row(i);
    s.theta = product(s.theta, target / product(s.years, milliseconds_per_year));
    s.years = target / milliseconds_per_year;
    return s;
  };
  if (before < 0) {
    SsviSlice first = aged(after, left);
    first.expiry = expiry;
    return first;
  }
  const double a = milliseconds_left(now, row(before).expiry);
  SsviSlice found = aged(before, a);
  found.expiry = expiry, found.years = left / milliseconds_per_year;
  if (after < 0) {
    const double growth = left / a;
    found.theta = product(found.theta, growth), found.phi = found.phi / growth;
    return found;
  }
  const double b = milliseconds_left(now, row(after).expiry);
  const SsviSlice later = aged(after, b);
  const double share = (left - a) / (b - a), rest = (b - left) / (b - a);
  const double psi0 = product(rest, product(found.theta, found.phi)), psi1 = product(share, product(later.theta, later.phi));
  const double psi = psi0 + psi1;
  found.rho = psi > 0.0 ? fma(found.rho, psi0, product(later.rho, psi1)) / psi : later.rho;
  found.theta = fma(rest, found.theta, product(share, later.theta));
  found.phi = psi / found.theta;
  return found;
}

/// Volatility per sqrt(year) at ln(strike / forward) and an expiry.
inline std::optional<double> volatility_at(const SsviVolatility& surface, double log_moneyness, Timestamp now, Timestamp expiry) noexcept {
  const std::optional<SsviSlice> s = slice_at(surface, now, expiry);
  if (!s) return std::nullopt;
  return __builtin_sqrt(ssvi_point(*s, log_moneyness).variance / s->years);
}

/// Everything wrong with the slices. Where: slice. No price process has wings with theta phi (1 + |rho|) above 4 or a variance at the money
/// that falls with time; what else may be arbitrage is in the arbitrage report.
inline Faults faults(const SsviVolatility& surface, Timestamp now) {
  Faults found;
  if (surface.slices.empty()) report(found, FaultCode::empty, "volatility.slices");
  for (Index i = 0; i < std::ssize(surface.slices); ++i) {
    const SsviSlice& s = surface.slices[static_cast<std::size_t>(i)];
    const Where where{.outer = i};
    const auto positive = [&](double x, const char* field) {
      if (!is_finite(x))
        report(found, FaultCode::not_finite, field, where, x);
      else if (!(x > 0.0))
        report(found, FaultCode::not_positive, field, where, x);
      return is_finite(x) && x > 0.0;
    };
    const bool has_theta = positive(s.theta, "volatility.ssvi.theta"), has_phi = positive(s.phi, "volatility.ssvi.phi"),
               has_years = positive(s.years, "volatility.ssvi.years"), is_known = has_theta && has_phi && has_years;
    const bool is_tilt = magnitude(s.rho) < 1.0;
    if (!is_tilt) report(found, is_finite(s.rho) ? FaultCode::out_of_range : FaultCode::not_finite, "volatility.ssvi.rho", where, s.rho);
    const double steep = product(product(s.theta, s.phi), 1.0 + magnitude(s.rho));
    if (is_known && is_tilt && !(steep <= 4.0)) report(found, FaultCode::out_of_range, "volatility.ssvi.phi", where, s.phi);
    if (i == 0) continue;
    const SsviSlice& before = surface.slices[static_cast<std::size_t>(i - 1)];
    if (!(before.expiry < s.expiry))
      report(found, FaultCode::out_of_order, "volatility.ssvi.expiry", where, static_cast<double>(s.expiry.time_since_epoch().count()));
    else if (is_known && before.theta > s.theta)
      report(found, FaultCode::out_of_order, "volatility.ssvi.theta", where, s.theta);
  }
  if (!surface.slices.empty() && !(surface.slices.back().expiry > now))
    report(found, FaultCode::expired, "volatility.ssvi.expiry", {.outer = std::ssize(surface.slices) - 1},
           static_cast<double>(surface.slices.back().expiry.time_since_epoch().count()));
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
