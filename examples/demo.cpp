// What may these accounts still do, what could they lose, and where would they be liquidated? `demo` asks seven accounts on four venues, on
// real quotes; `demo FILE` reads a chain of a public data set and says how far our numbers are from the exchange's.
#include <cstdio>

#include "bulwark/var/historical_var.hpp"
#include "bulwark/venue/aave_v3.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "demo/accounts.hpp"
#include "demo/chain.hpp"
#include "demo/dossier.hpp"
#include "demo/overview.hpp"
#include "demo/quotes.hpp"
#include "demo/returns.hpp"

int main(int argc, char** argv) {
  if (argc > 2) return std::fprintf(stderr, "usage: demo [FILE]\n"), 1;
  if (argc == 2) return demo::compare_chain(argv[1]);

  namespace venue = bulwark::venue;
  const bulwark::HistoricalVar history{.history = demo::daily_returns(), .tail = 0.01};
  const auto deribit = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024(), history);
  const auto hyperliquid =
      venue::hyperliquid({.schedules = {venue::hyperliquid_btc(), venue::hyperliquid_eth()}, .schedule_of_asset = {0, 1}}, history);
  const auto aave = venue::aave_v3({.of_asset = {venue::aave_v3_wrapped_bitcoin, venue::aave_v3_ether}}, history);
  const auto dydx = venue::dydx_v4({.of_asset = {{venue::dydx_large_cap}, {venue::dydx_large_cap}}}, history);

  const demo::Exchange exchange = demo::exchange();
  demo::print_market(exchange);
  demo::Overview overview;
  overview.add(demo::show(exchange, "Deribit-like portfolio margin (June 2024)", deribit, demo::covered_call()));
  overview.add(demo::show(exchange, "Deribit-like portfolio margin (June 2024)", deribit, demo::short_strangle()));
  overview.add(demo::show(exchange, "Deribit-like portfolio margin (June 2024)", deribit, demo::cash_and_carry()));
  overview.add(demo::show(exchange, "Deribit-like portfolio margin (June 2024)", deribit, demo::market_maker()));
  overview.add(demo::show(exchange, "Hyperliquid-like tiers (February 2026)", hyperliquid, demo::leveraged_perpetual()));
  overview.add(demo::show(exchange, "Aave-like lending pool (v3 deployment)", aave, demo::loan_against_eth()));
  overview.add(demo::show(exchange, "dYdX-like cross margin (v4 genesis)", dydx, demo::btc_against_eth()));
  return overview.print();
}
