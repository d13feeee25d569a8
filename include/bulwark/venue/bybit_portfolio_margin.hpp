#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/borrow_margin.hpp"
#include "bulwark/margin/calendar_charge.hpp"
#include "bulwark/margin/coin_charge.hpp"
#include "bulwark/margin/cross_quote_charge.hpp"
#include "bulwark/margin/naked_short_margin.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Portfolio margin of Bybit's unified account.
struct BybitPortfolioMargin {
  double price_range = 0.10;                                       ///< relative; eleven prices across it
  std::vector<double> range_of_asset{};                            ///< row AssetId; replaces `price_range` where given
  double volatility_up = 0.24;                                     ///< relative, times (30 / days)^power
  double volatility_down = 0.20;                                   ///< the same
  double volatility_power = 0.30;                                  ///< whole days are counted
  double futures = 0.0003;                                         ///< of index for every coin of perpetuals and futures
  double short_options = 0.003;                                    ///< of index for every option sold net at a strike
  CalendarCharge calendar{.delta_rate = 0.45, .vega_rate = 0.10};  ///< 45 to 60 % of index per year between deltas
  CrossQuoteCharge cross_quote{};                                  ///< between USDT and USDC; not published
  double initial_of_maintenance = 1.2;
  BorrowMargin borrow{.quote = {0.10, 0.04}, .otherwise = {0.10, 0.04}};
  TieredDiscount collateral{};  ///< what coins count for; one that is not named counts for nothing, because no scenario moves it
};

/// As in the documentation's example of BTC (API reference, asset/portfolio-margin, March 2026).
inline BybitPortfolioMargin bybit_btc_march_2026() { return {}; }

/// What Bybit shows of one price: profits at it, quote.
struct BybitPricePoint {
  double futures = 0.0;
  std::array<double, 3> options{};  ///< volatility up, the same, down
  double spot_hedge = 0.0;

  /// Each price has a worst volatility of its own.
  double total() const noexcept { return futures + least(options[0], least(options[1], options[2])) + spot_hedge; }
};

/// The largest loss over all prices, quote, >= 0.
inline double bybit_maximum_loss(std::span<const BybitPricePoint> points) noexcept {
  double lowest = 0.0;
  for (const BybitPricePoint& point : points) lowest = least(lowest, point.total());
  return -lowest;
}

/// A margin as a share of equity as the account shows it: cut to four decimals.
inline double bybit_account_rate(double amount, double equity) noexcept { return __builtin_trunc(amount / equity * 1e4) / 1e4; }

inline constexpr Rulebook bybit_portfolio_margin_rulebook{
    .venue = "Bybit portfolio margin",
    .source =
        "Bybit help centre, \"Margin Calculations under Portfolio Margin\" (2024), API reference, asset/portfolio-margin (March 2026)",
    .date = "March 2026",
    .verified = "every cell of the documentation's option to its last digit and its largest loss to 1e-6; not the calendar contingencies",
    .assumed = {"0.3 % of index for every option sold net at a strike",
                "the calendar contingency on vega, and the units of both (an example's 56.89 is not explained)",
                "debts need 10 % to open, 4 % to maintain",
                "coins held hedge nothing (an example counts a hedge's gains, but not its losses)",
                "collateral counts in full (see `TieredDiscount`)", "the whole account is closed"}};

/// The worst of eleven prices and three volatilities for each coin, and contingencies: maintenance; 1.2 of it to open. What an account owes
/// is margined on top. The worst volatility of each price and the worst price of those are the worst of the grid.
/// Source and what is assumed: `bybit_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto bybit_portfolio_margin(const BybitPortfolioMargin& p, Var var = {}) {
  const ScenarioMargin stress{
      .grid = {.price_range = p.price_range,
               .range_of_asset = p.range_of_asset,
               .steps_per_side = 5,
               .vol_up = p.volatility_up,
               .vol_down = p.volatility_down,
               .term = {.short_power = p.volatility_power, .long_power = p.volatility_power, .is_in_whole_days = true}}};
  const CoinCharge futures{.futures = {p.futures, p.futures}};
  const NakedShortMargin short_options{p.short_options, p.short_options};
  const auto maintenance = sum_of(stress, futures, short_options, p.calendar, p.cross_quote);
  return RiskEvaluator{p.collateral,      sum_of(ScaledMargin{maintenance, p.initial_of_maintenance, 1.0}, p.borrow),
                       Black{},           std::move(var),
                       HealthThreshold{}, &bybit_portfolio_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
