#include "bulwark/evaluate/frontier.hpp"

#include <cmath>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Ether as collateral for a bitcoin loan, in futures terms: cut by 5 % for maintenance, 1 % of notional required.
const Account both{.positions = {{Spot{eth}, 20.0}, {LinearFuture{btc}, -0.5, 104'000.0}}};

struct Priced2 {
  Listing listing;
  AccountRows rows;
  Tick<decltype(tiered_venue())> tick;

  explicit Priced2(const Account& account, const MarketState& market)
      : listing(*listing_of(account)), rows(listing.admit(std::span{&account, 1})), tick(*tiered_venue().price(listing, market)) {}
};

bool is_safe(const auto& venue, const Account& account, double bitcoin, double ether) {
  MarketState market = three_assets();
  market.assets[row(btc)].spot = bitcoin, market.assets[row(eth)].spot = ether;
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  const auto report = venue.evaluate(account, market);
  return report && report->verdict.is_known() && !report->verdict.is_liquidatable();
}

}  // namespace

TEST_CASE("the frontier of a coin short on coin collateral is the line that the rule draws, in adjacent doubles", "[evaluate][frontier]") {
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  const Priced2 priced(both, market);
  const std::vector<double> prices{60'000.0, 104'000.0, 130'000.0, 180'000.0};
  const auto slices = frontier(priced.tick, priced.rows.at(0), market, {.asset = btc}, {.asset = eth}, prices);
  REQUIRE(slices);
  REQUIRE(slices->size() == prices.size());
  double before = 0.0;
  for (const FrontierSlice& slice : *slices) {
    const double needed = (0.5 * (slice.first - 104'000.0) + 0.01 * 0.5 * slice.first) / (0.95 * 20.0);  // price of ether
    REQUIRE(slice.second.intervals.size() == 1);
    const SafeInterval& in = slice.second.intervals.front();
    CHECK(in.is_open_above);
    if (needed < 2'560.0 / 64.0) {
      CHECK(in.is_open_below);
      continue;
    }
    CHECK(in.low == Catch::Approx(needed).epsilon(1e-12));
    CHECK(is_safe(tiered_venue(), both, slice.first, in.low));
    CHECK_FALSE(is_safe(tiered_venue(), both, slice.first, std::nextafter(in.low, 0.0)));
    CHECK(in.low > before);  // the dearer the short, the more the collateral must be worth
    before = in.low;
  }
}

TEST_CASE("seen from today's prices the frontier lies on the same line, in every direction that meets it", "[evaluate][frontier]") {
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  const Priced2 priced(both, market);
  std::vector<Direction> directions;
  for (int i = 0; i < 16; ++i) directions.push_back({std::cos(0.1 + i * 0.39269908), std::sin(0.1 + i * 0.39269908)});
  const auto points = frontier_around(priced.tick, priced.rows.at(0), market, {.asset = btc}, eth, directions);
  REQUIRE(points);
  int met = 0;
  for (const FrontierPoint& point : *points) {
    INFO(point.direction.first << ", " << point.direction.second);
    const double ahead = std::log(point.first / 104'000.0), aside = std::log(point.second / 2'560.0);
    CHECK(std::fabs(ahead * point.direction.second - aside * point.direction.first) < 1e-12 * (1.0 + std::fabs(ahead)));
    CHECK(ahead * point.direction.first >= 0.0);
    if (point.is_open) continue;
    ++met;
    CHECK(19.0 * point.second == Catch::Approx(0.505 * point.first - 52'000.0).epsilon(1e-9));
  }
  CHECK(met >= 6);
}

TEST_CASE("what moves with the first price moves with it in every direction, whichever of the two moves faster", "[evaluate][frontier]") {
  const MarketState market = three_assets();
  const Account book{.positions = {{VanillaOption{btc, OptionSide::put, 90'000.0, july}, -1.0},
                                   {VanillaOption{btc, OptionSide::call, 120'000.0, july}, -1.0},
                                   {LinearFuture{eth}, 40.0, 2'560.0},
                                   {LinearFuture{sol}, 100.0, 160.0},
                                   {LinearFuture{btc, july}, 0.1, 104'000.0}},
                     .cash = 60'000.0};
  const Priced2 priced(book, market);
  const PricePath with_all{.asset = btc, .beta = {1.0, 0.0, 1.5}, .vol_response = -1.0, .basis = {{july, 0.2}}};
  for (const PricePath& base :
       {with_all, PricePath{.asset = btc, .beta = {1.0, 0.0, 1.5}}, PricePath{.asset = btc, .vol_response = -1.0}}) {
    // On both sides of the diagonals, where the one or the other is the faster, the frontier goes on as it was.
    for (const double first : {-1.0, 1.0})
      for (const double second : {-1.0, 1.0}) {
        const std::vector<Direction> beside{{first, second * (1.0 - 1e-9)}, {first * (1.0 - 1e-9), second}};
        const auto points = frontier_around(priced.tick, priced.rows.at(0), market, base, eth, beside);
        REQUIRE(points);
        INFO(first << ", " << second);
        CHECK(points->at(0).is_open == points->at(1).is_open);
        CHECK(points->at(0).first == Catch::Approx(points->at(1).first).epsilon(1e-7));
        CHECK(points->at(0).second == Catch::Approx(points->at(1).second).epsilon(1e-7));
      }
    // Each end is on the frontier by slices: the second price that is the last safe one while the first stands there.
    const std::vector<Direction> steep{{-0.3, -1.0}, {0.1, -1.0}, {-1e-3, -1.0}, {0.0, -1.0}, {-1e-9, -1.0}};
    const auto points = frontier_around(priced.tick, priced.rows.at(0), market, base, eth, steep);
    REQUIRE(points);
    for (const FrontierPoint& point : *points) {
      REQUIRE_FALSE(point.is_open);
      const auto slice = frontier(priced.tick, priced.rows.at(0), market, base, {.asset = eth}, std::span{&point.first, 1});
      REQUIRE(slice);
      INFO(point.direction.first << ": " << point.first << ", " << point.second);
      bool is_end = false;
      for (const SafeInterval& in : slice->front().second.intervals) is_end = is_end || std::fabs(std::log(in.low / point.second)) < 1e-6;
      CHECK(is_end);
    }
  }
}

TEST_CASE("what cannot be asked of two prices is said", "[evaluate][frontier][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const MarketState market = three_assets();
  const Priced2 priced(both, market);
  const std::vector<double> bad{1e5, -1.0, nan};
  CHECK(frontier(priced.tick, priced.rows.at(0), market, {.asset = btc}, {.asset = eth}, bad).faults().size() == 2);
  CHECK(frontier(priced.tick, priced.rows.at(0), market, {.asset = btc}, {.asset = btc}, {}).faults().size() == 1);
  CHECK(frontier(priced.tick, AccountRow{}, market, {.asset = btc}, {.asset = eth}, {}).faults().size() == 1);
  const std::vector<Direction> nowhere{{0.0, 0.0}, {nan, 1.0}};
  CHECK(frontier_around(priced.tick, priced.rows.at(0), market, {.asset = btc}, eth, nowhere).faults().size() == 2);
  CHECK(frontier_around(priced.tick, priced.rows.at(0), market, {.asset = btc}, btc, {}).faults().size() == 1);
  const Account dead{.positions = {{LinearFuture{btc}, 1.0, 204'000.0}}};
  const Priced2 lost(dead, market);
  const std::vector<Direction> down{{-1.0, 0.0}};
  CHECK_FALSE(frontier_around(lost.tick, lost.rows.at(0), market, {.asset = btc}, eth, down));
}
