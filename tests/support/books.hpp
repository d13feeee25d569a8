#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "bulwark/collateral/collateral_ratio.hpp"
#include "bulwark/collateral/haircut.hpp"
#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/largest_of.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/margin/short_option_floor.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/tiered_margin.hpp"
#include "support/random.hpp"

namespace bulwark::test {

inline constexpr AssetId btc{0}, eth{1}, sol{2};
inline const Timestamp now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
inline const Timestamp july = now + std::chrono::days{30};
inline const Timestamp december = now + std::chrono::days{200};

/// Three assets with forwards and volatilities.
inline MarketState three_assets() {
  const auto forwards = [](double spot) {
    return std::vector<ForwardPoint>{{july, spot * 1.0078125, 0.99609375}, {december, spot * 1.03125, 0.98046875}};
  };
  return {.now = now,
          .assets = {{.spot = 104'000.0, .forwards = forwards(104'000.0), .volatility = FlatVolatility{0.5}},
                     {.spot = 2'560.0, .forwards = forwards(2'560.0), .volatility = FlatVolatility{0.7}},
                     {.spot = 160.0, .volatility = FlatVolatility{0.9}}}};
}

/// Spot, both kinds of future and options in both settlements on each of the three.
inline std::vector<ListedInstrument> chain() {
  std::vector<ListedInstrument> all;
  const auto add = [&](const Instrument& instrument, AssetId settlement, double multiplier = 1.0) {
    all.push_back({.id = "i" + std::to_string(all.size()), .instrument = instrument, .multiplier = multiplier, .settlement = settlement});
  };
  const MarketState market = three_assets();
  for (const AssetId asset : {eth, btc, sol}) {
    const double spot = market[asset].spot;
    add(Spot{asset}, asset);
    add(LinearFuture{asset}, AssetId::quote);
    add(LinearFuture{asset, july}, AssetId::quote, 0.125);
    add(InverseFuture{asset}, asset, 10.0);
    add(InverseFuture{asset, december}, asset);
    for (const Timestamp expiry : {december, july})
      for (const double share : {0.75, 1.0, 1.25})
        for (const OptionSide side : {OptionSide::put, OptionSide::call}) {
          add(VanillaOption{asset, side, spot * share, expiry}, AssetId::quote);
          add(VanillaOption{asset, side, spot * share, expiry}, asset);
        }
  }
  return all;
}

/// What the chain lists on bitcoin and settles in the quote.
inline std::vector<ListedInstrument> quote_chain() {
  std::vector<ListedInstrument> own;
  for (const ListedInstrument& item : chain())
    if (asset_of(item.instrument) == btc && item.settlement == AssetId::quote) own.push_back(item);
  return own;
}

/// Entry prices are multiples of 1/16 near the market.
inline double entry_price(Random& random, const Instrument& instrument) {
  return three_assets()[asset_of(instrument)].spot * (0.9375 + static_cast<double>(random.below(8)) / 64.0);
}

/// A book of `positions` of the chain, any of them more than once; inverse futures in lots that matter.
inline Account random_book(Random& random, const std::vector<ListedInstrument>& listed, Index positions) {
  Account account{.positions = {}, .cash = static_cast<double>(random.below(4096)) * 256.0};
  for (Index i = 0; i < positions; ++i) {
    const ListedInstrument& item = listed[static_cast<std::size_t>(random.below(std::ssize(listed)))];
    const bool is_inverse = std::holds_alternative<InverseFuture>(item.instrument);
    account.positions.push_back({.instrument = item.instrument,
                                 .quantity = random.quantity() * (is_inverse ? 1024.0 : 1.0),
                                 .entry_price = entry_price(random, item.instrument),
                                 .settlement = settlement_of(item.instrument, item.settlement)});
  }
  return account;
}

inline ShockGrid grid() {
  return {.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.25, .far_moves = {-0.5, 0.5, -0.33}, .far_factor = 1.0};
}

/// Portfolio margin in quote, BTC moving with the scenarios.
inline auto portfolio_venue() {
  return RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {0.25, 0.125}}, .otherwise = {0.5, 0.25}},
                       sum_of(ScenarioMargin{.grid = grid(), .initial_factor = 1.25}, RollCharge{0.005, 0.02}, ShortOptionFloor{0.01}),
                       Black{}, NoVar{}, HealthThreshold{}};
}

/// Each coin by itself, as coin-margined venues do.
inline auto coin_venue() {
  ShockGrid coins = grid();
  coins.numeraire = Numeraire::settlement;
  return RiskEvaluator{no_haircut(), largest_of(ScenarioMargin{.grid = coins, .initial_factor = 1.25}, ShortOptionFloor{0.02}), Black{},
                       NoVar{}, HealthThreshold{.warn = 1.5, .full_close = 0.5, .close_fraction = 0.25}};
}

/// Gross margin with tiers.
inline auto tiered_venue() {
  return RiskEvaluator{
      Haircut{.otherwise = {0.1, 0.05}},
      sum_of(TieredMargin{.tables = {{{0.0, 0.02, 0.01}, {1e6, 0.04, 0.02}, {1e7, 0.1, 0.05}}}, .table_of_asset = {}}, ShortOptionMargin{}),
      Black{}, NoVar{}, HealthThreshold{}};
}

/// A lending pool.
inline auto lending_venue() {
  return RiskEvaluator{LoanToValue{.of_asset = {{0.7, 0.75}, {0.8, 0.825}}}, sum_of(DebtMargin{}, NotionalMargin{.rate = {0.1, 0.05}}),
                       Black{}, NoVar{}, HealthThreshold{}};
}

/// Runs `check(venue)` on each.
template <class Check>
void on_every_venue(Check check) {
  check(portfolio_venue());
  check(coin_venue());
  check(tiered_venue());
  check(lending_venue());
}

/// Every number of a report as bits; all NaNs are one.
inline std::array<std::uint64_t, 14> bits(const RiskReport& r) {
  const auto of = [](double x) { return x == x ? std::bit_cast<std::uint64_t>(x) : 0x7ff8'0000'0000'0000u; };
  const Binding binding = r.requirement.binding.value_or(Binding{.scenario = -1, .asset = AssetId{99}, .loss = -1.0, .gap = -1.0});
  return {of(r.equity),
          of(r.resources.initial),
          of(r.resources.maintenance),
          of(r.requirement.initial),
          of(r.requirement.maintenance),
          r.requirement.binding.has_value(),
          static_cast<std::uint64_t>(binding.scenario),
          static_cast<std::uint64_t>(binding.asset),
          of(binding.loss),
          of(binding.gap),
          r.health.has_value(),
          of(r.health.value_or(-1.0)),
          static_cast<std::uint64_t>(r.verdict.standing),
          of(r.verdict.close_fraction)};
}

inline bool is_unknown(const RiskReport& r) { return !r.verdict.is_known() && !r.verdict.is_healthy() && !r.verdict.is_liquidatable(); }

}  // namespace bulwark::test
