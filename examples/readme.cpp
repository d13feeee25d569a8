// Where is this strangle liquidated?
#include <cstdio>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
using namespace bulwark;

int main() {
  const AssetId btc{0};
  const Timestamp now{}, june = now + std::chrono::days{44};
  const MarketState market{.now = now, .assets = {{.spot = 74'801.0, .volatility = FlatVolatility{0.45}}}};
  const VanillaOption put{btc, OptionSide::put, 65e3, june}, call{btc, OptionSide::call, 90e3, june};
  const Account account{{{Spot{btc}, 2.0}, {put, -6.0, {}, btc}, {call, -6.0, {}, btc}}};  // options settled in coins

  const auto deribit = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024());
  const auto report = deribit.evaluate(account, market);
  const auto safe = liquidation_price(deribit, account, market, {.asset = btc});
  std::printf("equity %.0f, maintenance %.0f, ", report->equity, report->requirement.maintenance);
  std::printf("liquidated below %.1f and above %.1f\n", *safe->below(), *safe->above());
}
