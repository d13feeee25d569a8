// What does a rule of my own, charging what is concentrated in one asset, add to a venue's margin?
#include <cstdio>

#include "bulwark/evaluate/explain.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/venue/hyperliquid.hpp"

using namespace bulwark;

/// A charge on the largest position, for the share of the gross notional that it has beyond `free_share`.
struct ConcentrationMargin {
  double free_share;  ///< of gross notional
  double rate;        ///< on what exceeds it

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double gross = 0.0, largest = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      gross += p.notional;
      largest = greatest(largest, p.notional);
    }
    const double charge = product(rate, greatest(0.0, largest - product(free_share, gross)));
    return {.initial = charge, .maintenance = charge};
  }
};
static_assert(MarginPolicy<ConcentrationMargin>);

int main() {
  const LinearFuture btc{AssetId{0}}, eth{AssetId{1}};
  const MarketState market{.now = {}, .assets = {{.spot = 74'801.05}, {.spot = 2368.65}}};
  const auto theirs = venue::hyperliquid({.schedules = {venue::hyperliquid_btc(), venue::hyperliquid_eth()}, .schedule_of_asset = {0, 1}});
  const RiskEvaluator mine{theirs.collateral, sum_of(theirs.margin, ConcentrationMargin{.free_share = 0.6, .rate = 0.05}), theirs.pricer,
                           theirs.var, theirs.liquidation};
  for (const double coins : {315.8, 30.0}) {
    const Account account{.positions = {{btc, 10.0, 74'500.0}, {eth, -coins, 2'377.0}}, .cash = 120'000.0};
    std::printf("10 BTC against %5.1f ETH: theirs %.2f, with mine %.2f\n", coins, theirs.evaluate(account, market)->requirement.maintenance,
                mine.evaluate(account, market)->requirement.maintenance);
  }
}
