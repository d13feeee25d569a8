#include <cmath>

#include "bulwark/evaluate/account_gap_risk.hpp"
#include "bulwark/evaluate/frontier.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Calls check(random book, its tick and row, its safe prices on a random path) on each venue; markets without forwards, so that every
/// future is at spot. How many books were asked.
template <class Check>
int on_random_books(std::uint64_t seed, int books, Check check) {
  Random random{seed};
  int asked = 0;
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  on_every_venue([&](const auto& venue) {
    for (int i = 0; i < books; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(5));
      account.cash *= 8.0;
      const PricePath path{.asset = btc,
                           .beta = {1.0, random.between(-0.5, 1.5)},
                           .vol_response = random.between(-1.0, 0.5),
                           .lowest = 0.25,
                           .highest = 4.0,
                           .steps = 32};
      const Listing listing = *listing_of(account);
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const auto tick = venue.price(listing, market);
      const auto safe = liquidation_price(*tick, rows.at(0), market, path);
      if (!safe) continue;
      check(venue, account, *tick, rows.at(0), market, path, *safe);
      ++asked;
    }
  });
  return asked;
}

}  // namespace

TEST_CASE("C15: on one side of a liquidation price the account is healthy, one double further liquidatable, and equity is the requirement",
          "[properties][thresholds]") {
  int ends = 0;
  on_random_books(151, 60,
                  [&](const auto&, const Account&, const auto& tick, const AccountRow& row, const MarketState& market,
                      const PricePath& path, const SafePrices& safe) {
                    WalkedAccount walked(tick, row, market, path);
                    const auto check_end = [&](double last, double towards) {
                      const RiskReport in = walked.at(last), out = walked.at(std::nextafter(last, towards));
                      CHECK(in.verdict.is_known());
                      CHECK_FALSE(in.verdict.is_liquidatable());
                      CHECK((out.verdict.is_liquidatable() || !out.verdict.is_known()));
                      // Nothing is left over, to the rounding of sums of this size; or the verdict has a step there (a rule that jumps).
                      const double size = std::fabs(in.resources.maintenance) + in.requirement.maintenance + std::fabs(in.equity) + 1e6;
                      const bool is_step = std::fabs(in.maintenance_surplus() - out.maintenance_surplus()) > 1e-9 * size;
                      CHECK((is_step || std::fabs(in.maintenance_surplus()) <= 1e-9 * size));
                      ++ends;
                    };
                    for (const SafeInterval& interval : safe.intervals) {
                      if (!interval.is_open_below) check_end(interval.low, 0.0);
                      if (!interval.is_open_above) check_end(interval.high, 1e300);
                    }
                  });
  CHECK(ends > 60);
}

TEST_CASE("C15: more collateral moves a liquidation price away, never nearer", "[properties][thresholds]") {
  Random random{152};
  int moved = 0;
  on_random_books(153, 40,
                  [&](const auto& venue, const Account& account, const auto&, const AccountRow&, const MarketState& market,
                      const PricePath& path, const SafePrices& safe) {
                    if (!safe.is_safe_now()) return;
                    Account richer = account;
                    richer.cash += random.between(0.0, 1e6);
                    const auto after = liquidation_price(venue, richer, market, path);
                    REQUIRE(after);
                    REQUIRE(after->is_safe_now());
                    if (after->below()) CHECK((safe.below() && *after->below() <= *safe.below()));
                    if (after->above()) CHECK((safe.above() && *after->above() >= *safe.above()));
                    moved += (safe.below() && after->below() != safe.below()) || (safe.above() && after->above() != safe.above());
                  });
  CHECK(moved > 20);
}

TEST_CASE("C15: the nearest liquidation is the end of the interval around today's price, whoever asks", "[properties][thresholds]") {
  const int asked = on_random_books(154, 40,
                                    [](const auto&, const Account&, const auto& tick, const AccountRow& row, const MarketState& market,
                                       const PricePath& path, const SafePrices& safe) {
                                      const auto nearest = nearest_liquidation(tick, row, market, path);
                                      REQUIRE(nearest);
                                      CHECK(nearest->below() == safe.below());
                                      CHECK(nearest->above() == safe.above());
                                    });
  CHECK(asked > 100);
}

TEST_CASE("A19: safe prices are the same bits for any order of an account's positions", "[properties][thresholds]") {
  on_random_books(155, 20,
                  [](const auto& venue, const Account& account, const auto&, const AccountRow&, const MarketState& market,
                     const PricePath& path, const SafePrices& safe) {
                    Account turned = account;
                    std::reverse(turned.positions.begin(), turned.positions.end());
                    const auto again = liquidation_price(venue, turned, market, path);
                    REQUIRE(again);
                    CHECK(again->below() == safe.below());
                    CHECK(again->above() == safe.above());
                    CHECK(again->intervals.size() == safe.intervals.size());
                  });
}

TEST_CASE("C15: first passage is a probability that grows with time and falls with distance, on thousands of draws of every model",
          "[properties][thresholds]") {
  Random random{156};
  for (int i = 0; i < 3'000; ++i) {
    const bool is_kou = i % 200 != 0;  // the others solve a system each
    const double volatility = random.between(0.1, 1.5), per_year = std::exp(random.between(-2.0, 4.0));
    const LogPrice price{
        .volatility = volatility,
        .model = is_kou ? (i % 3 == 0 ? ModelParameters{}
                                      : ModelParameters{DoubleExponentialJumps{per_year, random.between(0.0, 1.0),
                                                                               random.between(2.0, 50.0), random.between(2.0, 50.0)}})
                        : ModelParameters{JumpParameters{per_year, random.between(-0.1, 0.1), random.between(0.0, 0.2)}}};
    const double years = std::exp(random.between(-12.0, -2.5));
    const LogRange range{random.between(0.01, 0.4), random.between(0.01, 0.4)}, wider{1.25 * range.below, 1.25 * range.above};
    const auto now = first_exit(price, range, years), later = first_exit(price, range, 2.0 * years),
               farther = first_exit(price, wider, years);
    REQUIRE((now && later && farther));
    const double slack = 1e-9 + 6.0 * (now->error + later->error + farther->error);
    INFO(i);
    CHECK(now->shares.all() >= 0.0);
    CHECK(now->shares.all() <= 1.0 + slack);
    CHECK(later->shares.all() >= now->shares.all() - slack);
    CHECK(farther->shares.all() <= now->shares.all() + slack);
  }
}
