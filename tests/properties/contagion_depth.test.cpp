// Group J, the price of selling.

#include <algorithm>

#include "bulwark/laws/depth_laws.hpp"
#include "bulwark/pricing/concentrated_depth.hpp"
#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/exponential_impact.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "bulwark/pricing/order_book_depth.hpp"
#include "bulwark/pricing/square_root_impact.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Words = std::vector<std::string>;

std::vector<BookLevel> levels(Random& random, double from, double direction) {
  std::vector<BookLevel> side;
  for (Index i = 1 + random.below(30); i > 0; --i) {
    from *= 1.0 + direction * random.between(1e-5, 0.02);
    side.push_back({from, random.between(0.01, 50.0)});
  }
  return side;
}

}  // namespace

TEST_CASE("J06: more sold never moves a price less, below zero or for more money, in any kind of market", "[properties][contagion]") {
  Random random{121};
  for (int i = 0; i < 200; ++i) {
    const double price = random.between(0.01, 1e5), depth = random.between(1.0, 1e6), most = random.between(0.01, 3.0) * depth;
    const std::vector<BookLevel> bids = levels(random, price, -1.0), asks = levels(random, price, 1.0);
    CHECK(broken_by(OrderBookDepth{bids, asks}, random.between(0.1, 1'000.0)) == Words{});
    CHECK(broken_by(ConstantProductDepth{depth, depth * price, random.between(0.0, 0.05)}, most) == Words{});
    CHECK(broken_by(LinearImpact{price, depth, random.between(-1.0, 0.9) * depth}, most) == Words{});
    CHECK(broken_by(SquareRootImpact{price, depth, random.between(-1.0, 0.9) * depth}, most) == Words{});
    CHECK(broken_by(ExponentialImpact{price, depth, random.between(-2.0, 2.0) * depth}, most) == Words{});
    std::vector<LiquidityRange> ranges;
    double from = price * random.between(0.0, 1.0);
    for (Index n = 1 + random.below(6); n > 0; --n) {
      const double low = from + (random.next() & 1 ? 0.0 : price * random.between(0.01, 0.1)),
                   high = low + price * random.between(0.05, 0.6);
      ranges.push_back({low, high, depth * random.between(0.1, 10.0)});
      from = high;
    }
    CHECK(broken_by(ConcentratedDepth{ranges, price, random.between(0.0, 0.01)}, most) == Words{});
  }
}
