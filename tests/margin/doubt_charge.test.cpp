#include "bulwark/margin/doubt_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const DoubtCharge charge{.doubts = {.coins = {0.5, 0.25}, .futures = {0.5, 1.0}, .short_options = {0.75, 2.0}}};

/// What is charged of an account whose positions have these certainties.
double charged(const Account& account, double of_spot, std::vector<std::optional<double>> of_rows, double quote_price = 1.0) {
  MarketState market = three_assets();
  market.assets[0].certainty = of_spot;
  market.certainties = std::move(of_rows);
  market.quote_price = quote_price;
  const RiskEvaluator venue{no_haircut(), charge, Black{}, NoVar{}, HealthThreshold{}};
  const Requirement r = venue.evaluate(account, market)->requirement;
  CHECK(r.maintenance == 0.0);
  return r.initial;
}

Position call(double strike, double quantity, Timestamp expiry = july) {
  return {VanillaOption{btc, OptionSide::call, strike, expiry}, quantity};
}

}  // namespace

TEST_CASE("a future is as uncertain as its own feed or spot, whichever is more", "[margin][doubt_charge]") {
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 104'000.0}}};
  CHECK(charged(account, 1.0, {1.0}) == 0.0);
  CHECK(charged(account, 1.0, {0.25}) == 0.75 * 2.0 * 104'000.0);
  CHECK(charged(account, 0.25, {1.0}) == 0.75 * 2.0 * 104'000.0);
  CHECK(charged(account, 0.0, {0.25}) == 2.0 * 104'000.0);
  CHECK(charged(account, 1.0, {}) == 0.0);
}

TEST_CASE("coins are charged by spot alone, whatever the quote is worth", "[margin][doubt_charge]") {
  const Account account{.positions = {{Spot{btc}, 3.0}}};
  CHECK(charged(account, 0.25, {1.0}) == 0.1875 * 3.0 * 104'000.0);
  CHECK(charged(account, 0.25, {0.0}, 0.5) == 0.1875 * 3.0 * 104'000.0);
  CHECK(charged(account, 0.5, {0.0}) == 0.0);
}

TEST_CASE("the shorts of an expiry are charged by its least certain feed, those of others are not", "[margin][doubt_charge]") {
  const Account account{.positions = {call(104'000.0, -2.0), call(130'000.0, 5.0), call(104'000.0, -1.0, december)}};
  CHECK(charged(account, 1.0, {1.0, 0.5, 1.0}) == 2.0 * 104'000.0);  // half of certainty, times two, on two coins
  CHECK(charged(account, 1.0, {1.0, 1.0, 0.5}) == 104'000.0);
  CHECK(charged(account, 0.5, {1.0, 1.0, 1.0}) == 3.0 * 104'000.0);
  CHECK(charged({.positions = {call(104'000.0, 7.0)}}, 0.0, {0.0}) == 0.0);
}

TEST_CASE("an asset may have doubts of its own, and every bad number is named", "[margin][doubt_charge][faults]") {
  DoubtCharge mixed{.doubts = {}, .of_asset = {charge.doubts}};
  MarketState market = three_assets();
  market.assets[0].certainty = market.assets[1].certainty = 0.0;
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, 1.0, 1.0}}};
  CHECK(required(mixed, account, market).initial == 104'000.0);
  mixed.doubts.coins = {.threshold = 1.5, .factor = -1.0};
  mixed.of_asset[0].futures.factor = std::numeric_limits<double>::infinity();
  CHECK(said(mixed.faults()) == std::vector<std::string>{"doubt.threshold is out of range, got 1.5", "doubt.factor is out of range, got -1",
                                                         "doubt.factor[0] is out of range, got inf"});
}

TEST_CASE("a charge for uncertainty breaks no law of margin", "[margin][doubt_charge][laws]") {
  CHECK(broken_by(DoubtCharge{.doubts = {{1.0, 1.0}, {1.0, 1.0}, {1.0, 1.0}}}).empty());
}
