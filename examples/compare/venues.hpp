#pragma once

#include "bulwark/collateral/tiered_discount.hpp"
#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "bulwark/venue/okx.hpp"
#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "bulwark/venue/paradex.hpp"
#include "bulwark/venue/reg_t.hpp"
#include "line.hpp"

// The published parameters for BTC and ETH, in this order.

namespace compare {

namespace venue = bulwark::venue;

inline auto deribit_portfolio() {
  return venue::deribit_cross_portfolio_margin({{venue::deribit_btc_june_2024(), venue::deribit_eth_february_2026()}});
}
inline auto deribit_standard() {
  const bulwark::SizeRate futures = venue::deribit_futures(venue::deribit_btc_standard_2024());
  return venue::deribit_cross_standard_margin({.of_asset = {{futures}, {futures}}});
}
inline auto derive_1() { return venue::derive_portfolio_margin_1(venue::derive_portfolio_margin_1_2026()); }
inline auto derive_2() {
  venue::DerivePortfolioMargin2 p = venue::derive_portfolio_margin_2_2026();
  p.collateral = {{.in_scenarios = true}, {.in_scenarios = true}};
  return venue::derive_portfolio_margin_2(p);
}
inline auto derive_standard() {
  return venue::derive_standard_margin({.of_asset = {venue::derive_market(venue::derive_major_perpetual, venue::derive_bitcoin),
                                                     venue::derive_market(venue::derive_major_perpetual, venue::derive_ether)}});
}
inline auto okx() {
  venue::OkxPortfolioMargin p = venue::okx_january_2025();
  p.of_asset = {venue::okx_bitcoin, venue::okx_bitcoin};
  p.collateral = {{venue::okx_btc_discount_2024(), venue::okx_btc_discount_2024()}};
  return venue::okx_portfolio_margin(p);
}
inline auto bybit() {
  venue::BybitPortfolioMargin p = venue::bybit_btc_march_2026();
  p.collateral = {{{{0.0, 0.85}}, {{0.0, 0.85}}}};
  return venue::bybit_portfolio_margin(p);
}
inline auto paradex() { return venue::paradex_portfolio_margin(venue::paradex_portfolio_margin_2026()); }
inline auto tims() { return venue::occ_tims({}); }
inline auto reg_t() { return venue::reg_t(); }
inline auto hyperliquid() {
  return venue::hyperliquid({.schedules = {venue::hyperliquid_btc(), venue::hyperliquid_eth()}, .schedule_of_asset = {0, 1}});
}
inline auto dydx() { return venue::dydx_v4({.of_asset = {{venue::dydx_large_cap}, {venue::dydx_large_cap}}}); }
/// ETHUSDT's brackets are BTCUSDT's up to 12 million.
inline auto binance() {
  const bulwark::TieredMargin brackets{.tables = {venue::binance_btcusdt_october_2024()}, .table_of_asset = {}};
  return venue::binance_portfolio_margin({.futures = {.brackets = brackets}, .collateral_rates = {{{{0.0, 0.95}}, {{0.0, 0.95}}}}});
}

}  // namespace compare
