// How far may ETH fall before a loan against it is liquidated, and what would it cost to sleep well?
#include <cstdio>

#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/aave_v3.hpp"

using namespace bulwark;

int main() {
  constexpr AssetId eth{0};
  const MarketState market{.now = {}, .assets = {{.spot = 2368.65}}};
  const Account loan{.positions = {{Spot{eth}, 100.0}}, .cash = -150'000.0};
  const auto pool = venue::aave_v3({.of_asset = {venue::aave_v3_ether}});

  const auto report = pool.evaluate(loan, market);
  const auto safe = liquidation_price(pool, loan, market, {.asset = eth});
  if (!report || !safe) return 1;
  std::printf("health %.3f; liquidated if ETH falls %.1f %%, below %.2f\n", *report->health, 100.0 * (1.0 - *safe->below() / safe->spot),
              *safe->below());

  Account repaid = loan;
  for (const double dollars : {25e3, 50e3, 75e3}) {
    repaid.cash = loan.cash + dollars;
    std::printf("after repaying %.0f: below %.2f\n", dollars, *liquidation_price(pool, repaid, market, {.asset = eth})->below());
  }
  repaid.cash = 0.0;
  const auto free = liquidation_price(pool, repaid, market, {.asset = eth});
  std::printf("after repaying all of it: %s\n", free->below() ? "still somewhere" : "never");
}
