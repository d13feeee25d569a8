#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit.hpp"
#include "bulwark/venue/drift_v2.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/gate.hpp"
#include "bulwark/venue/gmx_v2.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/okx.hpp"
#include "bulwark/venue/synthetix_v3.hpp"
#include "bulwark/venue/vega.hpp"
#include "support/int128.hpp"
#include "support/venue_laws.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Holdings perpetuals{.linear = true, .dated = false};
constexpr Holdings perpetuals_and_coins{.coins = true, .linear = true, .dated = false};

const MarginTiers in_coins{{0.0, 0.01, 0.004}, {100.0, 0.02, 0.01}, {500.0, 0.05, 0.025}};
const TieredDiscount discounts{.of_asset = {{{0.0, 0.98}, {20.0, 0.95}}, {{0.0, 0.95}}}};

/// Tiers by position: two halves are two positions.
Exception tiers(const Position& large) { return {&law::halves, "half a position is in a lower tier", {.positions = {large}}}; }

std::vector<LawfulVenue> venues() {
  std::vector<LawfulVenue> all;
  const venue::BinanceFutures usdm{.brackets = {.tables = {venue::binance_btcusdt_october_2024()}, .table_of_asset = {}}};
  const venue::BinanceFutures coinm{.brackets = {.tables = {in_coins}, .table_of_asset = {}, .table_of_coin_settled = {0, 0, 0}}};
  venue::BinanceFutures both = usdm;
  both.brackets.tables.push_back(in_coins);
  both.brackets.table_of_coin_settled = {1, 1, 1};
  all.push_back(lawful("Binance USD-M", venue::binance_usdm(usdm), perpetuals, {tiers(perpetual_future(btc, 64.0))}));
  all.push_back(
      lawful("Binance COIN-M", venue::binance_coinm(coinm), {.coins = true, .inverse = true}, {tiers(inverse_future(btc, 67'108'864.0))}));
  all.push_back(lawful("Binance portfolio margin", venue::binance_portfolio_margin({.futures = both, .collateral_rates = discounts}),
                       {.coins = true, .owed_coins = true, .linear = true, .inverse = true}, {tiers(perpetual_future(btc, 64.0))}));
  const venue::Bybit bybit{.risk_limits = both.brackets, .collateral = discounts};
  all.push_back(lawful("Bybit", venue::bybit(bybit), {.coins = true, .owed_coins = true, .linear = true, .inverse = true},
                       {tiers(perpetual_future(btc, 64.0))}));
  all.push_back(lawful("Bybit on entry", venue::bybit_on_entry(bybit), {.coins = true, .linear = true, .inverse = true},
                       {tiers(perpetual_future(btc, 64.0))}));
  all.push_back(lawful("Gate", venue::gate({.risk_limits = {.tables = {venue::gate_btc_usdt_august_2026()}, .table_of_asset = {}}}),
                       perpetuals, {tiers(perpetual_future(btc, 1'024.0))}));
  all.push_back(lawful("OKX",
                       venue::okx({.position_tiers = {.tables = {venue::okx_eth_usdt_swap_2022()}, .table_of_asset = {}},
                                   .taker_fee = 0.0005,
                                   .discounts = discounts}),
                       {.coins = true, .owed_coins = true, .linear = true}, {tiers(perpetual_future(eth, 3'000.0))}));
  const venue::Hyperliquid hyperliquid{.schedules = {venue::hyperliquid_btc(), venue::hyperliquid_eth(), venue::hyperliquid_sol()},
                                       .schedule_of_asset = {0, 1, 2}};
  all.push_back(lawful("Hyperliquid", venue::hyperliquid(hyperliquid), perpetuals, {tiers(perpetual_future(btc, 4'096.0))}));
  all.push_back(
      lawful("Hyperliquid for transfers", venue::hyperliquid_transfers(hyperliquid), perpetuals, {tiers(perpetual_future(btc, 4'096.0))}));
  all.push_back(lawful("dYdX v4",
                       venue::dydx_v4({.of_asset = {{venue::dydx_large_cap}, {venue::dydx_mid_cap, 7e7}, {venue::dydx_long_tail, 1e7}}}),
                       perpetuals));
  venue::DriftV2<Int128> drift{
      .spot = {venue::drift_test_spot<Int128>(), venue::drift_test_spot<Int128>(), venue::drift_test_spot<Int128>()},
      .perps = {venue::drift_test_perp<Int128>(), venue::drift_test_perp<Int128>(), venue::drift_test_perp<Int128>()}};
  all.push_back(lawful("Drift v2", venue::drift_v2<Int128>(drift), {.coins = true, .owed_coins = true, .linear = true, .dated = false}));
  for (auto& market : drift.perps) market.ratio.size_factor = 1'500;
  for (auto& market : drift.spot) market.weights.size_factor = 3'000;
  all.push_back(lawful("Drift v2 with size factors", venue::drift_v2<Int128>(drift),
                       {.coins = true, .owed_coins = true, .linear = true, .dated = false},
                       {{&law::halves, "the share grows with the root of the size", {.positions = {perpetual_future(btc, 1'024.0)}}}}));
  all.push_back(
      lawful("GMX v2", venue::gmx_v2(venue::gmx_v2_bitcoin_2025()), perpetuals_and_coins,
             {{&law::growth, "the least sum is asked once of a small position", {.positions = {perpetual_future(eth, 0.0625)}}}}));
  const auto market = [](double scale) {
    return venue::SynthetixV3::Market{
        .margin = {.scale = scale, .per_scale = 2.0, .least = 0.01, .kept = 0.5, .minimum = 100.0},
        .window = {.maker_fee = 0.0, .taker_fee = 0.01, .skew_scale = scale, .multiplier = 1.0, .length = std::chrono::seconds{1}},
        .flag_ratio = 0.0001};
  };
  all.push_back(lawful(
      "Synthetix v3",
      venue::synthetix_v3({.of_asset = {market(1e4), market(1e5), market(1e6)},
                           .discounts = {{1e4, 1.0, 0.01, 0.5}, {1e5, 1.0, 0.01, 0.5}, {1e6, 1.0, 0.01, 0.5}},
                           .keeper = {.least_profit = 1.0, .least_profit_ratio = 0.0, .most = 200.0, .most_of_margin = 1.0},
                           .flag_cost = 3.0,
                           .liquidate_cost = 2.0}),
      perpetuals_and_coins,
      {{&law::halves, "the share grows with the size", {.positions = {perpetual_future(eth, 1'024.0)}}},
       {&law::growth, "a fixed sum is asked of each position", {.positions = {perpetual_future(eth, 1.0)}}},
       {&law::fall, "more than its price is asked of a coin of a huge position", {.positions = {perpetual_future(eth, 65'536.0)}}}}));
  const venue::Vega vega{.of_asset = {{.factors = {0.1, 0.11}, .linear_slippage = 0.05, .quadratic_slippage = 1e-4},
                                      {.factors = {0.1, 0.11}, .linear_slippage = 0.05},
                                      {.factors = {0.2, 0.3}}}};
  all.push_back(lawful(
      "Vega", venue::vega(vega), perpetuals,
      {{&law::halves, "closing costs more per coin", {.positions = {perpetual_future(btc, 64.0)}}},
       {&law::fall, "more than its price is asked of a coin of a huge position", {.positions = {perpetual_future(btc, 16'384.0)}}}}));
  all.push_back(
      lawful("Vega, fully collateralised", venue::vega_fully_collateralised({2e5, 5e3, 500.0}), perpetuals,
             {{&law::verdict, "what was posted in full is closed only when it is gone", {.positions = {perpetual_future(eth, 1.0)}}}}));
  return all;
}

}  // namespace

TEST_CASE("venues of perpetuals keep the laws but those that they are known to break", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_laws(venue);
}

TEST_CASE("at venues of perpetuals a number that is none never makes an account healthy", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_nan(venue);
}
