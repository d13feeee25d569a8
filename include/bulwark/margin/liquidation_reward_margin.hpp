#pragma once

#include <vector>

#include "bulwark/margin/keeper_reward.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// What it would cost to liquidate the account, from whoever holds a position: keepers are paid once for flagging it and closing as much as
/// one window allows, and once more for each further window that the position which takes longest needs.
/// Source: Synthetix v3 perps, `PerpsAccount.getPossibleLiquidationReward` (synthetix-v3 at 23585f7, 2025).
struct LiquidationRewardMargin {
  struct Market {
    double flag_ratio = 0.0;  ///< of notional, granted for flagging
    double window = 0.0;      ///< coins that one window may close; 0: no limit
  };
  std::vector<Market> of_asset{};  ///< row AssetId; the rest by `otherwise`
  Market otherwise{};
  KeeperReward<double> rule;      ///< money in quote
  double collateral_ratio = 0.0;  ///< of the deposits' value, granted at least
  double flag_cost = 0.0;         ///< quote, to execute
  double liquidate_cost = 0.0;    ///< quote, to execute, per window

  /// Windows that closing takes; 0 without a limit.
  static double windows(double coins, double window) noexcept { return window == 0.0 ? 0.0 : __builtin_ceil(coins / window); }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double flagged = 0.0, longest = 0.0;
    bool is_open = false;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms) || p.quantity == 0.0) continue;
      const auto a = static_cast<std::size_t>(p.terms.asset);
      const Market& market = a < of_asset.size() ? of_asset[a] : otherwise;
      is_open = true;
      flagged = fma(market.flag_ratio, p.notional, flagged);
      longest = greatest(longest, windows(magnitude(p.delta), market.window));
    }
    if (!is_open) return {};
    double deposits = greatest(0.0, account.cash);
    for (const HeldUnit& unit : account.units) deposits += greatest(0.0, product(unit.coins, unit.price));
    const double first = rule.reward(greatest(flagged, product(collateral_ratio, deposits)), flag_cost + liquidate_cost, deposits);
    const double more = product(greatest(0.0, longest - 1.0), rule.reward(0.0, liquidate_cost, 0.0));
    return {.initial = first + more, .maintenance = first + more};
  }

  Faults faults() const {
    Faults found = rule.faults();
    const auto check = [&](double x, const char* field, Index asset = -1) {
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {.outer = asset}, x);
    };
    const auto check_market = [&](const Market& market, Index asset) {
      check(market.flag_ratio, "liquidation_reward_margin.flag_ratio", asset);
      check(market.window, "liquidation_reward_margin.window", asset);
    };
    check_market(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check_market(of_asset[static_cast<std::size_t>(a)], a);
    check(collateral_ratio, "liquidation_reward_margin.collateral_ratio");
    check(flag_cost, "liquidation_reward_margin.flag_cost"), check(liquidate_cost, "liquidation_reward_margin.liquidate_cost");
    return found;
  }
};
static_assert(MarginPolicy<LiquidationRewardMargin>);

}  // namespace bulwark::BULWARK_TARGET
