#include "bulwark/margin/offset_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const ShockGrid matrix_grid{.price_range = 0.125, .vol_up = 0.3, .vol_down = 0.25, .far_moves = {-0.5, 1.0}};

OffsetMargin three(const OffsetMatrix& matrix, bool are_pairs_apart = false) {
  return {.of_asset = {matrix, matrix, matrix}, .are_pairs_apart = are_pairs_apart};
}

Account linear(AssetId asset, double coins) { return {.positions = {{LinearFuture{asset}, coins, 1.0}}}; }
Account both(Account a, const Account& b) {
  a.positions.insert(a.positions.end(), b.positions.begin(), b.positions.end());
  return a;
}

/// Long of a linear, short of as many coins of an inverse future.
const Account pair{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {InverseFuture{btc}, -10'400.0, 104'000.0}}};

}  // namespace

TEST_CASE("where no gain is cut, assets are charged as on any grid", "[margin][offset_margin]") {
  Random random{5};
  const std::vector<ListedInstrument> listed = chain();
  for (int i = 0; i < 50; ++i) {
    const Account book = random_book(random, listed, 6);
    const double plain = required(ScenarioMargin{.grid = matrix_grid}, book).maintenance;
    CHECK_THAT(required(three({.grid = matrix_grid}), book).maintenance, WithinRel(plain, 1e-12));
  }
}

TEST_CASE("pairs of one asset net in full, or only in part where they are apart", "[margin][offset_margin]") {
  // At +12.5 % the linear future gains and the inverse loses 13,000; at -12.5 % the other way round.
  CHECK(required(three({.grid = matrix_grid}), pair).maintenance < 1e-9);
  const OffsetMatrix part{.grid = matrix_grid, .offset = {.share = 0.6}};
  CHECK(required(three(part), pair).maintenance < 1e-9);
  // The counterexample to "a hedge is free": at 0.6 an exact hedge is charged 0.4 of its gain, but no more than its legs.
  const double charged = required(three(part, true), pair).maintenance;
  CHECK_THAT(charged, WithinRel(0.4 * 13'000.0, 1e-12));
  const double leg = required(three(part, true), linear(btc, 1.0)).maintenance;
  CHECK(leg == 13'000.0);
  CHECK(charged < leg);
  CHECK_THAT(required(three({.grid = matrix_grid, .offset = {.share = 0.0}}, true), pair).maintenance, WithinRel(13'000.0, 1e-12));
}

TEST_CASE("no more of a gain counts than the most", "[margin][offset_margin]") {
  const OffsetMatrix capped{.grid = matrix_grid, .offset = {.share = 0.6, .most = 1'000.0}};
  CHECK_THAT(required(three(capped, true), pair).maintenance, WithinRel(12'000.0, 1e-12));
  // The counterexample to "splitting an account changes nothing".
  Account twice = pair;
  for (Position& p : twice.positions) p.quantity *= 2.0;
  CHECK(required(three(capped, true), twice).maintenance > 2.0 * 12'000.0 + 999.0);
}

TEST_CASE("assets move by themselves unless they are of one set", "[margin][offset_margin]") {
  const Account long_short = both(linear(btc, 1.0), linear(eth, -40.625));  // 104,000 against 104,000
  const ShockGrid near_grid{.price_range = 0.125};
  const OffsetMatrix alone{.grid = near_grid, .offset = {.share = 0.6}};
  const OffsetMatrix together{.grid = near_grid, .offset = {.share = 0.6}, .set = btc};
  CHECK(required(three(alone), long_short).maintenance == 26'000.0);
  CHECK_THAT(required(three(together), long_short).maintenance, WithinRel(0.4 * 13'000.0, 1e-12));
  const OffsetMatrix far{.grid = matrix_grid, .offset = {.share = 0.6}, .set = btc};  // far gains are no gains to other assets
  CHECK(required(three(far), long_short).maintenance == 13'000.0);
  const Account long_long = both(linear(btc, 1.0), linear(eth, 40.625));
  CHECK(required(three(together), long_long).maintenance == required(three(alone), long_long).maintenance);
}

TEST_CASE("merging two accounts never costs more than both, where gains have no most and nothing is relieved", "[margin][offset_margin]") {
  Random random{9};
  const std::vector<ListedInstrument> listed = chain();
  const OffsetMargin margin = three({.grid = matrix_grid, .offset = {.share = 0.6}, .set = btc}, true);
  for (int i = 0; i < 100; ++i) {
    const Account a = random_book(random, listed, 4), b = random_book(random, listed, 4);
    const double together = required(margin, both(a, b)).maintenance;
    CHECK(together <= (required(margin, a).maintenance + required(margin, b).maintenance) * (1.0 + 1e-12));
  }
}

TEST_CASE("relief is an account's own: splitting it is relieved twice", "[margin][offset_margin]") {
  const OffsetMargin margin = three({.grid = matrix_grid, .far_relief = 1e4});
  const Position call{VanillaOption{btc, OptionSide::call, 130'000.0, july}, -200.0, 0.0, AssetId::quote};
  Position half = call;
  half.quantity = -100.0;
  const Requirement whole = required(margin, {.positions = {call}});
  REQUIRE(whole.binding);
  CHECK(whole.binding->scenario == matrix_grid.near_size() + 1);
  const double relief = (1.0 / 0.125 - 1.0) * 1e4;
  CHECK_THAT(2.0 * required(margin, {.positions = {half}}).maintenance, WithinRel(whole.maintenance - relief, 1e-12));
}

TEST_CASE("each asset has its own range and relief; losses are rounded to steps of money", "[margin][offset_margin]") {
  OffsetMargin margin = three({.grid = matrix_grid});
  margin.of_asset[1].grid.price_range = 0.25;
  CHECK(required(margin, linear(btc, 1.0)).maintenance == 13'000.0);
  CHECK(required(margin, linear(eth, 40.625)).maintenance == 26'000.0);
  margin.rounding = 4'000.0;
  CHECK(required(margin, linear(btc, 1.0)).maintenance == 12'000.0);
}

TEST_CASE("the offset margin breaks no law where nothing is relieved", "[margin][offset_margin][laws]") {
  const OffsetMatrix part{.grid = matrix_grid, .offset = {.share = 0.6}, .set = btc};
  CHECK(broken_by(three(part, true)) == BrokenLaws{});
  CHECK(broken_by(three(part)) == BrokenLaws{});
}

TEST_CASE("an asset without a matrix is refused when it is priced", "[margin][offset_margin][faults]") {
  const RiskEvaluator venue{no_haircut(), OffsetMargin{.of_asset = {{.grid = matrix_grid}}}, Black{}, NoVar{}, HealthThreshold{}};
  const auto tick = venue.price(*Listing::from(chain()), three_assets());
  REQUIRE(!tick);
  CHECK(said(tick.faults()).front() == "scenario_set.price_move[0,1] must be finite, got nan");
}

TEST_CASE("the offset margin reports every fault", "[margin][offset_margin][faults]") {
  CHECK(said(OffsetMargin{.of_asset = {}}.faults()).size() == 1);
  OffsetMargin wrong = three({.grid = matrix_grid});
  wrong.of_asset[1].grid.price_range = 2.0;
  wrong.of_asset[1].offset.share = -1.0;
  wrong.of_asset[1].far_relief = -1.0;
  wrong.of_asset[1].grid.numeraire = Numeraire::settlement;
  wrong.of_asset[2].grid.far_moves.clear();
  wrong.of_asset[2].set = AssetId{7};
  wrong.maintenance_factor = 2.0;
  wrong.rounding = -1.0;
  CHECK(wrong.faults().size() == 8);
}
