#pragma once

#include <array>
#include <vector>

#include "bulwark/margin/policy.hpp"
#include "bulwark/margin/worst_cases.hpp"
#include "bulwark/var/liquidation_schedule.hpp"

namespace bulwark::BULWARK_TARGET {

/// What it may cost to sell out of each asset's net delta in a market that gives way, over the trades that a seller of some patience makes
/// best: a concentration charge that grows faster than size, where a loss at a fixed horizon grows like it. Assets are sold each by itself,
/// and add. Source: Almgren, Chriss, "Optimal execution of portfolio transactions" (2000), section 3.2, as a charge on top of a scenario
/// margin, which has the price risk of the period before the first trade.
struct LiquidationCharge {
  struct Market {
    MarketDepth depth;
    double risk_aversion = 0.0;  ///< per quote, >= 0; 0 sells evenly
    Index trades = 1;            ///< in [1, most_trades]
  };
  static constexpr Index most_trades = 64;
  std::vector<Market> of_asset;  ///< row AssetId; holdings of an asset that has none are unknown
  double step = 1.0;             ///< time between trades, in the time unit of the depths
  double tail = 0.01;            ///< the cost is exceeded with this probability, in (0, 0.5]
  double initial_factor = 1.0;   ///< on the cost, >= maintenance's
  double maintenance_factor = 1.0;

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double total = 0.0;
    for (std::size_t u = 0; u < account.units.size(); ++u) {
      const AssetId asset = account.units[u].asset;
      bool is_first = true;
      double coins = 0.0;
      for (std::size_t v = 0; v < account.units.size(); ++v) {
        if (account.units[v].asset != asset) continue;
        is_first = is_first && v >= u;
        coins += account.units[v].delta;
      }
      if (is_first) total += cost(asset, magnitude(coins));
    }
    return {.initial = product(initial_factor, total), .maintenance = product(maintenance_factor, total)};
  }

  /// Of selling so many coins (>= 0); quote.
  double cost(AssetId asset, double coins) const noexcept {
    if (coins == 0.0) return 0.0;
    if (row(asset) < 0 || row(asset) >= std::ssize(of_asset)) return std::numeric_limits<double>::quiet_NaN();
    const Market& market = of_asset[static_cast<std::size_t>(row(asset))];
    std::array<double, most_trades + 1> holdings;
    const std::span<double> held(holdings.data(), static_cast<std::size_t>(market.trades + 1));
    const double urgency = market.risk_aversion > 0.0 ? liquidation_urgency(market.depth, market.risk_aversion, step) : 0.0;
    liquidation_schedule(coins, urgency, step, held);
    return liquidation_cost_at_risk(liquidation_cost(market.depth, step, held), tail);
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Market& market = of_asset[static_cast<std::size_t>(a)];
      for (Fault fault : bulwark::faults(market.depth, step)) {
        fault.where.outer = a;
        found.push_back(fault);
      }
      if (!(market.risk_aversion >= 0.0 && is_finite(market.risk_aversion)))
        report(found, FaultCode::negative, "liquidation_charge.risk_aversion", {.outer = a}, market.risk_aversion);
      if (market.trades < 1 || market.trades > most_trades)
        report(found, FaultCode::out_of_range, "liquidation_charge.trades", {.outer = a}, static_cast<double>(market.trades));
    }
    if (!(tail > 0.0 && tail <= 0.5)) report(found, FaultCode::out_of_range, "liquidation_charge.tail", {}, tail);
    check_factors(found, "liquidation_charge.initial_factor", initial_factor, "liquidation_charge.maintenance_factor", maintenance_factor);
    return found;
  }
};
static_assert(MarginPolicy<LiquidationCharge>);

}  // namespace bulwark::BULWARK_TARGET
