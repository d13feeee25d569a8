#include "bulwark/venue/derive_standard_margin.hpp"

#include "bulwark/evaluate/liquidation_price.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId ether{0}, bitcoin{1};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{30}, later = now + std::chrono::days{60};

venue::DeriveStandardMargin deployed() {
  return {.of_asset = {venue::derive_market(venue::derive_major_perpetual, venue::derive_ether),
                       venue::derive_market(venue::derive_major_perpetual, venue::derive_bitcoin)}};
}

/// Constants of the venue's own tests, which derive_srm.json re-keys.
venue::DeriveStandardMargin tested() {
  const ShortOptionMargin isolated{.put_initial = 1.05, .underlying = UnderlyingPrice::spot};
  const Doubt doubt{.threshold = 0.4, .factor = 0.4};
  return {.of_asset = {},
          .otherwise = {.perpetual = {.initial = 0.065, .maintenance = 0.05},
                        .options = least_of(isolated, MaxLossMargin{1.2, 1.1}),
                        .collateral = {.factor = 0.8},
                        .doubts = {doubt, doubt, doubt}},
          .depeg = {.threshold = 0.98, .factor = 1.2}};
}

MarketState market(double spot, double forward, double volatility) {
  const std::vector<ForwardPoint> forwards{{expiry, forward}, {later, forward}};
  return {.now = now,
          .assets = {{.spot = spot, .forwards = forwards, .volatility = FlatVolatility{volatility}},
                     {.spot = 28'000.0, .volatility = FlatVolatility{volatility}}}};
}

RiskReport judged(const venue::DeriveStandardMargin& p, const Account& account, const MarketState& at) {
  return *venue::derive_standard_margin(p).evaluate(account, at);
}

Position option(OptionSide side, double strike, double quantity, Timestamp at = expiry) {
  return {VanillaOption{ether, side, strike, at}, quantity};
}
Position call(double strike, double quantity, Timestamp at = expiry) { return option(OptionSide::call, strike, quantity, at); }
Position put(double strike, double quantity, Timestamp at = expiry) { return option(OptionSide::put, strike, quantity, at); }

double initial_of(std::vector<Position> positions, const MarketState& at = market(2'000.0, 2'005.0, 0.5)) {
  return judged(deployed(), {.positions = std::move(positions)}, at).requirement.initial;
}

}  // namespace

TEST_CASE("opening needs at least what staying does, whatever is held and however bad the feeds are", "[venue][derive_standard_margin]") {
  test::Random random{9};
  const auto evaluator = venue::derive_standard_margin(deployed());
  for (int i = 0; i < 300; ++i) {
    MarketState at = market(1'500.0 + static_cast<double>(random.below(1'000)), 2'005.0, 0.4 + static_cast<double>(random.below(8)) / 8.0);
    at.quote_price = 0.9 + static_cast<double>(random.below(16)) / 128.0;
    Account account{.positions = {}, .cash = 4'096.0 * random.quantity()};
    for (AssetMarket& asset : at.assets) asset.certainty = static_cast<double>(random.below(5)) / 4.0;
    const auto hold = [&](const Position& p) {
      account.positions.push_back(p);
      at.certainties.push_back(static_cast<double>(random.below(5)) / 4.0);
    };
    hold({LinearFuture{ether}, random.quantity(), 2'000.0});
    hold({Spot{bitcoin}, magnitude(random.quantity())});
    for (const double strike : {1'600.0, 1'900.0, 2'100.0, 2'600.0}) {
      hold(call(strike, random.quantity(), random.next() & 1 ? expiry : later));
      hold(put(strike, random.quantity(), random.next() & 1 ? expiry : later));
    }
    const RiskReport r = *evaluator.evaluate(account, at);
    REQUIRE(r.verdict.is_known());
    CHECK(r.requirement.maintenance >= 0.0);
    CHECK(r.requirement.initial >= r.requirement.maintenance);
    CHECK(r.resources.initial <= r.resources.maintenance);
  }
}

TEST_CASE("a long option adds nothing to what an account may lose or is asked for", "[venue][derive_standard_margin]") {
  // derive_srm.json, "cases.Test14"
  const RiskReport r = judged(tested(), {.positions = {call(1'500.0, 1.0)}}, market(1'500.0, 1'501.0, 1.0));
  CHECK(r.equity > 100.0);
  CHECK(r.initial_surplus() == 0.0);
  CHECK(r.maintenance_surplus() == 0.0);
  CHECK(r.verdict.is_healthy());
}

TEST_CASE("a short option needs its mark and a share of spot", "[venue][derive_standard_margin]") {
  MarketState at = market(2'000.0, 2'005.0, 0.5);
  at.marks = {100.0};
  const Requirement atm = judged(deployed(), {.positions = {call(2'000.0, -3.0)}}, at).requirement;
  CHECK_THAT(atm.initial, WithinRel(3.0 * (0.15 * 2'000.0 + 100.0), 1e-15));
  CHECK_THAT(atm.maintenance, WithinRel(3.0 * (0.09 * 2'000.0 + 100.0), 1e-15));
  const Requirement far = judged(deployed(), {.positions = {put(1'000.0, -1.0)}}, at).requirement;
  CHECK_THAT(far.initial, WithinRel(0.13 * 2'000.0 + 100.0, 1e-15));
}

TEST_CASE("a vertical needs its largest loss, a straddle sold over two expiries both its parts", "[venue][derive_standard_margin]") {
  CHECK_THAT(initial_of({call(1'500.0, -1.0), call(1'600.0, 1.0)}), WithinAbs(100.0, 1e-9));
  CHECK_THAT(initial_of({call(1'500.0, -1.0), call(1'600.0, 1.0, later)}), WithinRel(initial_of({call(1'500.0, -1.0)}), 1e-14));
  CHECK_THAT(initial_of({call(2'000.0, -1.0), put(2'000.0, -1.0, later)}),
             WithinRel(initial_of({call(2'000.0, -1.0)}) + initial_of({put(2'000.0, -1.0, later)}), 1e-14));
}

TEST_CASE("a hedge across kinds is charged as much as its legs", "[venue][derive_standard_margin]") {
  const Position future{LinearFuture{ether}, 0.5, 2'000.0};
  CHECK_THAT(initial_of({call(2'000.0, -1.0), future}), WithinRel(initial_of({call(2'000.0, -1.0)}) + initial_of({future}), 1e-14));
  CHECK(initial_of({call(2'000.0, -1.0), {Spot{ether}, 1.0}}) == initial_of({call(2'000.0, -1.0)}));  // covered, and asked for the same
}

TEST_CASE("a hedge may be charged more than its legs", "[venue][derive_standard_margin]") {
  // Together, the formula must do for the spread or the largest loss for the naked call.
  const std::vector<Position> spread{call(1'000.0, -1.0), call(1'100.0, 1.0)}, naked{call(4'000.0, -1.0)};
  CHECK(initial_of({spread[0], spread[1], naked[0]}) > 2.0 * (initial_of(spread) + initial_of(naked)));
  // And a call bought far away lengthens the way to the largest loss.
  const std::vector<Position> ratio{call(1'100.0, -1.01), call(1'200.0, 1.0)};
  CHECK(initial_of({ratio[0], ratio[1], call(10'000.0, 0.01)}) > 1.4 * initial_of(ratio));
}

TEST_CASE("the venue's own accounts need what its tests say", "[venue][derive_standard_margin]") {
  // derive_srm.json, "cases.Test17": a perpetual at 1,505 that has lost 20; "portfolio.test_long_eth_perp_low_perp_confidence"
  MarketState at = market(1'500.0, 1'500.0, 1.0);
  at.marks = {1'505.0};
  const RiskReport future = judged(tested(), {.positions = {{LinearFuture{ether}, 1.0, 1'525.0}}}, at);
  CHECK_THAT(future.initial_surplus(), WithinRel(-117.825, 1e-14));
  CHECK_THAT(future.maintenance_surplus(), WithinRel(-95.25, 1e-14));
  at = market(2'000.0, 2'000.0, 1.0);
  at.marks = {2'001.0}, at.certainties = {0.1};
  CHECK_THAT(judged(tested(), {.positions = {{LinearFuture{ether}, 1.0, 2'005.0}}}, at).initial_surplus(),
             WithinRel(-4.0 - 0.065 * 2'001.0 - 720.0, 1e-14));
  // "portfolio.test_base_asset_low_spot_confidence"
  at = market(2'000.0, 2'000.0, 1.0);
  at.assets[0].certainty = 0.1;
  const RiskReport coin = judged(tested(), {.positions = {{Spot{ether}, 1.0}}}, at);
  CHECK_THAT(coin.initial_surplus(), WithinRel(880.0, 1e-14));
  CHECK_THAT(coin.maintenance_surplus(), WithinRel(1'600.0, 1e-14));
  // "portfolio.test_USDC_depeg", beyond what the short put needs anyway
  at = market(2'000.0, 2'000.0, 0.5);
  const double at_peg = judged(tested(), {.positions = {put(2'000.0, -1.0)}}, at).requirement.initial;
  at.quote_price = 0.1;
  CHECK_THAT(judged(tested(), {.positions = {put(2'000.0, -1.0)}}, at).requirement.initial - at_peg, WithinRel(2'112.0, 1e-13));
}

TEST_CASE("low certainty and a lost peg make opening dearer and staying no dearer", "[venue][derive_standard_margin]") {
  MarketState good = market(2'000.0, 2'005.0, 0.5), bad = good;
  bad.assets[0].certainty = 0.3;
  bad.quote_price = 0.9;
  const Account account{.positions = {{LinearFuture{ether}, 2.0, 2'000.0}, call(2'000.0, -1.0)}, .cash = 5'000.0};
  const RiskReport before = judged(deployed(), account, good), after = judged(deployed(), account, bad);
  CHECK(after.maintenance_surplus() == before.maintenance_surplus());
  CHECK_THAT(before.initial_surplus() - after.initial_surplus(), WithinRel((0.7 + 0.18) * 3.0 * 2'000.0, 1e-13));
}

TEST_CASE("a long perpetual is liquidated where its loss leaves the maintenance share", "[venue][derive_standard_margin]") {
  const auto evaluator = venue::derive_standard_margin(deployed());
  const Account account{.positions = {{LinearFuture{ether}, 1.0, 2'000.0}}, .cash = 300.0};
  const auto safe =
      liquidation_price(evaluator, account, {.now = now, .assets = {{.spot = 2'000.0}, {.spot = 28'000.0}}}, {.asset = ether});
  REQUIRE(safe);
  CHECK_THAT(safe->below().value(), WithinRel(1'700.0 / (1.0 - 0.065), 1e-14));
}

TEST_CASE("what is closed first is what the first buyer may take", "[venue][derive_standard_margin]") {
  const MarketState at = market(2'000.0, 2'000.0, 0.5);
  const Account account{.positions = {{LinearFuture{ether}, 10.0, 2'000.0}}, .cash = 1'000.0};
  const RiskReport r = judged(deployed(), account, at);
  CHECK(r.verdict.standing == Standing::liquidatable);
  const double buffered = -300.0 - 0.15 * 1'300.0;  // 1,300 required
  CHECK_THAT(r.verdict.close_fraction, WithinRel(buffered / (buffered - 950.0), 1e-13));
  CHECK(judged(deployed(), {.positions = account.positions, .cash = 1'300.0}, at).verdict.is_healthy());
  CHECK(judged(deployed(), {.positions = account.positions, .cash = -1.0}, at).verdict.standing == Standing::bankrupt);
}

TEST_CASE("markets that nobody parameterised are charged most and are no collateral", "[venue][derive_standard_margin]") {
  const MarketState at = market(2'000.0, 2'000.0, 0.5);
  const RiskReport r = judged({.of_asset = {}}, {.positions = {{LinearFuture{ether}, 1.0, 2'000.0}, {Spot{bitcoin}, 1.0}}}, at);
  CHECK(r.requirement.initial == 1'000.0);
  CHECK(r.resources.maintenance == 0.0);
}

TEST_CASE("a configuration under which opening needs less than staying is refused", "[venue][derive_standard_margin][faults]") {
  CHECK(venue::derive_standard_margin(deployed()).faults().empty());
  CHECK(venue::derive_standard_margin(tested()).faults().empty());
  CHECK(venue::derive_standard_margin({.of_asset = {}}).faults().empty());
  venue::DeriveStandardMargin wrong = deployed();
  wrong.of_asset[0].perpetual = {.initial = 0.05, .maintenance = 0.06};
  wrong.of_asset[0].collateral.initial_scale = 1.5;
  wrong.of_asset[1].options = venue::derive_options(0.15, 0.08, 0.09, 1.1, 1.2);
  wrong.of_asset[1].doubts.coins.threshold = 2.0;
  wrong.depeg.factor = -1.0;
  wrong.auction.solvent.discount.cutoff = 0.99;
  wrong.auction.insolvent.length = std::chrono::seconds{0};
  std::vector<std::string> fields;
  for (const Fault& fault : venue::derive_standard_margin(wrong).faults()) fields.push_back(fault.field);
  CHECK(fields == std::vector<std::string>{"margin_factor.initial_scale", "notional_margin.maintenance", "short_option_margin.least_share",
                                           "max_loss_margin.unpaired_initial", "doubt.threshold", "depeg.factor",
                                           "two_speed_discount.cutoff", "insolvent_auction.length"});
  CHECK_FALSE(venue::derive_standard_margin(wrong).evaluate({}, market(2'000.0, 2'000.0, 0.5)));
}
