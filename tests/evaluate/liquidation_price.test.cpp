#include "bulwark/evaluate/liquidation_price.hpp"

#include <cmath>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

template <class Venue>
SafePrices safe(const Venue& venue, const Account& account, const MarketState& market = three_assets(),
                const PricePath& path = {.asset = btc}) {
  const auto found = liquidation_price(venue, account, market, path);
  REQUIRE(found);
  return *found;
}

/// The verdict at another BTC price, by the script door. Futures without forwards follow spot.
template <class Venue>
bool is_safe(const Venue& venue, const Account& account, double price) {
  MarketState market = three_assets();
  market.assets[row(btc)].spot = price;
  market.assets[row(btc)].forwards.clear();
  const auto report = venue.evaluate(account, market);
  return report && report->verdict.is_known() && !report->verdict.is_liquidatable();
}

/// What a position needs peaks at one price, far more narrowly than a scan's steps.
struct Spike {
  double at, width;

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      const double off = (p.mark - at) / width;
      sum.maintenance += 900.0 + 200.0 / (1.0 + off * off);
    }
    sum.initial = sum.maintenance;
    return sum;
  }
};

}  // namespace

TEST_CASE("a leveraged long is liquidated where its cash is gone, and the verdict flips there", "[evaluate][liquidation_price]") {
  const auto venue = tiered_venue();
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 10'000.0};
  const SafePrices prices = safe(venue, account);
  REQUIRE(prices.below());
  CHECK_FALSE(prices.above());
  CHECK(prices.is_safe_now());
  CHECK(*prices.below() == Catch::Approx(94'000.0 / 0.99).epsilon(1e-12));  // 10,000 + p - 104,000 = 1 % of p
  CHECK(is_safe(venue, account, *prices.below()));
  CHECK_FALSE(is_safe(venue, account, std::nextafter(*prices.below(), 0.0)));
}

TEST_CASE("an inverse long on coin collateral has a price, a short backed by its coins has none", "[evaluate][liquidation_price]") {
  const RiskEvaluator venue{no_haircut(), NotionalMargin{.rate = {0.02, 0.01}}, Black{}, NoVar{}, HealthThreshold{}};
  const Account inverse{.positions = {{Spot{btc}, 1.0}, {InverseFuture{btc}, 104'000.0, 104'000.0}}};
  const SafePrices prices = safe(venue, inverse);
  REQUIRE(prices.below());
  CHECK(*prices.below() == Catch::Approx(1.01 * 104'000.0 / 2.0).epsilon(1e-9));  // 1 + N/e - N/p = 1 % of N/p
  const Account hedged{.positions = {{Spot{btc}, 1.0}, {InverseFuture{btc}, -52'000.0, 104'000.0}}};
  const SafePrices never = safe(venue, hedged);
  REQUIRE(never.intervals.size() == 1);
  CHECK(never.intervals[0].is_open_below);
  CHECK(never.intervals[0].is_open_above);
  CHECK_FALSE(never.below());
  CHECK_FALSE(never.above());
}

TEST_CASE("a short strangle has two prices", "[evaluate][liquidation_price]") {
  const auto venue = portfolio_venue();
  MarketState market = three_assets();
  const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 130'000.0, july}, -1.0},
                                      {VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0}},
                        .cash = 40'000.0};
  const SafePrices prices = safe(venue, account, market);
  REQUIRE((prices.below() && prices.above()));
  CHECK(*prices.below() < 104'000.0);
  CHECK(*prices.above() > 104'000.0);
}

TEST_CASE("on a path of volatility and collateral the verdict flips one tick either side of each price", "[evaluate][liquidation_price]") {
  const auto venue = portfolio_venue();
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  const Account account{.positions = {{Spot{eth}, 20.0},
                                      {VanillaOption{btc, OptionSide::call, 130'000.0, july}, -1.0},
                                      {VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0}}};
  const PricePath path{.asset = btc, .beta = {1.0, 1.5}, .vol_response = -1.0};
  const SafePrices prices = safe(venue, account, market, path);
  REQUIRE((prices.below() && prices.above()));
  const auto is_safe_at = [&](double price) {
    MarketState moved = market;
    const double way = bulwark::log(price / 104'000.0);
    moved.assets[row(btc)].spot = price;
    moved.assets[row(btc)].volatility = FlatVolatility{0.5 * bulwark::exp(-way)};
    moved.assets[row(eth)].spot = 2'560.0 * bulwark::exp(1.5 * way);
    return venue.evaluate(account, moved)->verdict.is_healthy();
  };
  for (const auto& [price, beyond] : {std::pair{*prices.below(), 0.0}, std::pair{*prices.above(), 1e9}}) {
    CHECK(is_safe_at(price));
    CHECK_FALSE(is_safe_at(std::nextafter(price, beyond)));
  }
  const SafePrices still = safe(venue, account, market, {.asset = btc});  // neither volatility nor ether moves
  CHECK(*still.below() < *prices.below());
}

TEST_CASE("more cash never narrows the safe prices", "[evaluate][liquidation_price][A11]") {
  Random random{121};
  const auto venue = tiered_venue();
  for (int i = 0; i < 5; ++i) {
    Account account = random_book(random, chain(), 4);
    const PricePath path{.asset = btc, .steps = 24};
    const SafePrices before = safe(venue, account, three_assets(), path);
    account.cash += 1e6;
    const SafePrices after = safe(venue, account, three_assets(), path);
    for (const SafeInterval& in : before.intervals) {
      bool is_inside = false;
      for (const SafeInterval& wider : after.intervals) is_inside = is_inside || (wider.low <= in.low && in.high <= wider.high);
      CHECK(is_inside);
    }
  }
}

TEST_CASE("an account in distress has no safe price now; an empty one is safe everywhere", "[evaluate][liquidation_price]") {
  const auto venue = tiered_venue();
  const SafePrices lost = safe(venue, {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 10.0});
  CHECK_FALSE(lost.is_safe_now());
  CHECK(lost.intervals.size() == 1);  // above
  const SafePrices empty = safe(venue, Account{});
  REQUIRE(empty.intervals.size() == 1);
  CHECK((empty.intervals[0].is_open_below && empty.intervals[0].is_open_above));
}

TEST_CASE("a dip that lies between two scan points is followed by its surplus, down to adjacent doubles", "[evaluate][liquidation_price]") {
  const Account account{.positions = {{LinearFuture{btc}, 1e-9, 104'000.0}}, .cash = 1'000.0};
  for (const double at : {61'234.5, 99'000.0, 107'777.0, 300'000.0}) {
    const RiskEvaluator venue{no_haircut(), Spike{at, 0.002 * at}, Black{}, NoVar{}, HealthThreshold{}};
    const SafePrices prices = safe(venue, account);
    INFO(at);
    REQUIRE(prices.intervals.size() == 2);  // 200 / (1 + x^2) > 100 within one width of the spike
    CHECK(prices.intervals[0].high == Catch::Approx(0.998 * at).epsilon(1e-6));
    CHECK(prices.intervals[1].low == Catch::Approx(1.002 * at).epsilon(1e-6));
    CHECK_FALSE(is_safe(venue, account, std::nextafter(prices.intervals[0].high, 1e9)));
    CHECK_FALSE(is_safe(venue, account, std::nextafter(prices.intervals[1].low, 0.0)));
  }
}

TEST_CASE("the nearest liquidation is the interval around today's price, for less work", "[evaluate][liquidation_price]") {
  Random random{122};
  Index found = 0;
  on_every_venue([&](const auto& venue) {
    for (int i = 0; i < 12; ++i) {
      const Account account = random_book(random, chain(), 4);
      const Listing listing = *listing_of(account);
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const auto tick = venue.price(listing, three_assets());
      const PricePath path{.asset = btc, .beta = {1.0, 1.25}, .steps = 64};
      const auto all = liquidation_price(*tick, rows.at(0), three_assets(), path);
      const auto nearest = nearest_liquidation(*tick, rows.at(0), three_assets(), path);
      REQUIRE((all && nearest));
      CHECK(nearest->below() == all->below());
      CHECK(nearest->above() == all->above());
      CHECK(nearest->is_safe_now() == all->is_safe_now());
      CHECK(nearest->evaluations <= all->evaluations);
      found += nearest->is_safe_now();
    }
  });
  CHECK(found > 10);
}

TEST_CASE("the nearest liquidation is found where the surplus is lowest right beside today's price", "[evaluate][liquidation_price]") {
  // A long straddle, as calls against futures: worth least near its strike, and its owner has only a little more than it needs.
  const MarketState market = three_assets();
  const RiskEvaluator venue{no_haircut(), NotionalMargin{.rate = {1e-9, 1e-9}}, Black{}, NoVar{}, HealthThreshold{}};
  int found = 0;
  for (const double strike : {0.95, 0.97, 0.98, 0.99, 1.0, 1.01, 1.02, 1.03, 1.04, 1.06})
    for (const double spare : {5.0, 50.0, 500.0}) {
      Account book{
          .positions = {{VanillaOption{btc, OptionSide::call, 104'000.0 * strike, july}, 20.0}, {LinearFuture{btc}, -10.0, 104'000.0}}};
      book.cash = spare - venue.evaluate(book, market)->equity;
      const Listing listing = *listing_of(book);
      const AccountRows rows = listing.admit(std::span{&book, 1});
      const auto tick = *venue.price(listing, market);
      const auto all = liquidation_price(tick, rows.at(0), market, {.asset = btc});
      const auto nearest = nearest_liquidation(tick, rows.at(0), market, {.asset = btc});
      REQUIRE((all && nearest && nearest->is_safe_now()));
      INFO(strike << " of spot, " << spare << " to spare");
      CHECK(nearest->below() == all->below());
      CHECK(nearest->above() == all->above());
      found += all->below().has_value() + all->above().has_value();
    }
  CHECK(found > 15);
}

TEST_CASE("a future's basis that widens as the price falls brings its liquidation nearer, by just as much",
          "[evaluate][liquidation_price]") {
  const auto venue = tiered_venue();
  const Account account{.positions = {{LinearFuture{btc, july}, 1.0, 104'000.0}}, .cash = 10'000.0};
  const double forward = 104'000.0 * 1.0078125;
  for (const double response : {0.0, 0.1, 0.25}) {
    const SafePrices prices = safe(venue, account, three_assets(), {.asset = btc, .basis = {{july, response}}});
    REQUIRE(prices.below());
    // The future itself dies at one price whatever its basis does; the coin is then where its price and response have led there.
    const double future = forward * std::pow(*prices.below() / 104'000.0, 1.0 + response);
    CHECK(future == Catch::Approx(94'000.0 / 0.99).epsilon(1e-12));
  }
}

TEST_CASE("every fault of a path is reported, and an unknown account has no answer", "[evaluate][liquidation_price][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto venue = tiered_venue();
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e4};
  const auto refused = [&](const PricePath& path) { return liquidation_price(venue, account, three_assets(), path).faults().size(); };
  CHECK(refused({.asset = btc, .beta = {1.0, nan, nan}, .vol_response = nan, .lowest = 1.0, .highest = nan, .steps = 1}) == 6);
  CHECK(refused({.asset = AssetId{9}}) == 1);
  CHECK(refused({.asset = AssetId::quote}) == 1);
  CHECK(liquidation_price(venue, {.positions = {{LinearFuture{btc}, nan, -1.0}}}, three_assets(), {.asset = btc}).faults().size() >= 2);
  const Listing listing = *Listing::from(chain());
  const auto tick = venue.price(listing, three_assets());
  CHECK_FALSE(liquidation_price(*tick, AccountRow{}, three_assets(), {.asset = btc}));
  // Its ether has no price: that none is found for bitcoin must not read as none to fear.
  MarketState blind = three_assets();
  blind.assets[row(eth)].spot = nan;
  const Account both{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, 1.0, 2'560.0}}, .cash = 1e4};
  const AccountRows rows = listing.admit(std::span{&both, 1});
  const auto unknown = liquidation_price(*venue.price(listing, blind), rows.at(0), blind, {.asset = btc});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.faults()[0].field == std::string{"account.verdict"});
}

TEST_CASE("an account of Derive's second manager is liquidated between neighbouring prices, above and below",
          "[evaluate][liquidation_price]") {
  const auto venue = second_manager();
  const std::vector<ListedInstrument> chain = derive_chain();
  const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 125'000.0, july}, -2.0},
                                      {VanillaOption{btc, OptionSide::put, 75'000.0, july}, -2.0},
                                      {LinearFuture{btc}, 0.25, 100'000.0},
                                      {Spot{btc}, 0.5}},
                        .cash = 40'000.0};
  const SafePrices prices = safe(venue, account, derive_market());
  REQUIRE(prices.is_safe_now());
  REQUIRE(prices.below());
  REQUIRE(prices.above());
  // The same account in a market that has moved there: forwards with spot, volatilities where they were.
  const AssetMarket from = derive_market().assets[0];
  const auto is_safe_at = [&](double price) {
    MarketState market = derive_market();
    AssetMarket& to = market.assets[0];
    to.spot = price;
    for (ForwardPoint& point : to.forwards) point.forward *= price / from.spot;
    for (const Position& p : account.positions) {
      const auto* option = std::get_if<VanillaOption>(&p.instrument);
      market.volatilities.push_back(!option ? std::nullopt
                                            : volatility_at_strike(from.volatility, option->strike, from.forwards[1].forward, now, july));
    }
    const auto report = venue.evaluate(account, market);
    REQUIRE(report);
    return report->verdict.is_known() && !report->verdict.is_liquidatable();
  };
  CHECK(is_safe_at(*prices.below()));
  CHECK_FALSE(is_safe_at(std::nextafter(*prices.below(), 0.0)));
  CHECK(is_safe_at(*prices.above()));
  CHECK_FALSE(is_safe_at(std::nextafter(*prices.above(), 1e9)));
  CHECK(*prices.below() < 90'000.0);
  CHECK(*prices.above() > 105'000.0);
}
