#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "support/liquidation.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};

Account one_position(double coins, double entry, double cash) { return {.positions = {{LinearFuture{coin}, coins, entry}}, .cash = cash}; }
MarketState market_at(double price) { return {.now = Timestamp{}, .assets = {{.spot = price}}}; }

}  // namespace

TEST_CASE("an isolated long is liquidated where the published formula says", "[venue][hyperliquid]") {
  // cross_liquidation.json, "hl-article-10x" and "-20x": one coin at 50,000, maintenance leverage 20 and 40;
  // price - margin available / size / (1 - l), l = 1 / maintenance leverage.
  for (const auto& [leverage, published] : {std::pair{10.0, 47368.42105263158}, {20.0, 48717.94871794872}}) {
    const auto venue = venue::hyperliquid({.schedules = {{{0.0, leverage}}}});
    const auto safe = liquidation_price(venue, one_position(1.0, 50'000.0, 50'000.0 / leverage), market_at(50'000.0), {.asset = coin});
    REQUIRE(safe);
    CHECK_THAT(safe->below().value(), WithinRel(published, 1e-14));
  }
}

TEST_CASE("maintenance is continuous where a tier begins", "[venue][hyperliquid]") {
  // cross_liquidation.json, "hl-doge-testnet-deduction": deductions 0, 1000 and 7666.67.
  const auto venue = venue::hyperliquid({.schedules = {{{0.0, 10.0}, {20'000.0, 5.0}, {100'000.0, 3.0}}}});
  const auto maintenance = [&](double notional) {
    return venue.evaluate(one_position(notional, 1.0, 0.0), market_at(1.0))->requirement.maintenance;
  };
  CHECK_THAT(maintenance(20'000.0), WithinRel(1'000.0, 1e-14));
  CHECK_THAT(maintenance(50'000.0), WithinRel(50'000.0 * 0.1 - 1'000.0, 1e-14));
  CHECK_THAT(maintenance(200'000.0), WithinRel(200'000.0 / 6.0 - 7666.666666666665, 1e-13));
  CHECK_THAT(maintenance(20'000.001) - maintenance(20'000.0), WithinAbs(0.0, 2e-4));
}

TEST_CASE("another position's losses bring a cross liquidation nearer", "[venue][hyperliquid]") {
  // cross_liquidation.json, "torchtrade-cross-two-positions": size 1 at 100, equity 5, maintenance 0.4 %, the other position needs 4.
  const auto venue = venue::hyperliquid({.schedules = {{{0.0, 125.0}}}});
  const Account account{.positions = {{LinearFuture{coin}, 1.0, 100.0}, {LinearFuture{AssetId{1}}, 1000.0, 1.0}}, .cash = 5.0};
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 100.0}, {.spot = 1.0}}};
  const auto safe = liquidation_price(venue, account, market, {.asset = coin});
  REQUIRE(safe);
  CHECK_THAT(safe->below().value(), WithinRel(99.39759036144578, 1e-13));
}

TEST_CASE("the backstop takes what is below two thirds of its maintenance", "[venue][hyperliquid]") {
  const auto venue = venue::hyperliquid({.schedules = {venue::hyperliquid_btc()}});
  const auto verdict = [&](double cash) { return venue.evaluate(one_position(1.0, 80'000.0, cash), market_at(80'000.0))->verdict; };
  CHECK(verdict(2'000.0).is_healthy());  // maintenance 1.25 % of 80,000
  CHECK(verdict(999.0) == Verdict{Standing::liquidatable, 1.0});
  CHECK(verdict(-1.0) == Verdict{Standing::bankrupt, 1.0});
}

TEST_CASE("the closed form is where the evaluator's verdict changes, across tiers and both sides", "[venue][hyperliquid]") {
  const venue::LeverageSchedule schedule = venue::hyperliquid_btc();
  const MarginTiers tiers = venue::hyperliquid_tiers(schedule);
  const auto venue = venue::hyperliquid({.schedules = {schedule}});
  test::Random random{12};
  int in_second = 0;
  for (int i = 0; i < 300; ++i) {
    const double entry = 20'000.0 + static_cast<double>(random.below(80'000)), side = i % 2 == 0 ? 1.0 : -1.0;
    const double worth = bulwark::exp(8.0 + static_cast<double>(random.below(12'000)) / 1'000.0);
    const double cash = worth * (0.06 + static_cast<double>(random.below(800)) / 1'000.0), size = side * worth / entry;
    const double available = cash - TieredMargin::charge(tiers, worth).maintenance;
    const LiquidationPrices closed = venue::hyperliquid_liquidation_prices(entry, size, available, tiers);
    const LiquidationPrices found = test::searched(venue, one_position(size, entry, cash), entry);
    INFO(i << " " << size << " at " << entry << " on " << cash);
    test::check_same_price(closed.below, found.below, worth + cash, size);
    test::check_same_price(closed.above, found.above, worth + cash, size);
    in_second += std::abs(size) * (closed.below ? *closed.below : closed.above.value_or(0.0)) > 150e6;
  }
  CHECK(in_second > 10);
}

TEST_CASE("the leverage that a user picks is the initial share and nothing else", "[venue][hyperliquid]") {
  const auto report = [&](std::vector<double> leverage, double coins) {
    const auto venue = venue::hyperliquid({.schedules = {venue::hyperliquid_btc()}, .leverage_of_asset = std::move(leverage)});
    return *venue.evaluate(one_position(coins, 80'000.0, 1e9), market_at(80'000.0));
  };
  CHECK_THAT(report({5.0}, 1.0).requirement.initial, WithinRel(16'000.0, 1e-14));
  CHECK_THAT(report({}, 1.0).requirement.initial, WithinRel(2'000.0, 1e-14));
  CHECK(report({5.0}, 1.0).requirement.maintenance == report({}, 1.0).requirement.maintenance);
  CHECK_THAT(report({5.0}, 5'000.0).requirement.initial, WithinRel(0.2 * 400e6, 1e-14));  // past the floor of the second tier
  CHECK_FALSE(venue::hyperliquid({.schedules = {venue::hyperliquid_btc()}, .leverage_of_asset = {-5.0}}).faults().empty());
}

TEST_CASE("money leaves only above the larger of initial margin and a tenth of notional", "[venue][hyperliquid]") {
  const Account account = one_position(1.0, 80'000.0, 10'000.0);
  const auto largest = [&](std::vector<double> leverage) {
    const auto venue = venue::hyperliquid_transfers({.schedules = {venue::hyperliquid_btc()}, .leverage_of_asset = std::move(leverage)});
    const auto listing = Listing::from(std::vector<ListedInstrument>{{"BTC", LinearFuture{coin}}});
    const AccountRows rows = listing->admit(std::span{&account, 1});
    const auto tick = venue.price(*listing, market_at(80'000.0));
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return largest_withdrawal(*tick, rows.at(0), 1.0, workspace, scratch);
  };
  CHECK(largest({}) == 2'000.0);          // initial margin is 2,000, a tenth of notional 8,000
  CHECK(largest({8.0}) == std::nullopt);  // initial margin is 10,000
  CHECK(largest({16.0}) == 2'000.0);
  CHECK_FALSE(venue::hyperliquid_transfers({.schedules = {venue::hyperliquid_btc()}, .transfer_share = -1.0}).faults().empty());
}

TEST_CASE("a large position is closed by a fifth, a small one whole", "[venue][hyperliquid]") {
  const venue::Hyperliquid p{.schedules = {venue::hyperliquid_btc()}};
  CHECK(p.close_fraction(100'000.0) == 1.0);
  CHECK(p.close_fraction(100'001.0) == 0.20);
  CHECK(p.faults().empty());
  CHECK(venue::Hyperliquid{.schedules = {}, .large_notional = -1.0, .large_close = 1.5}.faults().size() == 2);
}

TEST_CASE("a schedule with gaps or rising leverage is a fault", "[venue][hyperliquid]") {
  CHECK(venue::hyperliquid({.schedules = {}}).faults().size() == 1);
  CHECK_FALSE(venue::hyperliquid({.schedules = {{{1.0, 10.0}}}}).faults().empty());
  CHECK_FALSE(venue::hyperliquid({.schedules = {{{0.0, 10.0}, {5.0, 20.0}}}}).faults().empty());
  CHECK(venue::hyperliquid({.schedules = {venue::hyperliquid_51(), venue::hyperliquid_52(), venue::hyperliquid_53(),
                                          venue::hyperliquid_sol(), venue::hyperliquid_eth(), venue::hyperliquid_btc()}})
            .faults()
            .empty());
}
