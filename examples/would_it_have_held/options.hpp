#pragma once

#include <functional>

#include "../support/progress.hpp"
#include "bulwark/collateral/haircut.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/fixed_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/tail_margin.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/scenario/filtered_returns.hpp"
#include "bulwark/system/moves_between.hpp"
#include "bulwark/system/revalued_walk.hpp"
#include "bulwark/var/age_weighted_var.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/later_var.hpp"
#include "linear.hpp"

namespace held {

using namespace std::chrono_literals;

/// The history has prices and no option quotes. *Assumed*: an option's volatility, at every strike, is `premium` times what GARCH, fitted
/// before the hold-out, expects of the days it has left. So volatility moves with prices, more at short expiries; smiles do not exist.
inline constexpr double premium = 1.1;

inline constexpr AssetId btc{0}, eth{1};
inline constexpr Index most_days = 500;

struct OptionBook {
  std::string name;
  RestruckBook book;
};

inline std::vector<OptionBook> option_books() {
  constexpr auto call = OptionSide::call, put = OptionSide::put;
  constexpr auto month = 720h, week = 168h;
  return {{"BTC short straddle", {.legs = {{btc, -1.0, month, call}, {btc, -1.0, month, put}}}},
          {"BTC short strangle", {.legs = {{btc, -1.0, month, call, 1.15}, {btc, -1.0, month, put, 0.85}}}},
          {"BTC risk reversal", {.legs = {{btc, 1.0, month, call, 1.15}, {btc, -1.0, month, put, 0.85}}}},
          {"BTC calendar", {.legs = {{btc, -1.0, week, call}, {btc, 1.0, month, call}}}},
          {"BTC covered call", {.legs = {{btc, 1.0}, {btc, -1.0, month, call, 1.15}}}},
          {"ETH short straddle", {.legs = {{eth, -1.0, month, call}, {eth, -1.0, month, put}}}}};
}

/// A market for every close: price 100 before the first day, and the volatilities assumed.
inline std::vector<MarketState> closes_of(const DailyHistory& history, std::span<const Garch> rules) {
  std::vector<MarketState> closes;
  std::array<double, 2> spot{100.0, 100.0}, variance{long_run_variance(rules[0]), long_run_variance(rules[1])};
  for (std::size_t day = 0; day < history.days(); ++day) {
    MarketState market{.now = Timestamp{history.dates[day] + 24h}, .assets = {}};
    for (std::size_t a = 0; a < 2; ++a) {
      const double move = history.row(day)[a];
      spot[a] *= 1.0 + bulwark::expm1(move);
      variance[a] = garch_variance(rules[a], variance[a], move);
      GridVolatility surface{.expiries = {}, .log_moneyness = {0.0}, .volatility = {}};
      for (const int left : {6, 7, 14, 29, 30}) {
        surface.expiries.push_back(market.now + left * 24h);
        surface.volatility.push_back(premium * std::sqrt(365.0 * garch_variance_over(rules[a], variance[a], left) / left));
      }
      market.assets.push_back({.spot = spot[a], .volatility = surface});
    }
    closes.push_back(std::move(market));
  }
  return closes;
}

using Moves = std::span<const MarketState>;

inline History moves_of(Moves seen) { return moves_between(seen, most_days, 720h); }

/// Price moves as they would be at today's volatility, each asset by its own; volatility moves as they were.
inline History filtered_moves(Moves seen) {
  History moves = moves_of(seen);
  const auto assets = static_cast<std::size_t>(moves.assets);
  std::vector<double> column(static_cast<std::size_t>(moves.size())), filtered(column.size());
  for (std::size_t a = 0; a < assets; ++a) {
    for (std::size_t day = 0; day < column.size(); ++day) column[day] = moves.log_return[day * assets + a];
    filtered_returns(
        column, [](double variance, double move) { return ewma_variance(variance, move, 0.94); }, filtered);
    for (std::size_t day = 0; day < column.size(); ++day) moves.log_return[day * assets + a] = filtered[day];
  }
  return moves;
}

template <class Margin, class Var>
auto venue(Margin margin, Var var) {
  return RiskEvaluator{no_haircut(), std::move(margin), Black{}, std::move(var), HealthThreshold{}};
}

/// 99 % by delta alone: the deviation of the last days' exponential average.
inline VarReport delta_normal_of(Moves seen, const Listing& listing, const AccountRow& account) {
  const MarketState& market = seen.back();
  const Priced priced = price_market(listing, market, Black{}, {}, InScenarios(market.assets.size(), 0u));
  std::vector<double> delta(market.assets.size());
  for (std::size_t i = 0; i < account.segments.back().end; ++i) {
    const Index row = account.row[i];
    const auto asset = static_cast<std::size_t>(bulwark::row(asset_of(listing[row].instrument)));
    delta[asset] += account.quantity[i] * priced.table.at(row, Column::delta) * market.assets[asset].spot;
  }
  const DeltaNormalForecast policy{.delta = delta, .tail = tail};
  const History moves = moves_between(seen, 200, 720h);
  SeenCovariance state = policy.start();
  for (Index day = 0; day < moves.size(); ++day)
    state = policy.after(std::move(state), std::span{moves.log_return}.subspan(std::size_t(day * moves.assets), std::size_t(moves.assets)));
  return policy.forecast(state);
}

using Forecast = std::function<VarReport(Moves, const Listing&, const AccountRow&)>;

/// Value at risk by every method, all but the last by full revaluation of prices and volatilities. Shortfalls of few days take the worst.
inline std::vector<std::pair<std::string, Forecast>> option_methods() {
  const auto historical = [](Moves seen) {
    return HistoricalVar{.history = moves_of(seen), .tail = tail, .shortfall = ShortfallConvention::through_rank};
  };
  const auto filtered = [](Moves seen) {
    return HistoricalVar{.history = filtered_moves(seen), .tail = tail, .shortfall = ShortfallConvention::through_rank};
  };
  const FixedMargin none{.settlement = AssetId::quote, .initial = 0.0};
  return {{"historical", var_of([=](Moves seen) { return venue(none, historical(seen)); })},
          {"hist., a day later", var_of([=](Moves seen) { return venue(none, LaterVar<HistoricalVar>{historical(seen)}); })},
          {"age-weighted", var_of([=](Moves seen) {
             return venue(none, AgeWeightedVar{moves_of(seen), 0.99, tail});
           })},
          {"FHS EWMA", var_of([=](Moves seen) { return venue(none, filtered(seen)); })},
          {"delta-normal", delta_normal_of}};
}

/// Margins of the same books.
inline std::vector<std::pair<std::string, Forecast>> option_policies() {
  const auto grid = [](Moves) {
    return venue(ScenarioMargin{.grid = {.price_range = 0.15, .steps_per_side = 3, .vol_up = 0.5, .vol_down = 0.25}}, NoVar{});
  };
  return {
      {"static grid", requirement_of(grid)},
      {"99 % VaR, history", requirement_of([](Moves seen) { return venue(value_at_risk_margin(moves_of(seen), tail), NoVar{}); })},
      {"97.5 % ES, history", requirement_of([](Moves seen) { return venue(expected_shortfall_margin(moves_of(seen), 0.025), NoVar{}); })},
      {"99 % VaR, FHS EWMA", requirement_of([](Moves seen) { return venue(value_at_risk_margin(filtered_moves(seen), tail), NoVar{}); })}};
}

/// From the close of day `first` on.
inline std::vector<Walked> walk_options(const std::vector<std::pair<std::string, Forecast>>& forecasts, const RestruckBook& book,
                                        Moves closes, std::size_t first, examples::Progress& progress) {
  std::vector<Walked> walked;
  for (const auto& [name, forecast] : forecasts) {
    // a forecast at the close of day d is that of day d + 1
    walked.push_back({name, revalued_walk(closes, book, Black{}, forecast, Index(first), [&](Index) { progress.step(); })});
    walked.back().days.insert(walked.back().days.begin(), first + 1, {std::nan(""), std::nan(""), std::nan("")});
  }
  return walked;
}

}  // namespace held
