#include "bulwark/liquidation/lot_auction.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/venue/maker.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using std::chrono::seconds;
using Wide = boost::multiprecision::int512_t;
using Catch::Matchers::WithinRel;

namespace {

const LotAuction<double, LinearDecrease> auction{.start_factor = 1.25,
                                                 .curve = {.length = 1h},
                                                 .reset = {.longest = 50min, .deepest = 0.4},
                                                 .reward = {.flat = 10.0, .share = 0.01},
                                                 .least_left = 20.0};
const Sale<double> sale{.to_raise = 110.0, .lot = 40.0};

}  // namespace

TEST_CASE("an auction starts above the market, sells in parts, and ends with debt or lot", "[liquidation][lot_auction]") {
  const auto start = auction.start(sale, 4.0, {}, {});
  REQUIRE(start.refused == AuctionRefusal::none);
  CHECK((start.auction.top == 5.0 && start.reward == 11.1));
  const auto first = auction.buy(start.auction, 10.0, 5.0, {}, {});
  CHECK((first.price == 5.0 && first.taken.slice == 10.0 && first.taken.pays == 50.0));
  RunningLot<double> rest = start.auction;
  rest.sale = first.taken.left;
  const auto last = auction.buy(rest, 40.0, 5.0, {}, Timestamp{30min});
  CHECK((last.price == 2.5 && last.taken.pays == 60.0 && last.taken.returned == 6.0 && last.taken.unpaid == 0.0));
}

TEST_CASE("what it refuses has a reason", "[liquidation][lot_auction]") {
  const RunningLot<double> running = auction.start(sale, 4.0, {}, {}).auction;
  CHECK(auction.start(sale, 4.0, {1}, {}).refused == AuctionRefusal::stopped);
  CHECK(auction.start({110.0, 0.0}, 4.0, {}, {}).refused == AuctionRefusal::nothing_to_sell);
  CHECK(auction.start({0.0, 40.0}, 4.0, {}, {}).refused == AuctionRefusal::nothing_to_sell);
  CHECK(auction.start(sale, {}, {}, {}).refused == AuctionRefusal::no_price);
  CHECK(auction.buy(running, 10.0, 4.9, {}, {}).refused == AuctionRefusal::too_expensive);
  CHECK(auction.buy(running, 10.0, std::numeric_limits<double>::quiet_NaN(), {}, {}).refused == AuctionRefusal::too_expensive);
  CHECK(auction.buy(running, 0.0, 5.0, {}, {}).refused == AuctionRefusal::pays_nothing);
  CHECK(auction.buy(running, 10.0, 5.0, {}, Timestamp{51min}).refused == AuctionRefusal::needs_restart);
  CHECK(auction.buy(running, 10.0, 5.0, {3}, {}).refused == AuctionRefusal::stopped);
  RunningLot<double> dusty = running;
  dusty.sale = {.to_raise = 20.0, .lot = 30.0};
  CHECK(auction.buy(dusty, 1.0, 5.0, {}, {}).refused == AuctionRefusal::leaves_dust);
}

TEST_CASE("a restart is paid for where it is worth it, and has today's price", "[liquidation][lot_auction]") {
  const RunningLot<double> running = auction.start(sale, 4.0, {}, {}).auction;
  CHECK(auction.restart(running, 3.0, {}, Timestamp{30min}).refused == AuctionRefusal::still_running);
  const auto again = auction.restart(running, 3.0, {}, Timestamp{51min});
  CHECK((again.refused == AuctionRefusal::none && again.auction.top == 3.75 && again.reward == 11.1));
  CHECK(auction.restart(running, {}, {}, Timestamp{51min}).refused == AuctionRefusal::no_price);
  CHECK(auction.restart(running, 3.0, {2}, Timestamp{51min}).refused == AuctionRefusal::stopped);
  RunningLot<double> worthless = running;
  worthless.sale.lot = 6.0;  // 18 at today's price, less than what may be left
  CHECK(auction.restart(worthless, 3.0, {}, Timestamp{51min}).reward == 0.0);
}

TEST_CASE("with Maker's parameters it sells what Maker's auction sells, but for what costs nothing", "[liquidation][lot_auction]") {
  const auto terms = venue::maker_wbtc_c_november_2021<Wide>();
  const LotAuction<Wide, StairDecrease<Wide>> same{.start_factor = terms.start_factor,
                                                   .curve = terms.curve,
                                                   .reset = terms.reset,
                                                   .reward = terms.reward,
                                                   .least_left = terms.least_left()};
  const Wide wad = one_in_wads<Wide>(), ray = one_in_rays<Wide>(), rad = one_in_rads<Wide>();
  Random random{5};
  int bought = 0;
  for (int i = 0; i < 2'000; ++i) {
    const Sale<Wide> lot{.to_raise = random.below(100'000) * rad + 1, .lot = random.below(5) * wad + 1};
    const Wide oracle = (random.below(60'000) + 1) * ray, limit = random.below(80'000) * ray, amount = random.below(5) * wad + 1;
    const seconds t{random.below(6'000)};
    CHECK(*same.top(oracle) == terms.top(oracle));
    const auto chain = venue::maker_purchase<Wide>(lot, terms.curve, terms.reset, terms.top(oracle), t, amount, limit, terms.least_left());
    const auto ours = same.buy({lot, terms.top(oracle), {}}, amount, limit, {}, Timestamp{t});
    CHECK((ours.refused == AuctionRefusal::none) == (chain.refused == venue::MakerRefusal::none));
    if (ours.refused != AuctionRefusal::none) continue;
    ++bought;
    CHECK((ours.taken.slice == chain.taken.slice && ours.taken.pays == chain.taken.pays && ours.price == chain.price));
  }
  CHECK(bought > 200);
}

TEST_CASE("faults of every part are found", "[liquidation][lot_auction][faults]") {
  CHECK(auction.faults().empty());
  CHECK(LotAuction<double, LinearDecrease>{-1.0, {0s}, {-1s, 2.0}, {-1.0, -1.0}, -1.0}.faults().size() == 7);
}
