#include "bulwark/margin/span_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/less_option_value.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const SpanMargin span{.of_asset = {{10'000.0, 0.05}, {250.0, 0.1, true}, {15.0, 0.05}}, .initial_factor = 1.1};

Position option(OptionSide side, double strike, double quantity, Timestamp expiry = july) {
  return {VanillaOption{btc, side, strike, expiry}, quantity, 0.0, AssetId::quote};
}
double needed(const SpanMargin& margin, std::vector<Position> positions) {
  return required(margin, {.positions = std::move(positions)}).maintenance;
}

}  // namespace

TEST_CASE("a combined commodity adds its charges, less credits, at least its minimum", "[margin][span_margin]") {
  CHECK(span_risk({.scan = 600.0, .minimum = 1'000.0}) == 1'000.0);
  CHECK(span_risk({.scan = 600.0, .intermonth = 50.0, .delivery = 20.0, .credit = 100.0, .minimum = 10.0}) == 570.0);
  CHECK(span_risk({.scan = 600.0, .credit = 900.0}) == 0.0);
  CHECK_FALSE(is_finite(span_risk({.scan = std::numeric_limits<double>::quiet_NaN(), .minimum = 1.0})));
}

TEST_CASE("a future loses its range in every month, and the extremes no more than 70 % of it", "[margin][span_margin]") {
  CHECK_THAT(needed(span, {{LinearFuture{btc}, 1.0, 104'000.0}}), WithinRel(10'000.0, 1e-12));
  CHECK_THAT(needed(span, {{LinearFuture{btc, july}, -8.0, 104'000.0}}), WithinRel(10'000.0, 1e-12));
  const Requirement one = required(span, {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}});
  CHECK_THAT(one.initial, WithinRel(11'000.0, 1e-12));
  REQUIRE(one.binding);
  CHECK(one.binding->scenario == 12);  // SPAN's 13: the tie with 14 goes to the lower number
  CHECK_THAT(needed(span, {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{btc, july}, -8.0, 104'000.0}}) + 1.0, WithinRel(1.0, 1e-9));
}

TEST_CASE("scenarios of volatility and of a day count for options", "[margin][span_margin]") {
  const std::vector<Position> straddle{option(OptionSide::call, 104'000.0, -1.0), option(OptionSide::put, 104'000.0, -1.0)};
  SpanMargin wider = span;
  wider.of_asset[0].volatility = 0.10;
  CHECK(needed(wider, straddle) > needed(span, straddle));
  SpanMargin same_day = span;
  same_day.years_later = 0.0;
  CHECK(needed(same_day, straddle) > needed(span, straddle));  // a day of time value earned
  std::vector<Position> bought = straddle;
  for (Position& p : bought) p.quantity = 1.0;
  CHECK(needed(same_day, bought) < needed(span, bought));
  // A tenth of 50 % is 5 points.
  SpanMargin relative = span;
  relative.of_asset[0] = {10'000.0, 0.10, true};
  CHECK_THAT(needed(relative, straddle), WithinRel(needed(span, straddle), 1e-12));
}

TEST_CASE("two books together need no more than each by itself", "[margin][span_margin]") {
  Random random{4};
  const std::vector<ListedInstrument> listed = chain();
  for (int i = 0; i < 100; ++i) {
    const Account a = random_book(random, listed, 6), b = random_book(random, listed, 6);
    Account both = a;
    both.positions.insert(both.positions.end(), b.positions.begin(), b.positions.end());
    const double apart = required(span, a).maintenance + required(span, b).maintenance;
    CHECK(required(span, both).maintenance <= apart * (1.0 + 1e-12));
  }
}

TEST_CASE("the minimum for short options is a floor, and a wider range never needs less", "[margin][span_margin]") {
  SpanMargin floored = span;
  floored.minimum.of_asset = {50.0};
  SpanMargin wider = span;
  for (SpanMargin::Range& range : wider.of_asset) range.price *= 1.25;
  CHECK(needed(floored, {option(OptionSide::call, 130'000.0, -20.0, july)}) >= 1'000.0);
  Random random{6};
  const std::vector<ListedInstrument> listed = chain();
  for (int i = 0; i < 50; ++i) {
    const Account book = random_book(random, listed, 8);
    CHECK(required(floored, book).maintenance >= required(span, book).maintenance);
    // Futures and bought options alone: their worst is at an end of the range. Books that lose in the middle may need less.
    Account futures = book;
    std::erase_if(futures.positions, [](const Position& p) { return std::holds_alternative<VanillaOption>(p.instrument); });
    CHECK(required(wider, futures).maintenance >= required(span, futures).maintenance);
  }
}

TEST_CASE("a hedge is charged no more than its legs, months and commodities included", "[margin][span_margin]") {
  SpanMargin charged = span;
  charged.intermonth.of_asset = {{.tier_ends = {july, december}, .spreads = {{0, 1, 2'000.0}}}};
  charged.delivery.rule = {.years = 0.1, .charge = 300.0};
  charged.credit.spreads = {{btc, eth, 1.0, 40.0, 0.6}};
  const Position near{LinearFuture{btc, july}, 8.0, 1.0}, far{InverseFuture{btc, december}, -107'250.0, 1.0},
      other{LinearFuture{eth}, -40.0, 1.0};
  CHECK_THAT(needed(charged, {near}), WithinRel(10'300.0, 1e-12));
  const double spread = needed(charged, {near, far});
  CHECK(spread > 2'300.0);
  CHECK(spread < needed(charged, {near}) + needed(charged, {far}));
  CHECK_THAT(needed(charged, {near, other}), WithinRel(10'300.0 + 10'000.0 - 0.6 * 20'000.0, 1e-12));
}

TEST_CASE("SPAN keeps the laws of margin", "[margin][span_margin][laws]") {
  SpanMargin charged = span;
  charged.intermonth.of_asset = {{.tier_ends = {july, december}, .spreads = {{0, 1, 2'000.0}}}};
  charged.minimum.of_asset = {50.0};
  charged.credit.spreads = {{btc, eth, 1.0, 40.0, 0.6}};
  CHECK(broken_by(charged).empty());
  CHECK(broken_by(LessOptionValue{charged}).empty());
}

TEST_CASE("an asset without ranges is not margined at nothing, and faults are named", "[margin][span_margin][faults]") {
  const SpanMargin narrow{.of_asset = {{10'000.0, 0.05}}};
  CHECK_FALSE(is_finite(required(narrow, {.positions = {{LinearFuture{eth}, 1.0, 1.0}}}).maintenance));
  CHECK(span.faults().empty());
  const SpanMargin wrong{.of_asset = {{0.0, -0.1}}, .moves = {.cover = 2.0}, .years_later = -1.0, .initial_factor = 0.9};
  CHECK(wrong.faults().size() == 5);
}
