#pragma once

#include <array>
#include <span>

#include "bulwark/core/calendar_day.hpp"
#include "bulwark/scenario/history.hpp"

namespace bulwark::inline v1 {

/// A day that margins are asked about ever since.
struct CrashDay {
  CalendarDay date;  ///< UTC
  double bitcoin;    ///< log return from close to close
  double ether;      ///< the same
  const char* what;
};

/// Days on which crypto markets fell together. Source: daily closes (UTC) of large spot exchanges.
inline constexpr std::array<CrashDay, 7> crash_days{{
    {{2020, 3, 12}, -0.4647302, -0.5507317, "pandemic; auctions without bids"},
    {{2021, 5, 19}, -0.1481071, -0.3174590, "deleveraging after mining was banned"},
    {{2022, 5, 11}, -0.0696271, -0.1230835, "Terra's stablecoin fails"},
    {{2022, 6, 13}, -0.1740526, -0.1821259, "lenders stop withdrawals"},
    {{2022, 11, 9}, -0.1548895, -0.1918441, "an exchange is insolvent"},
    {{2025, 10, 10}, -0.0758597, -0.1315341, "largest liquidation of a day; lows within it far below the close"},
    {{2026, 2, 5}, -0.1510256, -0.1620760, "forced selling"},
}};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Crash days as joint scenarios: what is asked of a book beside what a window of history happens to hold. Assets other than the two move
/// by `beta` times bitcoin's move; every volatility by `vol_response` times its asset's (-2: a fall of 10 % raises it by 20 %).
struct CrashScenarios {
  std::span<const CrashDay> days = crash_days;
  AssetId bitcoin;
  AssetId ether;
  std::vector<double> beta{};  ///< row AssetId; one without moves like bitcoin
  double vol_response = -2.0;  ///< *assumed*: what surfaces did is not recorded here

  Index size() const noexcept { return std::ssize(days); }

  ScenarioSet scenarios(const MarketState& market) const {
    const Index assets = std::ssize(market.assets);
    History history{.assets = assets, .log_return = {}, .vol_move = {}};
    for (const CrashDay& day : days)
      for (Index a = 0; a < assets; ++a) {
        const bool is_ether = a == row(ether), is_bitcoin = a == row(bitcoin);
        const double share = is_bitcoin || a >= std::ssize(beta) ? 1.0 : beta[static_cast<std::size_t>(a)];
        const double move = is_ether ? day.ether : product(share, day.bitcoin);
        history.log_return.push_back(move);
        history.vol_move.push_back(product(vol_response, expm1(move)));
      }
    return history.scenarios(market);
  }

  Faults faults() const {
    Faults found;
    if (days.empty()) report(found, FaultCode::empty, "crash_scenarios.days");
    for (Index d = 0; d < std::ssize(days); ++d)
      for (const double move : {days[static_cast<std::size_t>(d)].bitcoin, days[static_cast<std::size_t>(d)].ether})
        if (!(magnitude(move) < 20.0)) report(found, FaultCode::out_of_range, "crash_scenarios.days", {.outer = d}, move);
    for (Index a = 0; a < std::ssize(beta); ++a)
      if (!(magnitude(beta[static_cast<std::size_t>(a)]) <= 20.0))
        report(found, FaultCode::out_of_range, "crash_scenarios.beta", {.outer = a}, beta[static_cast<std::size_t>(a)]);
    if (!(vol_response <= 0.0 && is_finite(vol_response)))
      report(found, FaultCode::out_of_range, "crash_scenarios.vol_response", {}, vol_response);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
