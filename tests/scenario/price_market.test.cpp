#include "bulwark/scenario/price_market.hpp"

#include <cmath>
#include <limits>

#include "bulwark/scenario/scenario_list.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

Priced priced(const MarketState& market, const ShockGrid& shocks = grid(), const InScenarios& moves = {}) {
  const std::vector<ScenarioSet> sets{shocks.scenarios(std::ssize(market.assets))};
  return price_market(listing, market, Black{}, sets, moves);
}

Index row_of(const Instrument& instrument, AssetId settlement = AssetId::quote) {
  return static_cast<Index>(listing.find(instrument, settlement_of(instrument, settlement)).front().row);
}

}  // namespace

TEST_CASE("nothing is gained where nothing moves", "[scenario][price_market]") {
  const Priced p = priced(three_assets(), grid(), InScenarios(3, 1u));
  REQUIRE(p.faults.empty());
  for (Index row = 0; row < p.table.rows(); ++row) CHECK(p.table.profits(row, 0)[12] == 0.0);  // the middle of 9 x 3, volatility same
}

TEST_CASE("futures gain what their contract says", "[scenario][price_market]") {
  const Priced p = priced(three_assets());
  const Index linear = row_of(LinearFuture{btc, july}), inverse = row_of(InverseFuture{btc}, btc);
  const double forward = 104'000.0 * 1.0078125;
  CHECK(p.table.at(linear, Column::future_value) == 0.125 * forward);
  CHECK(p.table.profits(linear, 0)[0] == Catch::Approx(-0.16 * 0.125 * forward).epsilon(1e-14));
  // Ten quote of face: 10 / 104,000 coins; at 84 % of the price it lost 10/p' - 10/p coins, worth that at p'.
  CHECK(p.table.at(inverse, Column::notional) == Catch::Approx(10.0).epsilon(1e-14));
  CHECK(p.table.profits(inverse, 0)[0] == Catch::Approx(-(10.0 / 87'360.0 - 10.0 / 104'000.0) * 87'360.0).epsilon(1e-12));
}

TEST_CASE("collateral moves with the scenarios exactly where the policy says", "[scenario][price_market]") {
  const Index spot = row_of(Spot{btc}, btc);
  const Priced still = priced(three_assets()), moving = priced(three_assets(), grid(), {true});
  for (const double profit : still.table.profits(spot, 0)) CHECK(profit == 0.0);
  CHECK(moving.table.profits(spot, 0)[0] == Catch::Approx(-0.16 * 104'000.0).epsilon(1e-14));
  CHECK(moving.table.profits(row_of(Spot{eth}, eth), 0)[0] == 0.0);
}

TEST_CASE("an option is worth its mark when it has one, and gains from there", "[scenario][price_market]") {
  MarketState market = three_assets();
  const Index row = row_of(VanillaOption{btc, OptionSide::call, 104'000.0, july});
  market.marks.resize(static_cast<std::size_t>(row) + 1);
  market.marks[static_cast<std::size_t>(row)] = 9'000.0;
  const Priced p = priced(market);
  REQUIRE(p.faults.empty());
  CHECK(p.table.at(row, Column::option_value) == 9'000.0);
  CHECK(p.table.terms(row).volatility > 0.5);  // the model's value at 50 % is about 6,300
  CHECK(p.table.profits(row, 0)[12] == 0.0);
}

TEST_CASE("a call and a put of one strike differ by a forward under every scenario", "[scenario][price_market][B13]") {
  const Priced p = priced(three_assets());
  for (const double share : {0.75, 1.0, 1.25}) {
    const Index call = row_of(VanillaOption{btc, OptionSide::call, 104'000.0 * share, july});
    const Index put = row_of(VanillaOption{btc, OptionSide::put, 104'000.0 * share, july}), future = row_of(LinearFuture{btc, july});
    for (std::size_t s = 0; s < 30; ++s) {
      const double residual = p.table.profits(call, 0)[s] - p.table.profits(put, 0)[s] - 8.0 * 0.99609375 * p.table.profits(future, 0)[s];
      CHECK(std::abs(residual) <= 4 * 0x1p-52 * 3e5);
    }
  }
}

TEST_CASE("every fault of a market is reported, each with its place, and only its rows are NaN", "[scenario][price_market][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  MarketState market = three_assets();
  market.marks.assign(static_cast<std::size_t>(listing.rows()) + 2, std::nullopt);
  market.volatilities.assign(static_cast<std::size_t>(listing.rows()), std::nullopt);
  const Index future = row_of(LinearFuture{btc}), zero = row_of(LinearFuture{btc, july}),
              call = row_of(VanillaOption{btc, OptionSide::call, 104'000.0, july}),
              put = row_of(VanillaOption{btc, OptionSide::put, 104'000.0, july});
  market.marks[static_cast<std::size_t>(future)] = infinity;
  market.marks[static_cast<std::size_t>(zero)] = 0.0;
  market.marks[static_cast<std::size_t>(call)] = -1.0;
  market.volatilities[static_cast<std::size_t>(put)] = nothing;
  const Priced p = priced(market);
  std::vector<std::string> said;
  for (const Fault& fault : p.faults) said.push_back(describe(fault));
  std::sort(said.begin(), said.end());
  std::vector<std::string> expected{"market.marks[" + std::to_string(future) + "] must be finite, got inf",
                                    "market.marks[" + std::to_string(zero) + "] must be positive, got 0",
                                    "market.marks[" + std::to_string(call) + "] must not be negative, got -1",
                                    "market.volatilities[" + std::to_string(put) + "] must be finite, got nan",
                                    "market.marks has the wrong length, got " + std::to_string(listing.rows() + 2)};
  std::sort(expected.begin(), expected.end());
  CHECK(said == expected);
  const Priced good = priced(three_assets());
  for (Index row = 0; row < listing.rows(); ++row) {
    const bool is_bad = row == future || row == zero || row == call || row == put;
    for (Index c = 0; c < p.table.stride() * PricedMarket::lanes; ++c) {
      if (is_bad)
        CHECK_FALSE(is_finite(p.table.row(row)[c]));
      else
        CHECK(p.table.row(row)[c] == good.table.row(row)[c]);
    }
  }
}

TEST_CASE("expired, unknown and absurd instruments are faults of their own rows", "[scenario][price_market][faults]") {
  const std::vector<ListedInstrument> items{{.id = "gone", .instrument = LinearFuture{btc, now - std::chrono::milliseconds{1}}},
                                            {.id = "due", .instrument = VanillaOption{btc, OptionSide::call, 100'000.0, now}},
                                            {.id = "nowhere", .instrument = Spot{AssetId{7}}},
                                            {.id = "elsewhere", .instrument = LinearFuture{btc}, .settlement = AssetId{8}},
                                            {.id = "huge", .instrument = LinearFuture{eth}, .multiplier = 1e307},
                                            {.id = "fine", .instrument = Spot{btc}}};
  const Listing odd = *Listing::from(items);
  const Priced p = price_market(odd, three_assets(), Black{}, {}, InScenarios{});
  std::vector<FaultCode> codes;
  for (const Fault& fault : p.faults) codes.push_back(fault.code);
  CHECK(codes == std::vector<FaultCode>{FaultCode::expired, FaultCode::unknown_asset, FaultCode::unknown_asset, FaultCode::overflow});
  CHECK(p.table.at(1, Column::option_value) == 4'000.0);  // no time left: intrinsic
  CHECK(p.table.at(5, Column::coins) == 1.0);
}

TEST_CASE("times as far apart as times can be overflow nothing", "[scenario][price_market][faults]") {
  const Timestamp last = perpetual - std::chrono::milliseconds{1};
  const std::vector<ListedInstrument> items{{.id = "far", .instrument = VanillaOption{btc, OptionSide::call, 100'000.0, last}},
                                            {.id = "future", .instrument = LinearFuture{btc, last}}};
  const Listing odd = *Listing::from(items);
  MarketState market = three_assets();
  for (const Timestamp when : {Timestamp::min(), Timestamp{}, last}) {
    market.now = when;
    const Priced p = price_market(odd, market, Black{}, {}, InScenarios{});
    for (Index row = 0; row < 2; ++row)
      for (Index c = 0; c < 8; ++c) CHECK((is_finite(p.table.row(row)[c]) || !p.faults.empty()));
  }
}

namespace {

const VanillaOption july_call{btc, OptionSide::call, 104'000.0, july};

/// Under scenarios one by one.
Priced listed(const MarketState& market, const ScenarioList& list, const InScenarios& moves = {}) {
  const std::vector<ScenarioSet> sets{list.set(std::ssize(market.assets))};
  return price_market(listing, market, Black{}, sets, moves);
}

/// What an option is worth at a forward and a volatility, settled in quote.
double black(const VanillaOption& option, double forward, double volatility, double years, double discount) {
  return discount * Black{}.value(Claim<double>{forward, option.strike, volatility, years, sign(option.side)}, {});
}

}  // namespace

TEST_CASE("a scenario moves what is left of a forward, not what its average has fixed", "[scenario][price_market]") {
  MarketState market = three_assets();
  const Index call = row_of(july_call), future = row_of(LinearFuture{btc, july});
  const ScenarioList list{.scenarios = {{.price = 1.25}, {.price = 0.5}}};
  const double forward = market.assets[0].forwards[0].forward, years = 30.0 / 365.0;
  double before = 1e300;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    market.assets[0].forwards[0].fixed = share * forward;
    const Priced p = listed(market, list);
    REQUIRE(p.faults.empty());
    CHECK(p.table.at(call, Column::option_value) == listed(three_assets(), list).table.at(call, Column::option_value));
    for (const std::size_t s : {0u, 1u}) {
      const double move = s == 0 ? 0.25 : -0.5, at = forward * (1.0 + (1.0 - share) * move);
      CHECK(p.table.profits(call, 0)[s] + p.table.at(call, Column::option_value) ==
            Catch::Approx(black(july_call, at, 0.5, years, 0.99609375)).epsilon(1e-12).margin(1e-9));
      CHECK(p.table.profits(future, 0)[s] == Catch::Approx(0.125 * forward * (1.0 - share) * move).epsilon(1e-14));
    }
    CHECK(p.table.profits(call, 0)[0] < before);
    before = p.table.profits(call, 0)[0];
  }
  CHECK(before == 0.0);  // all of it is fixed
}

TEST_CASE("scenarios some time later value options so much nearer to expiry, at least at expiry", "[scenario][price_market]") {
  const Index call = row_of(july_call), coin = row_of(july_call, btc), future = row_of(LinearFuture{btc});
  const MarketState market = three_assets();
  const double forward = market.assets[0].forwards[0].forward, years = 30.0 / 365.0;
  const auto shocked = [&](double later) {
    const Priced p = listed(market, {.scenarios = {{.price = 1.0}, {.price = 1.25}}, .years_later = later});
    CHECK(p.table.profits(future, 0)[0] == 0.0);  // of futures time asks nothing
    CHECK(p.table.profits(coin, 0)[0] * forward / 104'000.0 == Catch::Approx(p.table.profits(call, 0)[0] / 0.99609375).epsilon(1e-10));
    return std::array{p.table.at(call, Column::option_value) + p.table.profits(call, 0)[0],
                      p.table.at(call, Column::option_value) + p.table.profits(call, 0)[1]};
  };
  CHECK(shocked(1.0 / 365.0)[0] == Catch::Approx(black(july_call, forward, 0.5, years - 1.0 / 365.0, 0.99609375)).epsilon(1e-12));
  CHECK(shocked(1.0 / 365.0)[1] == Catch::Approx(black(july_call, 1.25 * forward, 0.5, years - 1.0 / 365.0, 0.99609375)).epsilon(1e-12));
  for (const double long_after : {years, 1.0})
    CHECK(shocked(long_after)[0] == Catch::Approx(0.99609375 * (forward - 104'000.0)).epsilon(1e-12));
}

TEST_CASE("a bent smile multiplies each volatility by what the skew says at its strike", "[scenario][price_market]") {
  const SkewTerm skew{.linear = {0.25, -0.1}, .absolute = {0.2, 0.1}};
  const Priced p = listed(three_assets(), {.scenarios = {{.skew = Skew::linear}, {.skew = Skew::absolute}, {}}, .skew = skew});
  const double forward = three_assets().assets[0].forwards[0].forward, years = 30.0 / 365.0;
  for (const double share : {0.75, 1.0, 1.25}) {
    const VanillaOption put{btc, OptionSide::put, share * 104'000.0, july};
    const Index row = row_of(put);
    const double value = p.table.at(row, Column::option_value), k = std::log(put.strike / forward);
    for (const auto& [s, kind] : {std::pair{0u, Skew::linear}, {1u, Skew::absolute}}) {
      const double volatility = 0.5 * skew_factor(skew, kind, k, years);
      CHECK(value + p.table.profits(row, 0)[s] == Catch::Approx(black(put, forward, volatility, years, 0.99609375)).epsilon(1e-11));
    }
    CHECK(p.table.profits(row, 0)[2] == 0.0);
  }
}

TEST_CASE("coins are worth more of a quote below its peg, futures and options pay it one for one", "[scenario][price_market]") {
  MarketState market = three_assets();
  const ScenarioList list{.scenarios = {{.price = 1.25}}};
  const Priced par = listed(market, list, {1});
  market.quote_price = 0.5;
  const Priced cheap = listed(market, list, {1});
  CHECK(cheap.table.quote_price == 0.5);
  for (Index row = 0; row < listing.rows(); ++row) {
    const bool is_coin = listing[row].settlement != AssetId::quote;
    const double share = is_coin ? 2.0 : 1.0;
    CHECK(cheap.table.profits(row, 0)[0] == share * par.table.profits(row, 0)[0]);
    CHECK(cheap.table.at(row, Column::notional) == share * par.table.at(row, Column::notional));
    CHECK(cheap.table.at(row, Column::coins) == par.table.at(row, Column::coins));
    CHECK(cheap.table.at(row, Column::option_value) == par.table.at(row, Column::option_value));
  }
  for (Index unit = 0; unit < std::ssize(listing.units()); ++unit) {
    CHECK(cheap.table.spot(unit) == par.table.spot(unit));
    const bool is_coin = listing.units()[static_cast<std::size_t>(unit)].settlement != AssetId::quote;
    CHECK(cheap.table.settlement_price(unit) == (is_coin ? 2.0 : 1.0) * par.table.settlement_price(unit));
  }
}

TEST_CASE("certainties come with the rows and the assets, and are one where nobody doubts", "[scenario][price_market]") {
  MarketState market = three_assets();
  const Index doubted = row_of(july_call), other = row_of(LinearFuture{eth});
  market.certainties.resize(static_cast<std::size_t>(doubted) + 1);
  market.certainties[static_cast<std::size_t>(doubted)] = 0.25;
  market.assets[1].certainty = 0.5;
  const Priced p = priced(market);
  CHECK(p.faults.empty());
  CHECK(p.table.terms(doubted).certainty == 0.25);
  CHECK(p.table.terms(other).certainty == 1.0);
  CHECK(p.table.certainty(btc) == 1.0);
  CHECK(p.table.certainty(eth) == 0.5);
  CHECK_FALSE(p.table.certainty(AssetId{3}) ==
              p.table.certainty(AssetId{3}));  // of an asset that the market does not have nothing is known
}

TEST_CASE("a certainty that is none is a fault of its row", "[scenario][price_market][faults]") {
  const Index bad = row_of(july_call);
  for (const double certainty : {-0.5, 1.5, std::numeric_limits<double>::quiet_NaN()}) {
    MarketState market = three_assets();
    market.certainties.resize(static_cast<std::size_t>(listing.rows()));
    market.certainties[static_cast<std::size_t>(bad)] = certainty;
    const Priced p = priced(market);
    REQUIRE(p.faults.size() == 1);
    CHECK(std::string(p.faults[0].field) == "market.certainties");
    CHECK(p.faults[0].where.outer == bad);
    for (Index row = 0; row < listing.rows(); ++row) CHECK(is_finite(p.table.at(row, Column::delta)) == (row != bad));
  }
  MarketState market = three_assets();
  market.certainties.resize(static_cast<std::size_t>(listing.rows()) + 1);
  REQUIRE(priced(market).faults.size() == 1);
  CHECK(std::string(priced(market).faults[0].field) == "market.certainties");
}

TEST_CASE("rows by expiry show options' values, not weighted; weights and factors stand beside them", "[scenario][price_market]") {
  MarketState market = three_assets();
  market.assets[0].forwards[0].rate = 0.05;
  ScenarioList list{.scenarios = {{.price = 1.25, .weight = 0.25}, {.price = 0.5, .weight = 0.5}}};
  const Priced weighted = listed(market, list, {1, 1});
  list.by_expiry = ExpiryDiscount{.gain = 0.95, .gain_rate_share = 1.0, .gain_rate = 0.12};
  const Priced apart = listed(market, list, {1, 1});
  const Index first = apart.table.blocks()[0].first;
  for (Index row = 0; row < listing.rows(); ++row)
    for (const std::size_t s : {0u, 1u}) {
      const auto unit = static_cast<Index>(listing.unit(row));
      const double weight = apart.table.weight_row(unit)[first + static_cast<Index>(s)];
      const double mark = apart.table.at(row, Column::option_value) * apart.table.settlement_price(unit);
      CHECK(weight == list.scenarios[s].weight);
      CHECK(weighted.table.profits(row, 0)[s] ==
            Catch::Approx(weight * (apart.table.profits(row, 0)[s] - mark)).epsilon(1e-13).margin(1e-13 * mark));
    }
  const auto factors = [&](const Instrument& instrument) { return apart.table.factors(apart.table.tag(row_of(instrument)).run, 0); };
  CHECK(factors(july_call).gain == Catch::Approx(0.95 * std::exp(-30.0 / 365.0 * 0.17)).epsilon(1e-14));
  CHECK(factors(july_call).loss == 1.0);
  CHECK(factors(LinearFuture{btc, july}).gain == 1.0);
}

TEST_CASE("the options of one expiry in one settlement are a run, whatever else is one by itself", "[scenario][price_market]") {
  const Priced p = priced(three_assets());
  const auto run = [&](const Instrument& instrument, AssetId settlement = AssetId::quote) {
    return p.table.tag(row_of(instrument, settlement)).run;
  };
  const VanillaOption put{btc, OptionSide::put, 78'000.0, july}, later{btc, OptionSide::call, 104'000.0, december};
  CHECK(run(july_call) == run(put));
  CHECK(run(july_call) != run(later));
  CHECK(run(july_call) != run(july_call, btc));
  CHECK(run(july_call) != run(LinearFuture{btc, july}));
  CHECK(run(LinearFuture{btc}) != run(LinearFuture{eth}));
  const auto expiry = [&](const Instrument& instrument) {
    return p.table.tag(row_of(instrument, settlement_of(instrument, AssetId::quote))).expiry;
  };
  CHECK(expiry(july_call) == expiry(LinearFuture{btc, july}));
  CHECK(expiry(july_call) != expiry(later));
  CHECK(p.table.expiry_years(expiry(july_call)) == 30.0 / 365.0);
  CHECK(p.table.expiry_years(expiry(LinearFuture{btc})) == 0.0);
}

TEST_CASE("a rate that overflows what an expiry counts for is a fault of its options", "[scenario][price_market][faults]") {
  MarketState market = three_assets();
  market.assets[0].forwards[0].rate = 1e6;
  const Priced p = listed(market, {.scenarios = {{}}, .by_expiry = ExpiryDiscount{.loss_rate_share = 1.0}});
  CHECK(p.faults.size() == 12);  // two sides and two settlements of three strikes
  for (const Fault& fault : p.faults) {
    CHECK(describe(fault) == "market.forward.rate[" + std::to_string(fault.where.outer) + "] overflows, got 1000000");
    CHECK_FALSE(is_finite(p.table.at(fault.where.outer, Column::option_value)));
  }
  CHECK(is_finite(p.table.at(row_of(LinearFuture{btc, july}), Column::future_value)));
}

TEST_CASE("a published smile is read against its own forward, wherever the market's forward has gone", "[scenario][price_market]") {
  MarketState market = three_assets();
  const SviSlice slice{july, 0.01, 0.1, -0.3, 0.02, 0.1, 100'000.0, 30.0 / 365.0};
  market.assets[0].volatility = SviVolatility{{slice}};
  const Priced p = priced(market);
  CHECK(p.table.terms(row_of(july_call)).volatility == svi_volatility(slice, july_call.strike));
  // Expiries without a smile have no volatility.
  CHECK(p.faults.size() == 12);
  for (const Fault& fault : p.faults) {
    CHECK(fault.code == FaultCode::missing);
    CHECK(expiry_of(listing[fault.where.outer].instrument) == december);
  }
}

TEST_CASE("options of an asset whose model another pricer reads are unknown, all others are priced", "[scenario][price_market][faults]") {
  MarketState market = three_assets();
  market.assets[0].model = DoubleExponentialJumps{.per_year = 2.0};
  const Priced black = price_market(listing, market, Black{}, {}, InScenarios{});
  CHECK(black.faults.empty());  // Black reads no model
  const Priced p = price_market(listing, market, JumpDiffusion{}, {}, InScenarios{});
  std::size_t unknown = 0;
  for (Index row = 0; row < p.table.rows(); ++row) {
    if (!listing.is_occupied(row)) continue;
    const bool is_bad = std::holds_alternative<VanillaOption>(listing[row].instrument) && asset_of(listing[row].instrument) == btc;
    if (is_bad) ++unknown;
    CHECK(std::isnan(p.table.at(row, Column::notional)) == is_bad);
  }
  CHECK(p.faults.size() == unknown);
  for (const Fault& fault : p.faults) CHECK(std::string(fault.field) == "market.model");
}
