#include "bulwark/evaluate/walked_account.hpp"

#include <cmath>

#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};
const MarketState market{.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.6}}}};
const Account account{
    .positions = {{Spot{coin}, 1.0}, {VanillaOption{coin, OptionSide::put, 60'000.0, now + std::chrono::days{30}}, -1.0, {}, coin}}};

}  // namespace

TEST_CASE("a walked account is worth at any price what a new market says", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const auto listing = listing_of(account);
  const AccountRows rows = listing->admit(std::span{&account, 1});
  const auto tick = venue.price(*listing, market);
  WalkedAccount walked(*tick, rows.at(0), market, {.asset = coin});
  REQUIRE(walked.is_known());
  for (const double price : {70'000.0, 35'000.0, 90'000.0}) {
    MarketState moved = market;
    moved.assets[0].spot = price;
    const RiskReport there = walked.at(price), fresh = *venue.evaluate(account, moved);
    CHECK_THAT(there.equity, WithinRel(fresh.equity, 1e-13));
    CHECK_THAT(there.requirement.maintenance, WithinRel(fresh.requirement.maintenance, 1e-13));
  }
}

TEST_CASE("an account that is not current cannot be walked", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const auto tick = venue.price(*listing_of(account), market);
  CHECK_FALSE(WalkedAccount(*tick, AccountRow{}, market, {.asset = coin}).is_known());
}

namespace {

/// A book of Derive's second manager in its last half hour: half of the forward fixed, feeds in doubt, the quote off its peg.
struct LastHalfHour {
  const Timestamp expiry = test::now + std::chrono::minutes{15};
  const std::vector<ListedInstrument> chain{{.id = "perpetual", .instrument = LinearFuture{coin}},
                                            {.id = "dated", .instrument = LinearFuture{coin, expiry}},
                                            {.id = "call", .instrument = VanillaOption{coin, OptionSide::call, 100'000.0, expiry}}};
  const Account account{
      .positions = {{chain[0].instrument, 0.5, 100'000.0}, {chain[1].instrument, -0.25, 101'000.0}, {chain[2].instrument, -2.0}},
      .cash = 40'000.0};

  MarketState market(double price) const {
    const double fixed = 50'000.0;
    return {
        .now = test::now,
        .assets = {{.spot = price,
                    .forwards = {{.expiry = expiry, .forward = bulwark::fma(101'000.0 - fixed, price / 100'000.0, fixed), .fixed = fixed}},
                    .volatility = FlatVolatility{0.6},
                    .certainty = 0.5}},
        .certainties = {0.25, 1.0, 0.375},
        .quote_price = 0.9375};
  }
};

}  // namespace

TEST_CASE("a walked account keeps its doubts, the price of its quote and what an average has fixed", "[evaluate][walked_account]") {
  const LastHalfHour book;
  const auto venue = test::second_manager();
  test::Judge judge(venue, book.market(100'000.0), book.chain);
  const AccountRows rows = judge.listing().admit(std::span{&book.account, 1});
  WalkedAccount walked(judge.tick(), rows.at(0), book.market(100'000.0), {.asset = coin});
  REQUIRE(walked.is_known());
  CHECK(test::bits(walked.at(100'000.0)) == test::bits(judge(book.account)));
  for (const double price : {50'000.0, 90'000.0, 104'000.0, 200'000.0}) {
    const RiskReport there = walked.at(price), fresh = test::Judge(venue, book.market(price), book.chain)(book.account);
    CHECK_FALSE(test::is_unknown(there));
    CHECK_THAT(there.equity, WithinRel(fresh.equity, 1e-12));
    CHECK_THAT(there.requirement.initial, WithinRel(fresh.requirement.initial, 1e-12));
    CHECK_THAT(there.requirement.maintenance, WithinRel(fresh.requirement.maintenance, 1e-12));
    // In doubt of the perpetual, all three coins of perpetual, future and options and a half are charged three quarters.
    CHECK(there.requirement.initial - there.requirement.maintenance > 0.75 * 2.75 * price);
  }
}

TEST_CASE("a basis that moves is a forward that moves: the account is worth what that market says", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const Timestamp quoted = now + std::chrono::days{60}, between = now + std::chrono::days{30};
  const auto market_of = [&](double price, double perpetual_basis, double near_basis, double far_basis) {
    MarketState moved{.now = now, .assets = {{.spot = price, .volatility = FlatVolatility{0.6}}}};
    moved.assets[0].forwards = {{between, price * 1.01 * near_basis, 0.99}, {quoted, price * 1.02 * far_basis, 0.98}};
    moved.marks = {{}, {}, price * perpetual_basis, {}};
    return moved;
  };
  const Account held{.positions = {{Spot{coin}, 1.0},
                                   {VanillaOption{coin, OptionSide::put, 60'000.0, between}, -1.0, {}, coin},
                                   {InverseFuture{coin}, 1'000.0, 70'000.0, coin},
                                   {InverseFuture{coin, quoted}, 20'000.0, 71'000.0, coin}}};
  const auto listing = listing_of(held, true);
  REQUIRE(listing);
  const AccountRows rows = listing->admit(std::span{&held, 1});
  const MarketState start = market_of(70'000.0, 1.0, 1.0, 1.0);
  const auto tick = venue.price(*listing, start);
  REQUIRE(tick);
  WalkedAccount walked(*tick, rows.at(0), start, {.asset = coin, .basis = {{between, 0.05}, {quoted, 0.1}, {perpetual, 0.01}}});
  for (const double price : {70'000.0, 40'000.0, 95'000.0}) {
    const double ratio = price / 70'000.0;
    const RiskReport there = walked.at(price),
                     fresh = *venue.evaluate(held, market_of(price, std::pow(ratio, 0.01), std::pow(ratio, 0.05), std::pow(ratio, 0.1)));
    CHECK_THAT(there.equity, WithinRel(fresh.equity, 1e-12));
    CHECK_THAT(there.requirement.maintenance, WithinRel(fresh.requirement.maintenance, 1e-12));
  }
}

TEST_CASE("a basis can move where no forward is quoted", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const Timestamp expiry = now + std::chrono::days{30};
  const auto listing = listing_of(account);
  const AccountRows own = listing->admit(std::span{&account, 1});
  const auto own_tick = venue.price(*listing, market);
  WalkedAccount moving(*own_tick, own.at(0), market, {.asset = coin, .basis = {{expiry, 0.5}}});
  REQUIRE(moving.is_known());
  MarketState there = market;
  there.assets[0].spot = 60'000.0;
  there.assets[0].forwards = {{expiry, 60'000.0 * std::sqrt(60'000.0 / 70'000.0)}};
  CHECK_THAT(moving.at(60'000.0).equity, WithinRel(venue.evaluate(account, there)->equity, 1e-12));
  CHECK_THAT(moving.at(70'000.0).equity, WithinRel(venue.evaluate(account, market)->equity, 1e-14));
}
