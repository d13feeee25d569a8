#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "bulwark/venue/aave_v3.hpp"
#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit.hpp"
#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "bulwark/venue/cme_span.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_early_portfolio_margin.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "bulwark/venue/drift_v2.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/gate.hpp"
#include "bulwark/venue/gmx_v2.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/maker.hpp"
#include "bulwark/venue/morpho.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "bulwark/venue/okx.hpp"
#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "bulwark/venue/opyn_gamma.hpp"
#include "bulwark/venue/paradex.hpp"
#include "bulwark/venue/reg_t.hpp"
#include "bulwark/venue/synthetix_v3.hpp"
#include "bulwark/venue/vega.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// The fields that `price()` names.
template <class Venue>
std::vector<std::string> refused(const Venue& venue) {
  const std::vector<ListedInstrument> one{{.id = "future", .instrument = LinearFuture{btc}}};
  std::vector<std::string> fields;
  for (const Fault& fault : venue.price(*Listing::from(one), three_assets()).faults()) fields.emplace_back(fault.field);
  return fields;
}

/// What is wrong with a venue's parameters, and the fields that are to be named for it, all at once.
struct Bad {
  const char* venue;
  std::vector<std::string> found, expected;
};

const MarginTiers unsorted{{0.0, 0.02, 0.01}, {1e6, 0.04, 0.02}, {1e5, 0.05, 0.03}}, falling{{0.0, 0.04, 0.02}, {1e6, 0.02, 0.01}},
    upside_down{{0.0, 0.01, 0.02}};
const std::vector<std::string> all_of_tiers{"tiered_margin.floor", "tiered_margin.initial", "tiered_margin.maintenance",
                                            "tiered_margin.maintenance", "tiered_margin.table"};
/// Every way in which tiers can be wrong.
TieredMargin bad_tiers() { return {.tables = {unsorted, falling, upside_down, {}}, .table_of_asset = {}}; }
const TieredDiscount negative_rates{.of_asset = {{{0.0, -0.1}}, {{0.0, 0.9}, {10.0, 0.95}}}};

std::vector<std::string> sorted(std::vector<std::string> all) {
  std::sort(all.begin(), all.end());
  return all;
}

void check(const Bad& bad) {
  INFO(bad.venue);
  CHECK(sorted(bad.found) == sorted(bad.expected));
}

std::vector<std::string> with(std::vector<std::string> all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TEST_CASE("venues of tiers refuse tiers that are unsorted, fall, stand upside down or are not there", "[venue][refused]") {
  const venue::BinanceFutures binance{.brackets = bad_tiers()};
  check({"Binance USD-M", refused(venue::binance_usdm(binance)), all_of_tiers});
  check({"Binance COIN-M", refused(venue::binance_coinm(binance)), all_of_tiers});
  check({"Binance portfolio margin",
         refused(venue::binance_portfolio_margin(
             {.futures = binance, .collateral_rates = negative_rates, .warning_at = 1.0, .claim_at = -1.0})),
         with({"binance.claim_at", "binance.warning_at", "tiered_discount.rate", "tiered_discount.rate", "health_threshold.warn"},
              all_of_tiers)});
  const venue::Bybit bybit{.risk_limits = bad_tiers(), .collateral = negative_rates};
  check({"Bybit", refused(venue::bybit(bybit)), with({"tiered_discount.rate", "tiered_discount.rate"}, all_of_tiers)});
  check({"Bybit on entry", refused(venue::bybit_on_entry(bybit)), all_of_tiers});
  check({"Gate", refused(venue::gate({.risk_limits = bad_tiers(), .taker_fee = -0.01})),
         with({"notional_margin.initial", "notional_margin.maintenance"}, all_of_tiers)});
  check({"OKX", refused(venue::okx({.position_tiers = bad_tiers(), .taker_fee = -0.01, .discounts = negative_rates, .warn_at = 0.5})),
         with({"notional_margin.initial", "notional_margin.maintenance", "tiered_discount.rate", "tiered_discount.rate",
               "health_threshold.warn"},
              all_of_tiers)});
  const venue::Hyperliquid hyperliquid{.schedules = {{{0.0, 40.0}, {1e6, 50.0}}, {{0.0, -1.0}}, {{0.0, 40.0}, {0.0, 20.0}}, {}},
                                       .backstop_below = 1.5,
                                       .transfer_share = -0.1,
                                       .large_close = 0.0};
  check({"Hyperliquid",
         refused(venue::hyperliquid(hyperliquid)),
         {"health_threshold.full_close", "hyperliquid.large_close", "tiered_margin.floor", "tiered_margin.initial", "tiered_margin.initial",
          "tiered_margin.maintenance", "tiered_margin.maintenance", "tiered_margin.table"}});
  check({"Hyperliquid for transfers",
         refused(venue::hyperliquid_transfers(hyperliquid)),
         {"health_threshold.full_close", "hyperliquid.large_close", "notional_margin.initial", "notional_margin.maintenance",
          "tiered_margin.floor", "tiered_margin.initial", "tiered_margin.initial", "tiered_margin.maintenance", "tiered_margin.maintenance",
          "tiered_margin.table"}});
}

TEST_CASE("venues of perpetuals refuse shares that make no sense", "[venue][refused]") {
  venue::DydxLiquidation liquidation = venue::dydx_liquidation_genesis;
  liquidation.insurance.max_fee = 2'000'000;
  check({"dYdX v4",
         refused(venue::dydx_v4({.of_asset = {{{2'000'000, 2'000'000, 10, 5}, -1.0}}, .liquidation = liquidation})),
         {"fillable_price.spread_to_maintenance", "insurance_delta.max_fee", "liquidity_tier.initial",
          "liquidity_tier.maintenance_of_initial", "liquidity_tier.open_interest", "liquidity_tier.open_interest_upper"}});
  venue::DriftV2<Int128> drift{.spot = {venue::drift_test_spot<Int128>()}, .perps = {venue::drift_test_perp<Int128>()}};
  drift.spot[0].weights = {Int128(9'500), Int128(9'000), Int128(10'500), Int128(11'000)};
  drift.perps[0].ratio = {Int128(500), Int128(1'000)};
  drift.perps[0].unrealised = {.initial = 10'000, .maintenance = 9'000};
  drift.spot[0].liquidator_fee = 200'000;
  check({"Drift v2",
         refused(venue::drift_v2<Int128>(drift)),
         {"concentration_weight", "drift_spot_market.liquidator_fee", "drift_spot_market.maintenance_liability", "perp_ratio.initial",
          "size_premium_margin.maintenance", "size_weight", "spot_weights.initial_asset", "spot_weights.initial_liability",
          "unrealised_weight", "unrealised_weight.initial", "weighted_debt.initial"}});
  venue::GmxV2 gmx = venue::gmx_v2_bitcoin_2025();
  gmx.keeping_share = 0.01, gmx.least_collateral = -1.0, gmx.most_profit = 2.0;
  check({"GMX v2", refused(venue::gmx_v2(gmx)), {"gmx_v2.most_profit", "position_minimum.each", "tiered_margin.maintenance"}});
  const venue::SynthetixV3::Market market{
      .margin = {.scale = -1.0, .per_scale = -1.0, .least = -0.01, .kept = 1.5, .minimum = -1.0},
      .window = {.maker_fee = 0.0, .taker_fee = 0.0, .skew_scale = 1.0, .multiplier = -1.0, .length = std::chrono::seconds{0}},
      .flag_ratio = -1.0};
  check({"Vega",
         refused(venue::vega({.of_asset = {{.factors = {-0.1, 0.1}, .funding_factor = 2.0}}})),
         {"vega.factors.bought", "vega.funding_factor"}});
  check({"Synthetix v3",
         refused(venue::synthetix_v3({.of_asset = {market},
                                      .discounts = {{-1.0, -1.0, 0.9, 0.1}},
                                      .keeper = {.least_profit = 1.0, .least_profit_ratio = 0.0, .most = -1.0, .most_of_margin = 1.0}})),
         {"keeper_reward.most", "liquidation_reward_margin.flag_ratio", "liquidation_window.multiplier", "skew_discount.lower",
          "skew_discount.scalar", "skew_discount.scale", "skew_margin.kept", "skew_margin.least", "skew_margin.minimum",
          "skew_margin.per_scale", "skew_margin.scale"}});
}

TEST_CASE("venues of portfolios refuse grids that are empty and contingencies below nothing", "[venue][refused]") {
  check(
      {"Bybit portfolio margin",
       refused(venue::bybit_portfolio_margin(
           {.price_range = 0.0, .futures = -1.0, .short_options = -1.0, .initial_of_maintenance = 0.9, .borrow = {.quote = {0.04, 0.10}}})),
       {"borrow_margin.quote", "coin_charge.futures.maintenance", "naked_short_margin.maintenance", "scaled_margin.maintenance_factor",
        "shock_grid.price_range"}});
  venue::OkxPortfolioMargin okx = venue::okx_january_2025();
  okx.otherwise.moves = {0.1, 0.2, 1.5}, okx.initial_of_maintenance = 0.9, okx.extreme_share = -1.0, okx.rate_move = -1.0;
  check({"OKX portfolio margin",
         refused(venue::okx_portfolio_margin(okx)),
         {"rate_charge.move", "scaled_margin.maintenance_factor", "scenario_list.price", "scenario_list.price", "scenario_list.price",
          "scenario_list.weight", "scenario_list.weight"}});
  venue::DeribitPortfolioMargin deribit = venue::deribit_btc_june_2024();
  deribit.price_range = 0.0, deribit.mm_factor = 1.2, deribit.m_inc = -1.0, deribit.annualised_move_risk = -1.0,
  deribit.extended_dampener = -1.0;
  deribit.extended_moves = {-1.0};
  check({"Deribit portfolio margin",
         refused(venue::deribit_portfolio_margin(deribit)),
         {"delta_shock.maintenance_factor", "delta_shock.per_coin", "roll_charge", "roll_charge.maintenance_factor",
          "scenario_margin.far_relief", "scenario_margin.maintenance_factor", "shock_grid.far_moves", "shock_grid.price_range"}});
  deribit.haircut = -0.1, deribit.equity_side_impact = venue::EquitySideImpact::none;
  check({"Deribit cross portfolio margin",
         refused(venue::deribit_cross_portfolio_margin({.of_asset = {deribit}})),
         {"delta_shock.per_coin", "haircut", "haircut.maintenance", "offset_margin.far_relief", "roll_charge", "shock_grid.far_moves",
          "shock_grid.price_range"}});
  check({"Deribit cross portfolio margin of nothing",
         refused(venue::deribit_cross_portfolio_margin({.of_asset = {}})),
         {"offset_margin.of_asset"}});
  check({"Deribit early portfolio margin",
         refused(venue::deribit_early_portfolio_margin({.price_range = 1.0,
                                                        .volatility_range = -1.0,
                                                        .vega_power = 0.5,
                                                        .option_share = -1.0,
                                                        .naked_short = -1.0,
                                                        .hedged_futures = -1.0,
                                                        .hedged_vega = -1.0,
                                                        .initial_factor = 0.5})),
         {"hedged_futures_charge.rate", "hedged_vega_charge.move", "naked_short_margin.maintenance", "option_charge.rate",
          "scaled_margin.maintenance_factor", "shock_grid.price_range", "shock_grid.vol_down", "shock_grid.vol_up"}});
  venue::DerivePortfolioMargin1 one = venue::derive_portfolio_margin_1_2026();
  one.scenarios.clear(), one.im_factor = 0.5, one.base_percent = -1.0, one.option_percent = -1.0, one.static_discount = -1.0;
  check({"Derive portfolio margin 1",
         refused(venue::derive_portfolio_margin_1(one)),
         {"coin_charge.holdings.maintenance", "expiry_discount.gain", "naked_short_margin.maintenance", "scaled_margin.maintenance_factor",
          "scenario_list.scenarios"}});
  venue::DerivePortfolioMargin2 two = venue::derive_portfolio_margin_2_2026();
  two.scenarios.clear(), two.mm_factor = 1.5, two.im_perp = -0.01, two.im_option = -0.01,
                         two.collateral = {{.initial = -0.1, .maintenance = 0.1}};
  check({"Derive portfolio margin 2",
         refused(venue::derive_portfolio_margin_2(two)),
         {"coin_charge.futures.initial", "haircut", "haircut.maintenance", "naked_short_margin.initial", "scaled_margin.maintenance_factor",
          "scenario_list.scenarios"}});
  venue::ParadexPortfolioMargin paradex = venue::paradex_portfolio_margin_2026();
  paradex.scenarios.clear(), paradex.maintenance_of_initial = 1.5, paradex.floor = {.net_rate = -1.0, .hedged_rate = -1.0},
                             paradex.fee_rate = -1.0;
  check({"Paradex portfolio margin",
         refused(venue::paradex_portfolio_margin(paradex)),
         {"delta_floor.hedged_rate", "delta_floor.net_rate", "notional_margin.initial", "notional_margin.maintenance",
          "scaled_margin.maintenance_factor", "scenario_list.scenarios"}});
  const venue::SpanProduct product{.point_value = 1.0,
                                   .price_scan_range = 0.0,
                                   .volatility_scan_range = -0.1,
                                   .short_option_minimum = -1.0,
                                   .tier_ends = {december, july}};
  check({"CME SPAN",
         refused(venue::cme_span({.of_asset = {product, product, product}, .initial_of_maintenance = 0.9})),
         {"intermonth_charge.tier_ends", "intermonth_charge.tier_ends", "intermonth_charge.tier_ends", "short_option_minimum",
          "short_option_minimum", "short_option_minimum", "span_margin.initial_factor", "span_margin.price", "span_margin.price",
          "span_margin.price", "span_margin.volatility", "span_margin.volatility", "span_margin.volatility"}});
  check({"OCC TIMS",
         refused(venue::occ_tims(
             {.otherwise = {.down = 1.5, .up = 0.1}, .group_of_asset = {3}, .offset_of_group = {1.5}, .least_per_unit = -1.0})),
         {"contract_minimum.per_unit", "pnl_offset.share", "product_group_margin.group_of_asset", "scenario_list.price",
          "scenario_list.price"}});
}

TEST_CASE("venues of loans refuse terms under which liquidation would harm from the start", "[venue][refused]") {
  check({"Aave v3",
         refused(venue::aave_v3({.of_asset = {{.terms = {9'000, 8'000, 10'500}},
                                              {.terms = {8'000, 9'600, 10'500}},
                                              {.terms = {-1, 11'000, 9'000}, .decimals = 99}},
                                 .close_factor = 0,
                                 .full_close_up_to = 20'000})),
         {"aave_v3.decimals", "health_threshold.close_fraction", "health_threshold.full_close", "loan_to_value.borrow",
          "loan_to_value.liquidation", "loan_to_value.liquidation", "toxic_frontier.bonus", "toxic_frontier.threshold",
          "toxic_frontier.threshold x (1 + bonus)"}});
  check({"Morpho",
         refused(venue::morpho({.ratio = 1.1}, btc)),
         {"loan_to_value.borrow", "loan_to_value.liquidation", "toxic_frontier.bonus", "toxic_frontier.threshold",
          "toxic_frontier.threshold x (1 + bonus)"}});
  check({"Morpho", refused(venue::morpho({.ratio = -0.1}, btc)), {"loan_to_value.borrow", "toxic_frontier.threshold"}});
  venue::MakerCollateral<double> maker = venue::maker_wbtc_c_november_2021<double>();
  maker.ratio = 0.9, maker.penalty = 0.5;
  check({"Maker", refused(venue::maker(maker)), {"collateral_ratio.liquidation", "maker.penalty"}});
  venue::OpynGamma opyn = venue::opyn_gamma_of_its_tests();
  opyn.naked.bounds[1].left = opyn.naked.bounds[0].left, opyn.naked.bounds[2].share = -0.1, opyn.naked.shock = 0.0,
  opyn.oracle_deviation = 2.0;
  check({"Opyn Gamma",
         refused(venue::opyn_gamma(opyn)),
         {"naked_option_margin.left", "naked_option_margin.share", "naked_option_margin.shock", "opyn_gamma.oracle_deviation"}});
}

TEST_CASE("venues of accounts refuse shares upside down", "[venue][refused]") {
  venue::RegT reg_t{.stock = {.initial = 0.1}, .option = {.share = -0.2, .least = -0.1}};
  check({"Regulation T",
         refused(venue::reg_t(reg_t)),
         {"naked_option.least", "naked_option.share", "stock_margin.maintenance_long", "stock_margin.maintenance_short"}});
  venue::DeribitStandardMargin standard{.future_initial = 0.01, .future_maintenance = 0.02, .future_per_coin = -1.0};
  standard.options.share = -0.1;
  check({"Deribit standard margin",
         refused(venue::deribit_standard_margin(standard)),
         {"short_option_margin", "size_margin.maintenance", "size_margin.per_coin"}});
  check({"Deribit cross standard margin",
         refused(venue::deribit_cross_standard_margin({.of_asset = {{venue::deribit_futures(standard), -0.1}}})),
         {"haircut", "haircut.maintenance", "size_margin.maintenance", "size_margin.per_coin"}});
  venue::DeriveStandardMargin derive{.of_asset = {venue::derive_market({0.05, 0.10}, {.factor = 1.2, .initial_scale = -1.0},
                                                                       venue::derive_options(-0.1, 0.1, 0.2, 0.9, 1.0))}};
  derive.depeg.factor = -1.0;
  check({"Derive standard margin",
         refused(venue::derive_standard_margin(derive)),
         {"depeg.factor", "margin_factor.factor", "margin_factor.initial_scale", "max_loss_margin.unpaired_initial",
          "notional_margin.maintenance", "short_option_margin", "short_option_margin.least_share"}});
}
