#include "bulwark/evaluate/liquidation_distance.hpp"

#include <cmath>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

const Account leveraged{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 10'000.0};

MarketState jumpy(const ModelParameters& model = {}) {
  MarketState market = three_assets();
  market.assets[row(btc)].model = model;
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  return market;
}

Checked<LiquidationDistance> distance_of(const Account& account, const MarketState& market, const LiquidationWatch& watch) {
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = tiered_venue().price(listing, market);
  return liquidation_distance(*tick, rows.at(0), market, {.asset = btc}, watch);
}

}  // namespace

TEST_CASE("without jumps the distance is Black's: a closed form of the price where the verdict flips", "[evaluate][liquidation_distance]") {
  const auto found = distance_of(leveraged, jumpy(), {.horizon = 24h});
  REQUIRE(found);
  const double expected = std::log(104'000.0 / (94'000.0 / 0.99)), deviation = 0.5 * std::sqrt(1.0 / 365.0);
  CHECK(found->range.below == Catch::Approx(expected).epsilon(1e-10));
  CHECK(*found->deviations_below == Catch::Approx(expected / deviation).epsilon(1e-10));
  CHECK_FALSE(found->deviations_above);
  const double drift = -0.5 * deviation * deviation;
  const auto normal = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  CHECK(found->in_horizon.shares.all() ==
        Catch::Approx(normal((-expected - drift) / deviation) +
                      std::exp(-2.0 * drift * expected / deviation / deviation) * normal((drift - expected) / deviation))
            .epsilon(1e-9));
  CHECK(found->until_update.shares.all() == 0.0);  // watched continuously: no next update to wait for
}

TEST_CASE("jumps of the asset's own model bring the threshold nearer, by either model", "[evaluate][liquidation_distance]") {
  const LiquidationWatch watch{.horizon = 24h, .update = 60s};
  const auto calm = distance_of(leveraged, jumpy(), watch),
             kou = distance_of(leveraged, jumpy(DoubleExponentialJumps{20.0, 0.4, 25.0, 18.0}), watch),
             merton = distance_of(leveraged, jumpy(JumpParameters{20.0, -0.02, 0.07}), watch);
  REQUIRE((calm && kou && merton));
  CHECK(*kou->deviations_below < *calm->deviations_below);
  CHECK(*merton->deviations_below < *calm->deviations_below);
  CHECK(kou->in_horizon.shares.all() > calm->in_horizon.shares.all());
  CHECK(merton->in_horizon.shares.all() > calm->in_horizon.shares.all());
  // A minute leaves room for one jump: its tail, its intensity.
  const double minute = 1.0 / 525'600.0;
  CHECK(kou->until_update.shares.all() == Catch::Approx(20.0 * minute * 0.6 * std::exp(-18.0 * kou->range.below)).epsilon(0.02));
  CHECK(calm->until_update.shares.all() < 1e-30);
}

TEST_CASE("an account with two ends can leave by both", "[evaluate][liquidation_distance]") {
  const Account strangle{.positions = {{VanillaOption{btc, OptionSide::call, 130'000.0, july}, -1.0},
                                       {VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0}},
                         .cash = 40'000.0};
  const auto found = distance_of(strangle, jumpy(DoubleExponentialJumps{20.0, 0.4, 25.0, 18.0}), {.horizon = 7 * 24h});
  REQUIRE(found);
  REQUIRE((found->deviations_below && found->deviations_above));
  CHECK(found->in_horizon.shares.below() > 0.0);
  CHECK(found->in_horizon.shares.above() > 0.0);
  const auto longer = distance_of(strangle, jumpy(DoubleExponentialJumps{20.0, 0.4, 25.0, 18.0}), {.horizon = 14 * 24h});
  CHECK(longer->in_horizon.shares.all() > found->in_horizon.shares.all());
  CHECK(*longer->deviations_below == Catch::Approx(*found->deviations_below / std::sqrt(2.0)).epsilon(1e-12));
}

TEST_CASE("more cash is farther away in every sense", "[evaluate][liquidation_distance][A11]") {
  double before = 1.0, deviations = 0.0;
  for (const double cash : {4'000.0, 8'000.0, 16'000.0, 32'000.0}) {
    Account account = leveraged;
    account.cash = cash;
    const auto found = distance_of(account, jumpy(JumpParameters{20.0, -0.02, 0.07}), {.horizon = 24h});
    REQUIRE(found);
    CHECK(found->in_horizon.shares.all() < before);
    CHECK(*found->deviations_below > deviations);
    before = found->in_horizon.shares.all(), deviations = *found->deviations_below;
  }
}

TEST_CASE("an account that is liquidatable now is no distance away", "[evaluate][liquidation_distance]") {
  Account lost = leveraged;
  lost.cash = 10.0;
  const auto found = distance_of(lost, jumpy(), {.horizon = 24h, .update = 60s});
  REQUIRE(found);
  CHECK_FALSE(found->safe.is_safe_now());
  CHECK(*found->deviations_below == 0.0);
  CHECK(found->until_update.shares.all() == 1.0);
  CHECK(found->in_horizon.shares.all() == 1.0);
}

TEST_CASE("a distance that cannot be told says why", "[evaluate][liquidation_distance][faults]") {
  CHECK(distance_of(leveraged, jumpy(), {.horizon = 0s, .update = -1s, .delay = -1s, .volatility = -1.0}).faults().size() == 4);
  MarketState blind = jumpy();
  blind.assets[row(btc)].volatility = {};
  CHECK(distance_of(leveraged, blind, {.horizon = 24h}).faults().front().field == std::string{"market.volatility"});
  CHECK(distance_of(leveraged, blind, {.horizon = 24h, .volatility = 0.5}));
  CHECK(distance_of(leveraged, jumpy(StochasticVariance{}), {.horizon = 24h}).faults().front().field == std::string{"log_price.model"});
}
