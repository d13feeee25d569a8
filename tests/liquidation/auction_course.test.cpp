#include "bulwark/liquidation/auction_course.hpp"

#include <cmath>
#include <limits>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/linear_impact.hpp"
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

using Auction = LotAuction<double, StairDecrease<double>>;

const Auction auction{.start_factor = 1.2,
                      .curve = {.factor = 0.99, .step = 90s},
                      .reset = {.longest = 90min, .deepest = 0.4},
                      .reward = {.flat = 50.0, .share = 0.0},
                      .least_left = 1'000.0};
constexpr AuctionBuyer buyer{.gas = 0.0, .required_return = 0.01};
constexpr AuctionBlocks blocks{.block = 12s, .most = 5'000};

const auto at_100 = [](Index) { return std::optional{100.0}; };
auto gas(double quote) {
  return [quote](Index) { return quote; };
}

}  // namespace

TEST_CASE("money and lot add up, whatever happens", "[liquidation][auction_course]") {
  Random random{1};
  int over = 0;
  for (int i = 0; i < 300; ++i) {
    const ConstantProductDepth pool{.coins = random.between(100.0, 1e4), .quote = random.between(1e4, 1e6), .fee = 0.003};
    const Sale<double> sale{.to_raise = random.between(100.0, 1e5), .lot = random.between(1.0, 1'000.0)};
    const AuctionBlocks slow{.block = 12s, .most = random.below(2'000), .refill = random.between(0.0, 1.0)};
    const auto done =
        course(auction, sale, buyer, pool, slow, gas(random.between(0.0, 300.0)), [&](Index) { return std::optional{pool.price()}; });
    CHECK_THAT(done.sold + done.returned + done.left, WithinRel(sale.lot, 1e-12));
    CHECK_THAT(done.raised + done.unpaid + done.left_to_raise, WithinRel(sale.to_raise, 1e-12));
    if (done.returned > 0.0) CHECK_THAT(done.raised, WithinRel(sale.to_raise, 1e-12));
    over += done.is_over();
  }
  CHECK(over > 50);
}

TEST_CASE("into a deep market a lot goes at the first price that pays, and the owner keeps the rest", "[liquidation][auction_course]") {
  const LinearImpact deep{.start = 100.0, .depth = 1e9};
  const auto done = course(auction, {.to_raise = 8'000.0, .lot = 100.0}, buyer, deep, blocks, gas(0.0), at_100);
  // 120 x 0.99^n <= 100 / 1.01 from the twentieth step on, at 1,800 s, which is a block's time.
  CHECK((done.is_over() && done.purchases == 1 && done.last == 1'800s));
  CHECK_THAT(done.price(), WithinRel(120.0 * std::pow(0.99, 20.0), 1e-12));
  CHECK_THAT(done.returned, WithinRel(100.0 - 8'000.0 / done.price(), 1e-12));
  CHECK((done.unpaid == 0.0 && done.rewards == 50.0));
}

TEST_CASE("dear gas and a thin market make it later and cheaper", "[liquidation][auction_course]") {
  const Sale<double> sale{.to_raise = 8'000.0, .lot = 100.0};
  const LinearImpact deep{.start = 100.0, .depth = 1e9}, thin{.start = 100.0, .depth = 2'000.0};
  double price = 1e9;
  for (const double cost : {0.0, 100.0, 400.0, 1'600.0}) {
    const auto done = course(auction, sale, buyer, deep, blocks, gas(cost), at_100);
    CHECK((done.is_over() && done.price() < price));
    price = done.price();
  }
  const auto in_thin = course(auction, sale, buyer, thin, blocks, gas(100.0), at_100);
  CHECK(in_thin.price() < course(auction, sale, buyer, deep, blocks, gas(100.0), at_100).price());
  // A market that does not refill bears less than one that does.
  AuctionBlocks dry = blocks;
  dry.refill = 0.0;
  const auto in_dry = course(auction, {.to_raise = 40'000.0, .lot = 500.0}, buyer, thin, dry, gas(10.0), at_100);
  const auto in_wet = course(auction, {.to_raise = 40'000.0, .lot = 500.0}, buyer, thin, blocks, gas(10.0), at_100);
  CHECK((in_wet.purchases > 1 && in_dry.raised / in_dry.sold < in_wet.raised / in_wet.sold));
}

TEST_CASE("an auction that nobody can afford starts again until gas is cheap", "[liquidation][auction_course]") {
  const LinearImpact deep{.start = 100.0, .depth = 1e9};
  const auto until_noon = [](Index block) { return block < 1'000 ? 1e9 : 10.0; };
  const auto done = course(auction, {.to_raise = 8'000.0, .lot = 100.0}, buyer, deep, blocks, until_noon, at_100);
  CHECK((done.is_over() && done.restarts == 2 && done.last >= 12'000s && done.unpaid == 0.0));
  CHECK(done.rewards == 150.0);
  const auto never = course(auction, {.to_raise = 8'000.0, .lot = 100.0}, buyer, deep, blocks, gas(1e9), at_100);
  CHECK((never.sold == 0.0 && never.left == 100.0 && !never.is_over()));
}

TEST_CASE("nothing is sold without an oracle, nor at an unknown gas", "[liquidation][auction_course]") {
  const LinearImpact deep{.start = 100.0, .depth = 1e9};
  const Sale<double> sale{.to_raise = 8'000.0, .lot = 100.0};
  const auto blind = course(auction, sale, buyer, deep, blocks, gas(0.0), [](Index) { return std::optional<double>{}; });
  CHECK((blind.left == 100.0 && blind.purchases == 0 && blind.rewards == 0.0));
  const auto dark = course(auction, sale, buyer, deep, {.block = 12s, .most = 300}, gas(std::numeric_limits<double>::quiet_NaN()), at_100);
  CHECK((dark.left == 100.0 && dark.purchases == 0));
}

TEST_CASE("blocks of no length, fewer than none or more than refilled are a fault", "[liquidation][auction_course][faults]") {
  CHECK(blocks.faults().empty());
  CHECK(said(AuctionBlocks{.block = 0s, .most = -1, .refill = 1.5}.faults()) ==
        std::vector<std::string>{"auction_blocks.block must be positive, got 0", "auction_blocks.most must not be negative, got -1",
                                 "auction_blocks.refill is out of range, got 1.5"});
}
