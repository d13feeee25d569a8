#pragma once

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/entry_margin.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/position_minimum.hpp"
#include "bulwark/pricing/price_impact.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A market of GMX v2. Source: `PositionUtils`, `MarketUtils`, `AdlUtils` (gmx-synthetics at a5c0c88, 2026).
struct GmxV2 {
  PriceImpact impact;
  double opening_share;                     ///< of a position's size, to open
  double keeping_share;                     ///< the same, to keep; <= opening_share
  double least_collateral;                  ///< quote
  double share_per_interest_long = 0.0;     ///< of size to open with, per quote of the side's open interest
  double share_per_interest_short = 0.0;    ///< the same
  double most_impact_in_liquidation = 0.0;  ///< of size
  double most_profit;                       ///< of what the pool holds, to the traders of one side together
  double deleverage_above;                  ///< of what the pool holds; enables auto-deleveraging
  double deleverage_until;                  ///< <= deleverage_above

  /// Share of size that opening needs where its side's open interest would be `interest` quote.
  double opening_share_at(bool is_long, double interest) const noexcept {
    return greatest(opening_share, product(is_long ? share_per_interest_long : share_per_interest_short, interest));
  }

  /// What a profit is cut to where its whole side's is more than the pool may pay; losses are not. NaN comes through.
  double capped_profit(double profit, double side_profit, double pool) const noexcept {
    const double most = product(most_profit, pool);
    if (!(profit > 0.0) || side_profit <= most || most <= 0.0) return profit;
    return product(profit, most) / side_profit;
  }

  /// Whether profitable positions may be closed against their owners' will: from one share of the pool down to a smaller one.
  bool may_deleverage(double side_profit, double pool, bool was_enabled) const noexcept {
    return side_profit / pool > (was_enabled ? deleverage_until : deleverage_above);
  }

  /// Of what trades, profits and the pool are subject to, positions apart.
  Faults faults_of_market() const {
    Faults found = impact.faults();
    const auto share = [&](double x, const char* field) {
      if (!(x >= 0.0 && x <= 1.0)) report(found, FaultCode::out_of_range, field, {}, x);
    };
    share(share_per_interest_long, "gmx_v2.share_per_interest_long"), share(share_per_interest_short, "gmx_v2.share_per_interest_short");
    share(most_impact_in_liquidation, "gmx_v2.most_impact_in_liquidation"), share(most_profit, "gmx_v2.most_profit");
    share(deleverage_above, "gmx_v2.deleverage_above");
    if (!(deleverage_until >= 0.0 && deleverage_until <= deleverage_above))
      report(found, FaultCode::out_of_range, "gmx_v2.deleverage_until", {}, deleverage_until);
    return found;
  }

  Faults faults() const {
    Faults found = faults_of_market();
    append(found, PositionMinimum{least_collateral}.faults());
    if (!(opening_share >= 0.0 && opening_share <= 1.0)) report(found, FaultCode::out_of_range, "gmx_v2.opening_share", {}, opening_share);
    if (!(keeping_share >= 0.0 && keeping_share <= opening_share))
      report(found, FaultCode::out_of_range, "gmx_v2.keeping_share", {}, keeping_share);
    return found;
  }
};

/// BTC/USD on Arbitrum against WBTC and USDC (gmx-synthetics, `config/markets.ts`, 2025).
inline GmxV2 gmx_v2_bitcoin_2025() {
  return {.impact = {.positive = {3e-11, 2.0}, .negative = {9e-11, 2.0}},
          .opening_share = 0.005,
          .keeping_share = 0.005,
          .least_collateral = 1.0,
          .share_per_interest_long = 6e-11,
          .share_per_interest_short = 6e-11,
          .most_profit = 0.90,
          .deleverage_above = 0.85,
          .deleverage_until = 0.77};
}

/// A position by itself: the venue keeps one per account, market, collateral and side.
struct GmxPosition {
  bool is_long;
  double size;                  ///< quote, at entry
  double coins;                 ///< of the index
  double collateral;            ///< coins of its one collateral
  double fees = 0.0;            ///< quote: closing, borrowing and funding; the liquidation's own is left out
  double pending_impact = 0.0;  ///< quote, signed: of its openings

  /// Quote: a long is marked at the lowest and a short at the highest of the oracle's prices.
  double profit(double lowest, double highest) const noexcept { return is_long ? fma(coins, lowest, -size) : fma(-coins, highest, size); }
};

/// What would be left of its collateral if the position were closed now, quote. `collateral_price` is the oracle's lowest, `profit` is
/// capped; `impact` is that of closing it all, of which a gain does not count and a loss does up to a share of size.
inline double gmx_remaining(const GmxV2& market, const GmxPosition& p, double collateral_price, double profit, double impact) noexcept {
  const double charged = greatest(least(impact, 0.0), -product(market.most_impact_in_liquidation, p.size));
  return fma(p.collateral, collateral_price, profit) + charged + p.pending_impact - p.fees;
}

enum class GmxStanding { unknown, healthy, too_little, nothing_left, too_much_leverage };

/// Why a position with so much left may be liquidated, or that it may not.
inline GmxStanding gmx_standing(const GmxV2& market, const GmxPosition& p, double remaining) noexcept {
  if (!is_finite(remaining) || !is_finite(p.size)) return GmxStanding::unknown;
  if (remaining < market.least_collateral) return GmxStanding::too_little;
  if (remaining <= 0.0) return GmxStanding::nothing_left;
  return remaining < product(market.keeping_share, p.size) ? GmxStanding::too_much_leverage : GmxStanding::healthy;
}

inline constexpr Rulebook gmx_v2_rulebook{
    .venue = "GMX v2",
    .source = "PositionUtils, MarketUtils, AdlUtils (gmx-synthetics at a5c0c88, 2026)",
    .date = "BTC/USD on Arbitrum, 2025",
    .verified = "its own tests' price impacts to 1e-15, and a position liquidated at 4,000 and not at 4,200",
    .assumed = {"one price", "no fees", "no price impact", "no cap on profits", "an account is one position"}};

/// Isolated perpetuals: collateral and profit against a share of size at entry and a least sum; the whole position is closed.
/// Source and what is assumed, here and not in the functions above: `gmx_v2_rulebook`. In neither: virtual inventory across markets,
/// referral discounts.
template <VarPolicy Var = NoVar>
auto gmx_v2(const GmxV2& p, Var var = {}) {
  const EntryMargin share{
      .rates = {.tables = {{{.floor = 0.0, .initial = p.opening_share, .maintenance = p.keeping_share}}}, .table_of_asset = {}}};
  return RiskEvaluator{no_haircut(),
                       largest_of(share, PositionMinimum{p.least_collateral}),
                       Black{},
                       std::move(var),
                       HealthThreshold{},
                       &gmx_v2_rulebook,
                       p.faults_of_market()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
