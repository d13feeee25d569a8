#pragma once

#include <vector>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/scenario/scenario_list.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// One scenario of Derive's portfolio margin managers: where the price goes, which way volatility, what share of the profit counts.
struct DeriveScenario {
  enum class Volatility { none, up, down, linear_skew, absolute_skew };
  double price;  ///< multiple
  Volatility volatility = Volatility::none;
  double dampening = 1.0;
};

/// How far volatility moves, by the time left.
struct DeriveVolShock {
  double range_up, range_down;  ///< relative, x (30 days / days left)^power
  double short_term_power = 0.30;
  double long_term_power = 0.13;  ///< beyond 30 days
  double least_days = 1.0;
  double least_when_up = 0.0;  ///< per sqrt(year); a volatility that is moved up (range_up > 0) ends at least here

  VolatilityTerm term() const noexcept { return {30.0, short_term_power, long_term_power, least_days, least_when_up}; }

  ScenarioList list(const std::vector<DeriveScenario>& scenarios) const {
    ScenarioList list{.scenarios = {}, .term = term()};
    for (const DeriveScenario& s : scenarios) {
      using enum DeriveScenario::Volatility;
      list.scenarios.push_back({.price = s.price,
                                .vol = s.volatility == up     ? range_up
                                       : s.volatility == down ? -range_down
                                                              : 0.0,
                                .weight = s.dampening,
                                .skew = s.volatility == linear_skew     ? Skew::linear
                                        : s.volatility == absolute_skew ? Skew::absolute
                                                                        : Skew::none});
    }
    return list;
  }
};

/// Options settle at the average of their last half hour (`averaged_forward`).
inline constexpr std::chrono::minutes derive_settlement_window{30};

/// A slice of Derive's volatility feed: log-moneyness within 4 sqrt(a + b sigma), total variance at most 144 (`LyraVolFeed` and its SVI
/// library, v2-core at 7736900, 2026).
inline SviSlice derive_svi(Timestamp expiry, double a, double b, double rho, double m, double sigma, double forward,
                           double years) noexcept {
  return {expiry, a, b, rho, m, sigma, forward, years, 4.0, 144.0};
}

}  // namespace bulwark::BULWARK_TARGET::venue
