// How fast is a cascade? 100,000 accounts of one to five perpetuals out of eighteen, all prices fallen by 12 %, until nobody is left to
// liquidate; one thread. Against the same rule by hand over flat arrays, which knows perpetuals, one margin rate and nothing else, and ends
// at the same prices. One item is one account in one round: 1,000 ns an item are 0.1 s a round. The first round liquidates the most.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/system/cascade.hpp"
#include "support/made_up_venue.hpp"
#include "support/paired.hpp"
#include "support/words.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 100'000;
constexpr std::uint32_t assets = 18;
constexpr double maintenance = 0.03, fall = 0.12;

struct Crowd {
  std::vector<ListedInstrument> listed;
  MarketState market{.now = Timestamp{}, .assets = std::vector<AssetMarket>(assets, AssetMarket{.spot = 100.0 * (1.0 - fall)})};
  std::vector<Index> offsets{0};
  std::vector<std::uint32_t> asset;
  std::vector<double> coins, entry, cash;
  std::vector<double> depth;  // coins that take a price to zero

  Crowd() : depth(assets, 0.0) {
    for (std::uint32_t a = 0; a < assets; ++a) listed.push_back({.id = std::to_string(a), .instrument = LinearFuture{AssetId{a}}});
    Words words(17);
    for (Index i = 0; i < accounts; ++i) {
      const std::uint64_t held = 1 + words.below(5), first = words.below(assets);
      double notional = 0.0, gain = 0.0;
      for (std::uint64_t k = 0; k < held; ++k) {
        const auto a = static_cast<std::uint32_t>((first + 3 * k) % assets);
        const double size = (words.below(4) != 0 ? 1.0 : -1.0) * words.between(0.1, 50.0), price = words.between(80.0, 120.0);
        asset.push_back(a), coins.push_back(size), entry.push_back(price);
        notional += 100.0 * std::abs(size), gain += size * (100.0 - price);
        depth[a] += 2.0 * std::abs(size);
      }
      offsets.push_back(std::ssize(asset));
      cash.push_back(notional / words.between(2.0, 20.0) - gain);
    }
  }
};

const Crowd& crowd() {
  static const Crowd made;
  return made;
}

CascadeState<LinearImpact> state_of(const Listing& listing) {
  const Crowd& all = crowd();
  std::vector<RowId> rows;
  std::vector<std::uint64_t> names;
  for (const std::uint32_t a : all.asset) rows.push_back(listing.find(LinearFuture{AssetId{a}}, std::nullopt).front());
  for (Index i = 0; i < accounts; ++i) names.push_back(static_cast<std::uint64_t>(i));
  const AccountRows admitted = listing.admit({all.offsets, rows, all.coins, all.entry, all.cash});
  CascadeState<LinearImpact> state{
      .accounts = *OpenAccounts::from(admitted, names), .market = all.market, .depths = {}, .fund = 1'000'000'000'000};
  for (std::uint32_t a = 0; a < assets; ++a) state.depths.push_back({.start = all.market.assets[a].spot, .depth = all.depth[a]});
  return state;
}

struct ByHand {
  std::vector<double> price;
  Index rounds = 0;
};

ByHand by_hand() {
  const Crowd& all = crowd();
  ByHand done{.price = std::vector<double>(assets, 100.0 * (1.0 - fall))};
  std::vector<double> coins = all.coins, cash = all.cash, sold(assets, 0.0);
  for (std::size_t k = 0, i = 0; k < coins.size(); ++k) {
    while (static_cast<Index>(k) >= all.offsets[i + 1]) ++i;
    cash[i] -= coins[k] * all.entry[k];
  }
  std::vector<char> is_closing(static_cast<std::size_t>(accounts));
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    ++done.rounds;
    std::vector<double> net(assets, 0.0);
    for (std::size_t i = 0; i < is_closing.size(); ++i) {
      double equity = cash[i], notional = 0.0;
      for (auto k = static_cast<std::size_t>(all.offsets[i]); k < static_cast<std::size_t>(all.offsets[i + 1]); ++k) {
        const double value = coins[k] * done.price[all.asset[k]];
        equity += value, notional += std::abs(value);
      }
      is_closing[i] = notional > 0.0 && equity < maintenance * notional;
      if (!is_closing[i]) continue;
      goes_on = true;
      for (auto k = static_cast<std::size_t>(all.offsets[i]); k < static_cast<std::size_t>(all.offsets[i + 1]); ++k) {
        net[all.asset[k]] += coins[k];
        coins[k] = 0.0;  // the money does not matter to the prices
      }
    }
    for (std::uint32_t a = 0; a < assets; ++a) {
      sold[a] += net[a];
      done.price[a] = 100.0 * (1.0 - fall) * (1.0 - sold[a] / all.depth[a]);
    }
  }
  return done;
}

template <class Margin>
void cascade_of(benchmark::State& state, const Margin& margin) {
  const RiskEvaluator venue{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{.warn = 1.0}};
  const Listing listing = *Listing::from(crowd().listed);
  const CascadeState<LinearImpact> start = state_of(listing);
  const auto once = cascade(venue, listing, start, CascadeRules<>{});
  const ByHand hand = by_hand();
  for (std::uint32_t a = 0; a < assets; ++a)
    if (std::abs(once->state.market.assets[a].spot / hand.price[a] - 1.0) > 1e-9)
      std::printf("asset %u: not the peer's price\n", a), std::abort();
  const auto rounds = static_cast<double>(once->report.rounds.size());
  state.counters["rounds"] = rounds;
  state.counters["liquidated"] = static_cast<double>(once->report.total().liquidated);
  paired(
      state, rounds * double(accounts), [&] { benchmark::DoNotOptimize(cascade(venue, listing, start, CascadeRules<>{})); },
      [&] { benchmark::DoNotOptimize(by_hand()); });
}

BENCHMARK_CAPTURE(cascade_of, notional_margin, NotionalMargin{.rate = {.initial = 0.05, .maintenance = maintenance}})->UseManualTime();

// The worst of sixty-four scenarios for every account.
void cascade_of_scenarios(benchmark::State& state) {
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = sixty_four(), .initial_factor = 1.3}, Black{}, NoVar{},
                            HealthThreshold{.warn = 1.0}};
  const Listing listing = *Listing::from(crowd().listed);
  const CascadeState<LinearImpact> start = state_of(listing);
  const auto once = cascade(venue, listing, start, CascadeRules<>{});
  const auto rounds = static_cast<double>(once->report.rounds.size());
  state.counters["rounds"] = rounds;
  state.counters["liquidated"] = static_cast<double>(once->report.total().liquidated);
  alone(state, rounds * double(accounts), [&] { benchmark::DoNotOptimize(cascade(venue, listing, start, CascadeRules<>{})); });
}
BENCHMARK(cascade_of_scenarios)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench
