// How long does a tick take? 2,000 instruments priced under 64 scenarios with their Greeks, and then one account of 20 positions: what
// passes between a market that moved and the first answer. Against a table of values alone by the textbook formula and std::erfc.
// The same under few scenarios, as a rule of few shocks has them.
// A table that is brought up to a market that moved in part, against one made anew. And the options of one account alone, priced again
// under 64 scenarios, against as many calls of QuantLib's blackFormula (of the textbook's formula where QuantLib is not there).

#include <cmath>

#include "bulwark/pricing/double_exponential.hpp"
#include "support/paired.hpp"
#include "support/textbook_table.hpp"
#include "support/venues.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/pricingengines/blackformula.hpp>
#endif

namespace bulwark::bench {
namespace {

template <class Pricing>
auto venue_of(Pricing pricer) {
  return RiskEvaluator{no_haircut(), ScenarioMargin{.grid = sixty_four(), .initial_factor = 1.3}, pricer, NoVar{}, HealthThreshold{}};
}

/// The made-up market, its jumps as the pricer reads them.
template <class Pricing>
MarketState market_for(const Pricing&) {
  MarketState market = made_up_market();
  if constexpr (std::is_same_v<Pricing, DoubleExponential>)
    for (AssetMarket& asset : market.assets)
      asset.model = DoubleExponentialJumps{.per_year = 1.0, .up_share = 0.3, .up_rate = 10.0, .down_rate = 6.0};
  return market;
}

template <class Pricing>
void tick(benchmark::State& state, Pricing pricer) {
  const Listing listing = made_up_listing();
  const MarketState market = market_for(pricer);
  const AccountRows rows = made_up_accounts(listing, 1, 20, 2);
  const auto venue = venue_of(pricer);
  std::vector<double> table(static_cast<std::size_t>(listing.rows()) * 64);
  paired(
      state, double(listing.rows()) * 64.0,
      [&] {
        const auto priced = *venue.price(listing, market);
        Workspace workspace = priced.workspace();
        benchmark::DoNotOptimize(priced.evaluate(rows.at(0), workspace));
      },
      [&] {
        textbook_table(listing, market, venue.margin.scenarios(market), table);
        benchmark::DoNotOptimize(table.data());
      });
}

BENCHMARK_CAPTURE(tick, black, Black{})->UseManualTime();
BENCHMARK_CAPTURE(tick, jump_diffusion, JumpDiffusion{})->UseManualTime();
BENCHMARK_CAPTURE(tick, double_exponential, DoubleExponential{})->UseManualTime()->Iterations(15);

// What a model with jumps costs: the ratio is below 1 by it.
template <class Pricing>
void jumps_against_black(benchmark::State& state, Pricing pricer) {
  const Listing listing = made_up_listing();
  const MarketState market = market_for(pricer);
  paired(
      state, double(listing.rows()) * 64.0, [&] { benchmark::DoNotOptimize(venue_of(pricer).price(listing, market)); },
      [&] { benchmark::DoNotOptimize(venue_of(Black{}).price(listing, market)); });
}

BENCHMARK_CAPTURE(jumps_against_black, jump_diffusion, JumpDiffusion{})->UseManualTime();
BENCHMARK_CAPTURE(jumps_against_black, double_exponential, DoubleExponential{})->UseManualTime()->Iterations(15);

/// So many scenarios: still, then falls and rises that widen, volatility up in every third.
ScenarioSet few_scenarios(Index count) {
  ScenarioSet set{.scenarios = count, .assets = 2};
  for (Index s = 0; s < count; ++s)
    for (int asset = 0; asset < 2; ++asset) {
      set.price_move.push_back((s % 2 == 0 ? 0.02 : -0.02) * double(s));
      set.vol_move.push_back(s % 3 == 1 ? 0.3 : 0.0);
      set.weight.push_back(1.0);
    }
  return set;
}

// A table under few scenarios, or a few more than fill registers; ns per instrument. Against values alone by the textbook.
void few(benchmark::State& state, Index scenarios) {
  const Listing listing = made_up_listing();
  const MarketState market = made_up_market();
  const std::vector<ScenarioSet> sets{few_scenarios(scenarios)};
  const InScenarios still(2, 0u);
  std::vector<double> table(static_cast<std::size_t>(listing.rows() * scenarios));
  paired(
      state, double(listing.rows()), [&] { benchmark::DoNotOptimize(price_market(listing, market, Black{}, sets, still)); },
      [&] {
        textbook_table(listing, market, sets[0], table);
        benchmark::DoNotOptimize(table.data());
      });
}

BENCHMARK_CAPTURE(few, one, 1)->UseManualTime();
BENCHMARK_CAPTURE(few, four, 4)->UseManualTime();
BENCHMARK_CAPTURE(few, thirty_five, 35)->UseManualTime();

// The same against a table under sixteen scenarios, which fill whole registers whatever they are: few would cost as much along them.
template <class Pricing>
void few_against_sixteen(benchmark::State& state, Pricing pricer, Index scenarios) {
  const Listing listing = made_up_listing();
  const MarketState market = market_for(pricer);
  const std::vector<ScenarioSet> sets{few_scenarios(scenarios)}, sixteen{few_scenarios(16)};
  const InScenarios still(2, 0u);
  paired(
      state, double(listing.rows()), [&] { benchmark::DoNotOptimize(price_market(listing, market, pricer, sets, still)); },
      [&] { benchmark::DoNotOptimize(price_market(listing, market, pricer, sixteen, still)); });
}

BENCHMARK_CAPTURE(few_against_sixteen, black_under_one, Black{}, 1)->UseManualTime();
BENCHMARK_CAPTURE(few_against_sixteen, black_under_four, Black{}, 4)->UseManualTime();
BENCHMARK_CAPTURE(few_against_sixteen, jump_diffusion_under_one, JumpDiffusion{}, 1)->UseManualTime();
BENCHMARK_CAPTURE(few_against_sixteen, jump_diffusion_under_four, JumpDiffusion{}, 4)->UseManualTime();
BENCHMARK_CAPTURE(few_against_sixteen, double_exponential_under_four, DoubleExponential{}, 4)->UseManualTime()->Iterations(30);

/// A kept tick goes to the market that `change` makes of the made-up one, and back, in turn; ns per refresh.
template <class Change>
void refresh_against_price(benchmark::State& state, Change change) {
  const Listing listing = made_up_listing();
  MarketState markets[2]{made_up_market(), made_up_market()};
  for (MarketState& market : markets) {
    market.marks.resize(static_cast<std::size_t>(listing.rows()));
    for (AssetMarket& asset : market.assets) {
      SviVolatility smiles;
      for (const ForwardPoint& point : asset.forwards) {
        const double years = years_between(market.now, point.expiry);
        smiles.slices.push_back({point.expiry, 0.3 * years, 0.06 * years, -0.3, 0.0, 0.3, point.forward, years});
      }
      asset.volatility = smiles;
    }
  }
  change(markets[1]);
  const auto venue = venue_of(Black{});
  auto kept = *venue.price(listing, markets[0]);
  std::size_t at = 0;
  paired(
      state, 1.0,
      [&] {
        benchmark::DoNotOptimize(venue.refresh(kept, listing, markets[at], markets[1 - at]));
        at = 1 - at;
      },
      [&] { benchmark::DoNotOptimize(venue.price(listing, markets[at])); });
}

void move_underlying(MarketState& market) {
  market.assets[0].spot *= 1.001;
  for (ForwardPoint& point : market.assets[0].forwards) point.forward *= 1.001;
}

BENCHMARK_CAPTURE(refresh_against_price, everything, [](MarketState& m) { m.now += std::chrono::seconds{1}; })->UseManualTime();
BENCHMARK_CAPTURE(refresh_against_price, one_underlying, move_underlying)->UseManualTime();
BENCHMARK_CAPTURE(refresh_against_price, one_expiry, [](MarketState& m) { m.assets[0].forwards[5].forward *= 1.001; })->UseManualTime();
BENCHMARK_CAPTURE(refresh_against_price, one_slice, [](MarketState& m) {
  std::get<SviVolatility>(m.assets[0].volatility).slices[5].a *= 1.01;
})->UseManualTime();
BENCHMARK_CAPTURE(refresh_against_price, one_mark, [](MarketState& m) { m.marks[500] = 9'000.0; })->UseManualTime();

#ifdef BULWARK_HAS_QUANTLIB
double formula(double forward, double strike, double deviation, double side) {
  return QuantLib::blackFormula(side > 0.0 ? QuantLib::Option::Call : QuantLib::Option::Put, strike, forward, deviation);
}
#else
double formula(double forward, double strike, double deviation, double side) { return textbook_value(forward, strike, deviation, side); }
#endif

/// 20 options of one underlying over its expiries, under 64 scenarios, once it has moved: `sides` options to a strike. ns per account.
void twenty_options_repriced(benchmark::State& state, int sides) {
  std::vector<ListedInstrument> listed;
  MarketState markets[2]{made_up_market(), made_up_market()};
  move_underlying(markets[1]);
  for (int i = 0; i < 20; ++i) {
    const int k = i / sides;
    const OptionSide side = (sides == 1 ? k : i) % 2 == 0 ? OptionSide::call : OptionSide::put;
    listed.push_back(
        {.id = std::to_string(i),
         .instrument = VanillaOption{btc, side, 60000.0 * (0.7 + 0.6 * k / (20 / sides)), in_days(7 * (1 + k % 6) * (1 + k % 6))}});
  }
  const Listing listing = *Listing::from(listed);
  const ScenarioMargin margin{.grid = sixty_four()};
  const std::vector<ScenarioSet> sets{margin.scenarios(markets[0])};
  const InScenarios still(2, 0u);
  Priced kept = price_market(listing, markets[0], Black{}, sets, still);
  std::size_t at = 0;
  double sum = 0.0;
  paired(
      state, 1.0,
      [&] {
        refresh_market(kept.table, kept.faults, listing, {markets[at], sets, still}, {markets[1 - at], sets, still}, Black{});
        at = 1 - at;
      },
      [&] {
        for (Index row = 0; row < listing.rows(); ++row) {
          const auto& option = std::get<VanillaOption>(listing[row].instrument);
          const double forward = kept.table.terms(row).underlying, root = std::sqrt(kept.table.terms(row).years);
          for (Index s = 0; s < 64; ++s) {
            const std::size_t cell = sets[0].at(s, btc);
            sum += formula(forward * (1.0 + sets[0].price_move[cell]), option.strike, 0.6 * (1.0 + sets[0].vol_move[cell]) * root,
                           sign(option.side));
          }
        }
        benchmark::DoNotOptimize(sum);
      });
}

BENCHMARK_CAPTURE(twenty_options_repriced, of_twenty_strikes, 1)->UseManualTime();
BENCHMARK_CAPTURE(twenty_options_repriced, of_ten_strikes, 2)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench
