#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/tiered_perpetuals.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};

Account one_position(double coins, double entry, double cash) { return {.positions = {{LinearFuture{coin}, coins, entry}}, .cash = cash}; }
MarketState market_at(double price) { return {.now = Timestamp{}, .assets = {{.spot = price}}}; }

}  // namespace

TEST_CASE("an isolated long is liquidated where the published formula says", "[venue][tiered_perpetuals]") {
  // cross_liquidation.json, "hl-article-10x" and "-20x": one coin at 50,000, maintenance leverage 20 and 40;
  // price - margin available / size / (1 - l), l = 1 / maintenance leverage.
  for (const auto& [leverage, published] : {std::pair{10.0, 47368.42105263158}, {20.0, 48717.94871794872}}) {
    const auto venue = venue::tiered_perpetuals({.schedules = {{{0.0, leverage}}}});
    const auto safe = liquidation_price(venue, one_position(1.0, 50'000.0, 50'000.0 / leverage), market_at(50'000.0), {.asset = coin});
    REQUIRE(safe);
    CHECK_THAT(safe->below().value(), WithinRel(published, 1e-14));
  }
}

TEST_CASE("maintenance is continuous where a tier begins", "[venue][tiered_perpetuals]") {
  // cross_liquidation.json, "hl-doge-testnet-deduction": deductions 0, 1000 and 7666.67.
  const auto venue = venue::tiered_perpetuals({.schedules = {{{0.0, 10.0}, {20'000.0, 5.0}, {100'000.0, 3.0}}}});
  const auto maintenance = [&](double notional) {
    return venue.evaluate(one_position(notional, 1.0, 0.0), market_at(1.0))->requirement.maintenance;
  };
  CHECK_THAT(maintenance(20'000.0), WithinRel(1'000.0, 1e-14));
  CHECK_THAT(maintenance(50'000.0), WithinRel(50'000.0 * 0.1 - 1'000.0, 1e-14));
  CHECK_THAT(maintenance(200'000.0), WithinRel(200'000.0 / 6.0 - 7666.666666666665, 1e-13));
  CHECK_THAT(maintenance(20'000.001) - maintenance(20'000.0), WithinAbs(0.0, 2e-4));
}

TEST_CASE("another position's losses bring a cross liquidation nearer", "[venue][tiered_perpetuals]") {
  // cross_liquidation.json, "torchtrade-cross-two-positions": size 1 at 100, equity 5, maintenance 0.4 %, the other position needs 4.
  const auto venue = venue::tiered_perpetuals({.schedules = {{{0.0, 125.0}}}});
  const Account account{.positions = {{LinearFuture{coin}, 1.0, 100.0}, {LinearFuture{AssetId{1}}, 1000.0, 1.0}}, .cash = 5.0};
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 100.0}, {.spot = 1.0}}};
  const auto safe = liquidation_price(venue, account, market, {.asset = coin});
  REQUIRE(safe);
  CHECK_THAT(safe->below().value(), WithinRel(99.39759036144578, 1e-13));
}

TEST_CASE("the backstop takes what is below two thirds of its maintenance", "[venue][tiered_perpetuals]") {
  const auto venue = venue::tiered_perpetuals({.schedules = {venue::hyperliquid_btc()}});
  const auto verdict = [&](double cash) { return venue.evaluate(one_position(1.0, 80'000.0, cash), market_at(80'000.0))->verdict; };
  CHECK(verdict(2'000.0).is_healthy());  // maintenance 1.25 % of 80,000
  CHECK(verdict(999.0) == Verdict{Standing::liquidatable, 1.0});
  CHECK(verdict(-1.0) == Verdict{Standing::bankrupt, 1.0});
}

TEST_CASE("a schedule with gaps or rising leverage is a fault", "[venue][tiered_perpetuals]") {
  CHECK(venue::tiered_perpetuals({.schedules = {}}).faults().size() == 1);
  CHECK_FALSE(venue::tiered_perpetuals({.schedules = {{{1.0, 10.0}}}}).faults().empty());
  CHECK_FALSE(venue::tiered_perpetuals({.schedules = {{{0.0, 10.0}, {5.0, 20.0}}}}).faults().empty());
  CHECK(venue::tiered_perpetuals({.schedules = {venue::hyperliquid_51(), venue::hyperliquid_52(), venue::hyperliquid_53(),
                                                venue::hyperliquid_sol(), venue::hyperliquid_eth(), venue::hyperliquid_btc()}})
            .faults()
            .empty());
}
