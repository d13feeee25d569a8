#include "bulwark/margin/certainty_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const CertaintyCharge charge{.threshold = 0.75, .factor = 0.5};
const VanillaOption call{btc, OptionSide::call, 104'000.0, july}, put{btc, OptionSide::put, 104'000.0, december};

/// How sure the feeds are: of spot by asset, of rows by contract (in quote, but for what settles in itself).
struct Feeds {
  std::vector<double> spot{1.0, 1.0, 1.0};
  std::vector<std::pair<Instrument, double>> rows{};
  double quote_price = 1.0;
};

Requirement charged(const std::vector<Position>& positions, const Feeds& feeds, const CertaintyCharge& rule = charge) {
  MarketState market = three_assets();
  market.quote_price = feeds.quote_price;
  for (std::size_t a = 0; a < 3; ++a) market.assets[a].certainty = feeds.spot[a];
  const Listing listing = *Listing::from(chain());
  market.certainties.resize(static_cast<std::size_t>(listing.rows()));
  for (const auto& [instrument, certainty] : feeds.rows)
    market.certainties[listing.find(instrument, AssetId::quote).front().row] = certainty;
  return required(rule, {.positions = positions}, market);
}
double initial(const std::vector<Position>& positions, const Feeds& feeds, const CertaintyCharge& rule = charge) {
  return charged(positions, feeds, rule).initial;
}
Position held(const Instrument& instrument, double quantity) { return {instrument, quantity, 100.0, AssetId::quote}; }

}  // namespace

TEST_CASE("the certainty charge breaks no law of margin: it is for opening only, and an initial of its own suffices",
          "[margin][certainty_charge]") {
  CHECK(broken_by(charge) == BrokenLaws{});
  CHECK(broken_by(CertaintyCharge{.threshold = 1.0, .factor = 1.0, .coins_as_futures = true}) == BrokenLaws{});
  CHECK(broken_by(CertaintyCharge{.threshold = 0.75, .factor = 1.0, .leader = {AssetId{1}, AssetId{1}}}) == BrokenLaws{});
}

TEST_CASE("nothing is charged while every feed is sure enough", "[margin][certainty_charge]") {
  const std::vector<Position> book{held(LinearFuture{btc}, 1.0), held(call, -2.0), held(Spot{btc}, 1.0)};
  CHECK(initial(book, {}) == 0.0);
  CHECK(initial(book, {.spot = {0.75, 0.0, 0.0}}) == 0.0);  // at the threshold, and of coins that are not held
}

TEST_CASE("what is missing to certainty is charged on the coins of either side, to open and not to keep", "[margin][certainty_charge]") {
  for (const double side : {2.0, -2.0}) {
    CHECK(initial({held(LinearFuture{btc}, side)}, {.spot = {0.5, 1.0, 1.0}}) == 0.25 * 208'000.0);
    CHECK(initial({held(call, side)}, {.spot = {0.5, 1.0, 1.0}}) == 0.25 * 208'000.0);
    CHECK(initial({held(Spot{btc}, side)}, {.spot = {0.5, 1.0, 1.0}}) == 0.25 * 208'000.0);
  }
  CHECK(charged({held(LinearFuture{btc}, 2.0)}, {.spot = {0.0, 0.0, 0.0}}).maintenance == 0.0);
  CHECK(initial({held(LinearFuture{btc}, 2.0), held(LinearFuture{eth}, 1.0)}, {.spot = {0.5, 0.0, 1.0}}) ==
        0.25 * 208'000.0 + 0.5 * 2'560.0);
}

TEST_CASE("a less certain feed never charges less", "[margin][certainty_charge]") {
  double before = 0.0;
  for (const double certainty : {1.0, 0.8, 0.75, 0.7, 0.5, 0.25, 0.0}) {
    const double doubted = initial({held(LinearFuture{btc}, 1.0), held(call, -1.0)}, {.rows = {{LinearFuture{btc}, certainty}}});
    CHECK(doubted >= before);
    before = doubted;
  }
}

TEST_CASE("an option rests on its own feed, the spot's and that of the futures that are held", "[margin][certainty_charge]") {
  const Feeds unsure_future{.rows = {{LinearFuture{btc}, 0.5}}}, unsure_call{.rows = {{call, 0.5}}};
  CHECK(initial({held(call, 1.0), held(put, 2.0)}, unsure_call) == 0.25 * 104'000.0);
  CHECK(initial({held(call, 1.0), held(put, 2.0)}, unsure_future) == 0.0);
  CHECK(initial({held(call, 1.0), held(put, 2.0), held(LinearFuture{btc}, 1.0)}, unsure_future) == 0.25 * 4.0 * 104'000.0);
  CHECK(initial({held(call, 1.0), held(put, 2.0), held(LinearFuture{btc}, 1.0)}, unsure_call) == 0.25 * 104'000.0);
}

TEST_CASE("a hedge may be charged more than its legs: a future takes its own doubts to the options", "[margin][certainty_charge][B03]") {
  const Feeds unsure{.rows = {{LinearFuture{btc}, 0.5}}};
  const double option = initial({held(call, -1.0)}, unsure), future = initial({held(LinearFuture{btc}, 1.0)}, unsure);
  CHECK(option == 0.0);
  CHECK(future == 0.25 * 104'000.0);
  CHECK(initial({held(call, -1.0), held(LinearFuture{btc}, 1.0)}, unsure) == 2.0 * future);
}

TEST_CASE("coins rest on the spot feed alone and count at what they are worth in quote, or as futures do", "[margin][certainty_charge]") {
  const std::vector<Position> book{held(Spot{btc}, 1.0), held(LinearFuture{btc}, 1.0)};
  const CertaintyCharge as_futures{.threshold = 0.75, .factor = 0.5, .coins_as_futures = true};
  const Feeds unsure_future{.rows = {{LinearFuture{btc}, 0.5}}}, unsure_coin{.rows = {{Spot{btc}, 0.5}}, .quote_price = 0.5},
      unsure_spot{.spot = {0.5, 1.0, 1.0}, .quote_price = 0.5};
  CHECK(initial(book, unsure_future) == 0.25 * 104'000.0);
  CHECK(initial(book, unsure_future, as_futures) == 0.25 * 208'000.0);
  CHECK(initial(book, unsure_coin) == 0.25 * 208'000.0);
  CHECK(initial(book, unsure_coin, as_futures) == 0.25 * 104'000.0);
  CHECK(initial(book, unsure_spot) == 0.25 * (208'000.0 + 104'000.0));
  CHECK(initial(book, unsure_spot, as_futures) == 0.25 * (104'000.0 + 104'000.0));
}

TEST_CASE("an asset that follows another rests on its spot feed, and not on its own", "[margin][certainty_charge]") {
  const CertaintyCharge led{.threshold = 0.75, .factor = 0.5, .leader = {btc, btc, sol}};
  const Feeds unsure_leader{.spot = {0.5, 1.0, 1.0}}, unsure_follower{.spot = {1.0, 0.0, 1.0}};
  CHECK(initial({held(Spot{eth}, 10.0)}, unsure_leader, led) == 0.25 * 25'600.0);
  CHECK(initial({held(Spot{eth}, 10.0)}, unsure_follower, led) == 0.0);
  CHECK(initial({held(Spot{sol}, 10.0), held(Spot{eth}, 10.0), held(Spot{btc}, 1.0)}, unsure_leader, led) == 0.25 * (25'600.0 + 104'000.0));
}

TEST_CASE("of an asset that the market does not have nothing is known", "[margin][certainty_charge][A18]") {
  for (const CertaintyCharge& rule : {charge, CertaintyCharge{.threshold = 0.75, .factor = 0.5, .leader = {btc, AssetId{9}}}}) {
    const std::vector<ListedInstrument> items{{.id = "nowhere", .instrument = Spot{AssetId{3}}},
                                              {.id = "follower", .instrument = Spot{eth}}};
    const Listing listing = *Listing::from(items);
    MarketState market = three_assets();
    market.assets[2].certainty = 0.5;  // of somebody else's coin
    const PricedMarket table = price_market(listing, market, Black{}, {}, InScenarios{}).table;
    const Account account{.positions = {{Spot{AssetId{3}}, 1.0}, {Spot{eth}, 1.0}}};
    const double needed = on_valued(listing, table, account, [&](const ValuedAccount& valued, const Profits& profits) {
      return rule.requirement(valued, profits).initial;
    });
    CHECK_FALSE(needed == needed);
  }
}

TEST_CASE("thresholds, factors and leaders that are none are faults", "[margin][certainty_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(CertaintyCharge{.threshold = 1.5, .factor = unknown, .leader = {btc, AssetId{9}}}.faults()) ==
        std::vector<std::string>{"certainty_charge.threshold is out of range, got 1.5", "certainty_charge.factor is out of range, got nan",
                                 "certainty_charge.leader[1] is out of range, got 9"});
  CHECK(CertaintyCharge{.threshold = -0.5, .factor = -1.0}.faults().size() == 2);
}
