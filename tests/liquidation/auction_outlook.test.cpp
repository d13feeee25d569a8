#include "bulwark/liquidation/auction_outlook.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include "bulwark/liquidation/auction_curve.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using std::chrono::seconds;

namespace {

using Stair = LotAuction<double, StairDecrease<double>>;

/// One per cent down in each step.
Stair stair(seconds step, double start_factor = 1.2) {
  return {.start_factor = start_factor,
          .curve = {.factor = 0.99, .step = step},
          .reset = {.longest = seconds{100 * step.count()}, .deepest = 0.4},
          .reward = {0.0, 0.0},
          .least_left = 0.0};
}

constexpr AuctionMarket market{.price = 100.0, .volatility = 0.9, .debt = 0.8, .block = 12s};
constexpr DispersedBuyers buyers{.low = 92.0, .high = 99.0, .count = 4};

}  // namespace

TEST_CASE("a faster curve clears sooner and gives away more, and risks less", "[liquidation][auction_outlook]") {
  AuctionOutlook before = outlook(stair(1s), market, buyers);
  for (const seconds step : {12s, 60s, 300s, 1'800s}) {
    const AuctionOutlook slower = outlook(stair(step), market, buyers);
    CHECK(slower.seconds > before.seconds);
    CHECK(slower.owner_loss <= before.owner_loss);
    CHECK(slower.shortfall >= before.shortfall);
    before = slower;
  }
}

TEST_CASE("a full chain gives away what the price falls by while a purchase waits", "[liquidation][auction_outlook]") {
  AuctionMarket full = market;
  double before = outlook(stair(12s), market, buyers).price;
  for (const Index delay : {1, 2, 5, 10}) {
    full.delay = delay;
    const AuctionOutlook late = outlook(stair(12s), full, buyers);
    CHECK_THAT(late.price, WithinRel(outlook(stair(12s), market, buyers).price * std::pow(0.99, static_cast<double>(delay)), 1e-12));
    CHECK(late.price < before);
    before = late.price;
  }
}

TEST_CASE("more buyers pay more, and one alone waits for the deepest price", "[liquidation][auction_outlook]") {
  double before = 0.0;
  for (const Index count : {1, 2, 4, 16, 64}) {
    const AuctionOutlook now = outlook(stair(90s), market, {.low = 92.0, .high = 99.0, .count = count});
    CHECK(now.price > before);
    before = now.price;
  }
  // Below 48, which is 0.4 of 120, nothing is sold: he waits for the ninety-first step, 0.99^91 = 0.4007.
  const AuctionOutlook alone = outlook(stair(90s), market, {.low = 92.0, .high = 99.0, .count = 1});
  CHECK_THAT(alone.price, WithinRel(120.0 * std::pow(0.99, 91.0), 1e-12));
}

TEST_CASE("its mean is that of simulated buyers", "[liquidation][auction_outlook]") {
  // The best of four is drawn, buys at the first block at or below his bid, and pays what is asked there: prices by multiplication.
  Random random{7};
  const Stair auction = stair(30s);
  const double lowest = 120.0 * std::pow(0.99, 91.0);
  constexpr int draws = 20'000;
  double price_sum = 0.0, squares = 0.0, time_sum = 0.0;
  for (int i = 0; i < draws; ++i) {
    double best = 0.0;
    for (Index k = 0; k < buyers.count; ++k) best = std::max(best, random.between(buyers.low, buyers.high));
    const double bid = buyers.bids(best, lowest);
    double asked = 120.0;
    seconds now = 0s;
    for (; asked > bid * (1.0 + 1e-12); now += 12s) {
      asked = 120.0;
      for (seconds t = 30s; t <= now; t += 30s) asked *= 0.99;
      if (asked <= bid * (1.0 + 1e-12)) break;
    }
    price_sum += asked, squares += asked * asked, time_sum += static_cast<double>(now.count());
  }
  const double mean = price_sum / draws, error = std::sqrt((squares / draws - mean * mean) / draws);
  const AuctionOutlook expected = outlook(auction, market, buyers);
  CHECK(expected.chance == 1.0);
  CHECK_THAT(expected.price, WithinAbs(mean, 4.0 * error + 0.02));  // 64 draws of the best: 0.02
  CHECK_THAT(expected.seconds, WithinRel(time_sum / draws, 0.01));
}

TEST_CASE("the shortfall is a put's: of no move what is lacking, and the mean of what simulated moves lack",
          "[liquidation][auction_outlook]") {
  AuctionMarket still = market;
  still.volatility = 0.0;
  CHECK(outlook(stair(90s), still, buyers).shortfall == 0.0);
  still.debt = 0.99;
  const AuctionOutlook lacking = outlook(stair(90s), still, buyers);
  CHECK_THAT(lacking.shortfall, WithinRel(0.99 - lacking.price / 100.0, 1e-12));
  AuctionMarket wild = market;
  wild.volatility = 3.0, wild.debt = 0.95;
  const AuctionOutlook moving = outlook(stair(90s), wild, buyers);
  const double deviation = 3.0 * std::sqrt(moving.seconds / (365.0 * 86'400.0));
  Random random{9};
  constexpr int draws = 200'000;
  double sum = 0.0, squares = 0.0;
  for (int i = 0; i < draws; ++i) {
    double normal = -6.0;
    for (int k = 0; k < 12; ++k) normal += random.between(0.0, 1.0);
    const double lacks = std::max(0.0, 0.95 - moving.price / 100.0 - deviation * normal);
    sum += lacks, squares += lacks * lacks;
  }
  const double mean = sum / draws, error = std::sqrt((squares / draws - mean * mean) / draws);
  CHECK_THAT(moving.shortfall, WithinAbs(mean, 4.0 * error + 2e-3 * mean));
}

TEST_CASE("in a still market owner and venue lose between them what the buyer gains", "[liquidation][auction_outlook]") {
  AuctionMarket still = market;
  still.volatility = 0.0;
  for (const double debt : {0.3, 0.6, 0.9}) {
    still.debt = debt;
    const AuctionOutlook seen = outlook(stair(90s), still, {.low = 92.0, .high = 99.0, .count = 1});  // one price, so its mean is it
    const double share = seen.price / 100.0, sold = std::min(1.0, debt / share);
    CHECK_THAT(seen.cost(), WithinAbs(sold * (1.0 - share), 1e-12));
    CHECK(seen.owner_loss <= 1.0 - debt + 1e-12);
  }
}

TEST_CASE("who may only be had below the reserve makes rounds that sell nothing, and time", "[liquidation][auction_outlook]") {
  Stair strict = stair(90s, 1.0);
  strict.reset.deepest = 0.97;
  const AuctionOutlook some = outlook(strict, market, buyers);
  CHECK((some.chance > 0.5 && some.chance < 1.0));
  CHECK_THAT(some.chance, WithinAbs(buyers.chance(100.0 * 0.99 * 0.99 * 0.99), 1.0 / 64.0));
  strict.reset.deepest = 0.995;
  const AuctionOutlook none = outlook(strict, market, buyers);
  CHECK((none.chance == 0.0 && !is_number(none.seconds) && !is_number(none.cost())));
}

TEST_CASE("a round that sells nothing lasts until it may be started again, by depth or by age", "[liquidation][auction_outlook]") {
  // 100, 99, 98.01, 97.03 each for 90 s, then 96.06, which is too deep: due in the block of 360 s. By age only: after 9,000 s.
  Stair strict = stair(90s, 1.0);
  for (const auto& [deepest, longest, round] : {std::tuple{0.97, 9'000s, 360.0}, std::tuple{0.97, 300s, 312.0}}) {
    strict.reset = {.longest = longest, .deepest = deepest};
    const AuctionOutlook some = outlook(strict, market, buyers);
    REQUIRE((some.chance > 0.0 && some.chance < 1.0));
    // As the course of an auction that nobody buys at restarts it.
    const RunningLot<double> running{{50.0, 1.0}, 100.0, Timestamp{}};
    double due = 0.0;
    while (!strict.is_due(running, Timestamp{std::chrono::seconds{static_cast<int>(due)}})) due += 12.0;
    CHECK(due == round);
    double sold = 0.0, waited = 0.0;  // the rounds that sell take the time of these buyers
    for (int k = 0; k < 64; ++k) {
      const double worth = buyers.best_worth((k + 0.5) / 64.0);
      const double lowest = 100.0 * std::pow(0.99, 3.0);
      if (worth < lowest) continue;
      double at = 0.0;
      while (strict.price(running, Timestamp{std::chrono::seconds{static_cast<int>(at)}}) > buyers.bids(worth, lowest) * (1.0 + 1e-12))
        at += 12.0;
      ++sold, waited += at;
    }
    CHECK(some.chance == sold / 64.0);
    CHECK_THAT(some.seconds, WithinRel(waited / sold + round * (64.0 - sold) / sold, 1e-9));
  }
}

TEST_CASE("the cheapest is the least of what owner and venue lose, and nothing unknown is cheap", "[liquidation][auction_outlook]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::array<AuctionOutlook, 4> outlooks{
      {{0.0, nan, nan, nan, nan}, {1.0, 60.0, 95.0, 0.05, 0.02}, {1.0, 600.0, 97.0, 0.03, 0.03}, {1.0, 500.0, 97.0, 0.03, 0.03}}};
  CHECK(cheapest(outlooks) == 2);
  CHECK_FALSE(cheapest(std::span(outlooks).first(1)));
  CHECK_FALSE(cheapest({}));
  AuctionMarket unknown = market;
  unknown.price = nan;
  CHECK(outlook(stair(90s), unknown, buyers).chance == 0.0);
  AuctionMarket wild = market;
  wild.volatility = nan;
  CHECK_FALSE(is_number(outlook(stair(90s), wild, buyers).cost()));
}

TEST_CASE("between a curve that gives away and one that waits there is a best one, the faster the wilder the market",
          "[liquidation][auction_outlook]") {
  std::vector<Stair> auctions;  // by what it falls from block to block
  for (const double fall : {0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001}) {
    auctions.push_back(stair(12s));
    auctions.back().curve.factor = 1.0 - fall;
    auctions.back().reset.longest = seconds{static_cast<int>(13.0 / fall)};
  }
  std::vector<AuctionOutlook> outlooks(auctions.size());
  const auto best_in = [&](double volatility) {
    AuctionMarket wild = market;
    wild.volatility = volatility, wild.debt = 0.93;
    const auto best = cheapest_auction(std::span<const Stair>(auctions), wild, buyers, outlooks);
    REQUIRE(best);
    for (const AuctionOutlook& other : outlooks) CHECK(outlooks[static_cast<std::size_t>(*best)].cost() <= other.cost());
    return *best;
  };
  const Index calm = best_in(0.3), wild = best_in(2.0), mad = best_in(8.0);
  CHECK((calm > wild && wild >= mad && mad > 0));
}

TEST_CASE("a start far above the market costs time, one below it gives away what nobody has to bid", "[liquidation][auction_outlook]") {
  AuctionMarket wild = market;
  wild.volatility = 4.0, wild.debt = 0.93;
  const std::vector<Stair> auctions{stair(90s, 0.9), stair(90s, 1.0), stair(90s, 1.05), stair(90s, 2.0)};
  std::vector<AuctionOutlook> outlooks(auctions.size());
  const auto best = cheapest_auction(std::span<const Stair>(auctions), wild, buyers, outlooks);
  REQUIRE(best);
  CHECK((*best == 1 || *best == 2));
  CHECK((outlooks[0].owner_loss > outlooks[1].owner_loss && outlooks[3].shortfall > outlooks[2].shortfall));
  CHECK(outlooks[3].seconds > outlooks[2].seconds);
}

TEST_CASE("a market without a price, a debt or blocks is a fault", "[liquidation][auction_outlook][faults]") {
  CHECK(market.faults().empty());
  CHECK(said(AuctionMarket{.price = 0.0, .volatility = -1.0, .debt = 0.0, .block = 0s, .delay = -1}.faults()) ==
        std::vector<std::string>{"auction_market.price must be positive, got 0", "auction_market.volatility must not be negative, got -1",
                                 "auction_market.debt must be positive, got 0", "auction_market.block must be positive, got 0",
                                 "auction_market.delay must not be negative, got -1"});
}
