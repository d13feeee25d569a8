#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/claim.hpp"
#include "bulwark/pricing/greeks.hpp"
#include "bulwark/pricing/one_lane.hpp"

namespace bulwark::inline v1 {

/// The units in which a host states Greeks. Raw derivatives are per 1.00 of volatility, per year of calendar time passing, per 1.00 of
/// rate, per unit of the coin; a unit here is how much of each a quoted Greek is for. Sign: theta, charm, color and veta are of time
/// passing, so a long option's theta is negative everywhere. Greeks of higher order take the units of what they differentiate by.
struct GreekConvention {
  double volatility = 1.0;         ///< 0.01: per point
  double years = 1.0;              ///< 1 / 365: per day
  double rate = 1.0;               ///< 0.01: per percent
  bool theta_to_expiry = false;    ///< theta is for what is left, where that is less than `years`
  bool premium_adjusted = false;   ///< delta less the value in coins: what to hold where the premium is in coins
  double settlement_window = 0.0;  ///< years before expiry in which delta fades to 0, as the settlement average fixes
  double percent = 1.0;            ///< 100: implied volatilities are quoted in percent

  Faults faults() const {
    Faults found;
    const auto positive = [&](double x, const char* field) {
      if (!(x > 0.0 && is_finite(x))) report(found, FaultCode::not_positive, field, {}, x);
    };
    positive(volatility, "greek_convention.volatility");
    positive(years, "greek_convention.years");
    positive(rate, "greek_convention.rate");
    positive(percent, "greek_convention.percent");
    if (!(settlement_window >= 0.0 && is_finite(settlement_window)))
      report(found, FaultCode::negative, "greek_convention.settlement_window", {}, settlement_window);
    return found;
  }
};

/// Conventions by the name of who uses them.
namespace convention {

/// This library's own.
inline constexpr GreekConvention raw{};

/// QuantLib: raw; `thetaPerDay()` is theta over 365. Source: `ql/option.hpp`, `ql/pricingengines/greeks.cpp` (1.29).
inline constexpr GreekConvention quantlib{};
inline constexpr GreekConvention quantlib_theta_per_day{.years = 1.0 / 365.0};

/// What most desks say: per volatility point, per percent, per calendar or per trading day.
inline constexpr GreekConvention per_day_365{.volatility = 0.01, .years = 1.0 / 365.0, .rate = 0.01};
inline constexpr GreekConvention per_day_252{.volatility = 0.01, .years = 1.0 / 252.0, .rate = 0.01};

/// py_vollib. Source: the docstrings of `py_vollib/black_scholes/greeks/analytical.py` (4073fe7).
inline constexpr GreekConvention py_vollib = per_day_365;

/// ccxt's unified Greeks, except for exchanges that it forwards raw. Source: ccxt PR 27211.
inline constexpr GreekConvention ccxt = per_day_365;

/// QuantConnect LEAN's `Greeks`: theta per year, `ThetaPerDay` over 365. Source: `Common/Data/Market/Greeks.cs` (00fcf39). Its indicators
/// state theta per day.
inline constexpr GreekConvention lean{.volatility = 0.01, .years = 1.0, .rate = 0.01};
inline constexpr GreekConvention lean_indicators = per_day_365;

/// NautilusTrader's own Greeks, per unit, not per contract, since its PR 3587: a day is 1 / 365.25 of a year; there is no rho.
/// Source: `crates/model/src/data/greeks.rs` (0183e8b).
inline constexpr GreekConvention nautilus{.volatility = 0.01, .years = 1.0 / 365.25, .rate = 0.01};

/// Deribit's Greeks per instrument, of a Black-Scholes claim whose spot is the forward and whose rates are zero: quote per coin. Theta is
/// for a day or what is left of it. Source: Deribit API, `public/ticker` (2023), reproduced to the printed digit.
inline constexpr GreekConvention deribit{.volatility = 0.01, .years = 1.0 / 365.0, .rate = 0.01, .theta_to_expiry = true, .percent = 100.0};

/// Deribit's totals by account: Black-Scholes delta less the mark in coins, faded over the half hour of the settlement average.
/// Source: Deribit API, `private/get_account_summary`, "delta_total".
inline constexpr GreekConvention deribit_totals{.volatility = 0.01,
                                                .years = 1.0 / 365.0,
                                                .rate = 0.01,
                                                .theta_to_expiry = true,
                                                .premium_adjusted = true,
                                                .settlement_window = 0.5 / (24.0 * 365.0),
                                                .percent = 100.0};

/// FIX Latest, SecurityRiskMetricGrp (2995): Rho(2997) is per percent; the units of Theta(2998) and Vega(2999) are not stated, so they are
/// raw, in the years of TimeToExpiration(1189) = days / 365. Gamma(2996) is d2V/dS2: its published text is in error. Source: EP288.
inline constexpr GreekConvention fix{.rate = 0.01};

}  // namespace convention

/// A volatility (per sqrt(year), fraction) as the host quotes it.
constexpr double quoted_volatility(double volatility, const GreekConvention& convention) noexcept {
  return volatility * convention.percent;
}

}  // namespace bulwark::inline v1

#include "bulwark/pricing/quote_as.inl"

namespace bulwark::BULWARK_TARGET {

// Of plain numbers: a batch of one.

inline Sensitivities<double> quote_as(const Sensitivities<double>& raw, const GreekConvention& convention,
                                      const SpotClaim<double>& claim) noexcept {
  return only_lane(quote_as(one_lane(raw), convention, one_lane(claim)));
}
inline Greeks<double> quote_as(const Greeks<double>& raw, const GreekConvention& convention, const SpotClaim<double>& claim) noexcept {
  return only_lane(quote_as(one_lane(raw), convention, one_lane(claim)));
}

}  // namespace bulwark::BULWARK_TARGET
