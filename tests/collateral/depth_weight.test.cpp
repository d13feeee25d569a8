#include "bulwark/collateral/depth_weight.hpp"

#include <array>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
using Weight = DepthWeight<ConstantProductDepth>;
static_assert(BalanceWeight<Weight>);
constexpr ConstantProductDepth pool{.coins = 1'000.0, .quote = 2'000.0};
}  // namespace

TEST_CASE("a small deposit counts for its share, a large one for what it sells for", "[collateral][depth_weight]") {
  const Weight weight{.depth = pool, .initial = 0.8, .maintenance = 0.9};
  CHECK(weight.share(1.0, 2.0).initial == 0.8);
  CHECK(weight.share(1.0, 2.0).maintenance == 0.9);
  // 1,000 coins into 1,000 take half of the quote: 1,000 of a claim of 2,000.
  CHECK_THAT(weight.share(1'000.0, 2.0).initial, WithinRel(0.5, 1e-14));
  CHECK_THAT(weight.share(1'000.0, 2.0).maintenance, WithinRel(0.5, 1e-14));
}

TEST_CASE("what everybody holds is sold together, and each gets its part", "[collateral][depth_weight]") {
  const Weight alone{.depth = pool, .initial = 1.0, .maintenance = 1.0},
      crowded{.depth = pool, .initial = 1.0, .maintenance = 1.0, .others = 900.0};
  CHECK(crowded.share(100.0, 2.0).initial < alone.share(100.0, 2.0).initial);
  CHECK_THAT(crowded.share(100.0, 2.0).initial * 200.0, WithinRel(1'000.0 * 100.0 / 1'000.0, 1e-14));
}

TEST_CASE("a deposit's worth never falls with its size and never passes what the market pays", "[collateral][depth_weight]") {
  Random random{92};
  for (int draw = 0; draw < 2'000; ++draw) {
    const ConstantProductDepth depth{random.between(1.0, 1e6), random.between(1.0, 1e6), random.between(0.0, 0.01)};
    const Weight weight{depth, random.between(0.0, 0.8), 0.8, random.between(0.1, 2.0), random.between(0.0, 1e5)};
    const double coins = random.between(0.0, 1e6), more = coins * random.between(1.0, 3.0),
                 price = random.between(0.5, 2.0) * depth.price();
    const auto worth = [&](double held) { return held * price * weight.share(held, price).maintenance; };
    CHECK(worth(more) >= worth(coins) * (1.0 - 1e-12));
    CHECK(worth(coins) <= weight.multiple * depth.sell(coins).cash * (1.0 + 1e-12));
  }
}

TEST_CASE("what the book does not take counts for nothing", "[collateral][depth_weight]") {
  const std::array<BookLevel, 1> bids{{{1.0, 500.0}}}, asks{{{1.1, 500.0}}};
  const DepthWeight<OrderBookDepth> weight{.depth = {bids, asks}, .initial = 1.0, .maintenance = 1.0};
  CHECK_THAT(weight.share(2'000.0, 1.0).initial, WithinRel(0.25, 1e-14));
  CHECK(std::isnan(weight.share(std::numeric_limits<double>::quiet_NaN(), 1.0).initial));
  CHECK(weight.share(0.0, 1.0).initial == 1.0);
}

TEST_CASE("a depth weight reports every fault", "[collateral][depth_weight][faults]") {
  CHECK(said(Weight{.depth = pool, .initial = 2.0, .maintenance = 0.5, .multiple = 0.0, .others = -1.0}.faults()) ==
        std::vector<std::string>{"depth_weight is out of range, got 2", "depth_weight is out of range, got 0.5",
                                 "depth_weight.multiple must be positive, got 0", "depth_weight.others must not be negative, got -1"});
}
