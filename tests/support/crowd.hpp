#pragma once

#include <cstdint>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/system/cascade.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

namespace bulwark::test {

/// Perpetuals at 100 quote and a maintenance margin of 5 %, which anybody may hold.
struct Crowd {
  std::vector<Account> accounts{};
  std::vector<std::uint64_t> names{};
  MarketState market{.now = Timestamp{}, .assets = {{.spot = 100.0}, {.spot = 100.0}, {.spot = 100.0}}};
  std::vector<ListedInstrument> listed{{.id = "A", .instrument = LinearFuture{AssetId{0}}},
                                       {.id = "B", .instrument = LinearFuture{AssetId{1}}},
                                       {.id = "C", .instrument = LinearFuture{AssetId{2}}},
                                       {.id = "a", .instrument = Spot{AssetId{0}}}};

  void add(std::uint64_t name, double cash, std::vector<Position> positions) {
    names.push_back(name);
    accounts.push_back({std::move(positions), cash});
  }
  static Position of(std::uint32_t asset, double coins, double entry = 100.0) { return {LinearFuture{AssetId{asset}}, coins, entry}; }

  Listing listing() const { return *Listing::from(listed); }

  OpenAccounts open() const {
    const AccountRows rows = listing().admit(accounts);
    return *OpenAccounts::from(rows, names);
  }

  CascadeState<LinearImpact> state(double depth, MinorUnits fund = 0) const {
    CascadeState<LinearImpact> state{.accounts = open(), .market = market, .depths = {}, .fund = fund};
    for (const AssetMarket& asset : market.assets) state.depths.push_back({.start = asset.spot, .depth = depth});
    return state;
  }

  /// The market after every price has fallen by the share `fall`.
  Crowd fallen(double fall) const {
    Crowd then = *this;
    for (AssetMarket& asset : then.market.assets) asset.spot *= 1.0 - fall;
    return then;
  }
};

inline auto crowd_venue() {
  return RiskEvaluator{no_haircut(), NotionalMargin{.rate = {.initial = 0.1, .maintenance = 0.05}}, Black{}, NoVar{},
                       HealthThreshold{.warn = 1.0}};
}

/// As many accounts, mostly long, with a leverage of 2 to 20 on up to three perpetuals.
inline Crowd random_crowd(Random& random, Index accounts, double long_share = 0.75) {
  Crowd crowd;
  for (Index i = 0; i < accounts; ++i) {
    std::vector<Position> positions;
    double notional = 0.0;
    for (std::uint32_t a = 0; a < 3; ++a) {
      if (random.between(0.0, 1.0) < 0.4 && !(a == 2 && positions.empty())) continue;
      const double coins = (random.between(0.0, 1.0) < long_share ? 1.0 : -1.0) * random.between(0.5, 20.0);
      positions.push_back(Crowd::of(a, coins, random.between(80.0, 120.0)));
      notional += 100.0 * std::abs(coins);
    }
    double gain = 0.0;
    for (const Position& p : positions) gain += p.quantity * (100.0 - p.entry_price);
    crowd.add(random.next(), notional / random.between(2.0, 20.0) - gain + 0.05 * notional, positions);
  }
  return crowd;
}

/// What accounts would have if everything were closed at these prices; for linear futures in quote and coins.
inline double equity_of(const OpenAccounts& accounts, const MarketState& market, const PricedMarket& table) {
  double sum = 0.0;
  for (Index i = 0; i < accounts.size(); ++i) {
    sum += accounts.cash(i);
    for (Index k = accounts.first(i); k < accounts.first(i + 1); ++k)
      sum += accounts.leg(k) + accounts.quantity(k) * market[table.terms(accounts.row(k)).asset].spot;
  }
  return sum;
}

}  // namespace bulwark::test
