#include "bulwark/venue/deribit_early_portfolio_margin.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{}, near = now + std::chrono::days{15}, far = now + std::chrono::days{60};

Requirement coins_for(const venue::DeribitEarlyPortfolioMargin& p, std::vector<Position> positions) {
  positions.push_back({.instrument = Spot{coin}, .quantity = 500.0});
  const MarketState market{.now = now, .assets = {{.spot = 8'000.0, .volatility = FlatVolatility{0.7}}}};
  const Requirement r = venue::deribit_early_portfolio_margin(p).evaluate({.positions = std::move(positions)}, market)->requirement;
  return {.initial = r.initial / 8'000.0, .maintenance = r.maintenance / 8'000.0};
}
Position option(OptionSide side, Timestamp expiry, double quantity) {
  return {.instrument = VanillaOption{coin, side, 8'000.0, expiry}, .quantity = quantity, .settlement = coin};
}
Position future(Timestamp expiry, double coins) { return {InverseFuture{coin, expiry}, coins * 8'000.0, 8'000.0}; }

}  // namespace

TEST_CASE("offsetting futures need their share, as Deribit's examples have it", "[venue][deribit_early_portfolio_margin]") {
  // 100 BTC long in one future, 100 BTC short in another: 1 BTC at 1 %, 2 BTC at 2 %.
  const std::vector<Position> hedged{future(near, 100.0), future(far, -100.0)};
  CHECK_THAT(coins_for(venue::deribit_net_short_by_strike(), hedged).maintenance, WithinRel(1.0, 1e-12));
  CHECK_THAT(coins_for(venue::deribit_half_percent_of_options(), hedged).maintenance, WithinRel(1.0, 1e-12));
  CHECK_THAT(coins_for(venue::deribit_one_percent_of_options(), hedged).maintenance, WithinRel(2.0, 1e-12));
}

TEST_CASE("one future loses its range in coins", "[venue][deribit_early_portfolio_margin]") {
  const Requirement r = coins_for(venue::deribit_one_percent_of_options(), {future(near, 1.0)});
  CHECK_THAT(r.maintenance, WithinRel(0.125 / 0.875, 1e-12));
  CHECK_THAT(r.initial, WithinRel(1.3 * r.maintenance, 1e-14));
}

TEST_CASE("contingencies on options: by number, and by what is sold net at a strike", "[venue][deribit_early_portfolio_margin]") {
  // A conversion has no risk to the grid. 200 options at 0.5 % and 100 hedged coins need 1 BTC; at one strike nothing is sold net.
  const std::vector<Position> conversion{option(OptionSide::call, near, -100.0), option(OptionSide::put, near, 100.0), future(near, 100.0)};
  CHECK_THAT(coins_for(venue::deribit_half_percent_of_options(), conversion).maintenance, WithinRel(1.0, 1e-9));
  CHECK(coins_for(venue::deribit_net_short_by_strike(), conversion).maintenance < 1e-9);
  // Call +10 and put -20 at one strike: 10 options sold net, 0.1 BTC.
  venue::DeribitEarlyPortfolioMargin without = venue::deribit_net_short_by_strike();
  without.naked_short = 0.0;
  const std::vector<Position> strike{option(OptionSide::call, near, 10.0), option(OptionSide::put, near, -20.0)};
  CHECK_THAT(coins_for(venue::deribit_net_short_by_strike(), strike).maintenance - coins_for(without, strike).maintenance,
             WithinRel(0.1, 1e-9));
}

TEST_CASE("vegas that offset between expiries are charged in one generation only", "[venue][deribit_early_portfolio_margin]") {
  venue::DeribitEarlyPortfolioMargin without = venue::deribit_one_percent_of_options();
  without.hedged_vega = 0.0;
  const std::vector<Position> calendar{option(OptionSide::call, near, 50.0), option(OptionSide::call, far, -20.0)};
  CHECK(coins_for(venue::deribit_one_percent_of_options(), calendar).maintenance > coins_for(without, calendar).maintenance);
  CHECK(venue::deribit_net_short_by_strike().hedged_vega == 0.0);
  const std::vector<Position> alone{option(OptionSide::call, near, 50.0)};
  CHECK(coins_for(venue::deribit_one_percent_of_options(), alone).maintenance == coins_for(without, alone).maintenance);
}

TEST_CASE("parameters out of range are refused", "[venue][deribit_early_portfolio_margin][faults]") {
  CHECK(venue::deribit_early_portfolio_margin(venue::deribit_net_short_by_strike()).faults().empty());
  const venue::DeribitEarlyPortfolioMargin wrong{.price_range = 0.0,
                                                 .volatility_range = -1.0,
                                                 .vega_power = 0.5,
                                                 .option_share = -1.0,
                                                 .naked_short = -1.0,
                                                 .hedged_futures = -1.0,
                                                 .hedged_vega = -1.0,
                                                 .initial_factor = 0.5};
  CHECK(venue::deribit_early_portfolio_margin(wrong).faults().size() == 8);
}
