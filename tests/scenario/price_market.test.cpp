#include "bulwark/scenario/price_market.hpp"

#include <cmath>
#include <limits>

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
