#include "bulwark/liquidation/auction_price.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

namespace {

const Wide ray = one_in_rays<Wide>();
const Wide ray_99 = parts_of(99, 100, ray);

}  // namespace

TEST_CASE("auction prices start at the top, never rise and never fall below 0", "[liquidation][auction_price]") {
  const LinearDecrease line{.length = 1h};
  const StairDecrease<Wide> stair{.factor = ray_99, .step = 90s};
  const Wide top = 5 * ray;
  CHECK(line.price(top, 0s) == top);
  CHECK(stair.price(top, 0s) == top);
  for (std::chrono::seconds t = 0s; t < 2h; t += 7s) {
    CHECK((line.price(top, t + 7s) <= line.price(top, t) && line.price(top, t) >= 0));
    CHECK((stair.price(top, t + 7s) <= stair.price(top, t) && stair.price(top, t) >= 0));
  }
  CHECK(line.price(top, 1h) == 0);
  CHECK(line.price(top, 100h) == 0);
  CHECK(stair.price(top, 89s) == top);
  CHECK(stair.price(top, 90s) < top);
}

TEST_CASE("auction prices are Maker's to the last digit", "[liquidation][auction_price]") {
  // clip.t.sol and abaci.t.sol (dss at fa4f663), as maker_clip.json has them.
  const StairDecrease<Wide> each_second{.factor = ray_99};
  CHECK(each_second.price(Wide(5 * ray), 60s) == Wide("2735783211953807380973706855"));
  CHECK(each_second.price(Wide(5 * ray), 100s) == Wide("1830161706366147524653080130"));
  CHECK(LinearDecrease{1h}.price(Wide(1'000 * ray), 1'080s) == 700 * ray);
  // 1 / 3 of the time is left: the share is cut to a ray before it meets the price.
  CHECK(LinearDecrease{3s}.price(Wide(1'000 * ray), 2s) == Wide("333333333333333333333333333000"));
}

TEST_CASE("in doubles the same text has the same prices", "[liquidation][auction_price]") {
  const StairDecrease<double> real{.factor = 0.99, .step = 90s};
  const StairDecrease<Wide> chain{.factor = ray_99, .step = 90s};
  for (std::chrono::seconds t = 0s; t < 5h; t += 61s) {
    CHECK_THAT(real.price(5.0, t), WithinRel(static_cast<double>(chain.price(Wide(5 * ray), t)) / 1e27, 1e-14));
    CHECK_THAT(LinearDecrease{6h}.price(5.0, t), WithinRel(static_cast<double>(LinearDecrease{6h}.price(Wide(5 * ray), t)) / 1e27, 1e-14));
  }
  CHECK(StairDecrease<double>{0.0}.price(5.0, 1s) == 0.0);
  CHECK(StairDecrease<double>{0.0}.price(5.0, 0s) == 5.0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double price : {StairDecrease<double>{nan}.price(5.0, 1s), StairDecrease<double>{0.9}.price(nan, 1s),
                             LinearDecrease{1h}.price(nan, 2h), LinearDecrease{1h}.price(nan, 1s)})
    CHECK_FALSE(is_number(price));
}

TEST_CASE("an auction starts again when it is past its time or its depth, not at either", "[liquidation][auction_price]") {
  const AuctionReset<Wide> reset{.longest = 1h, .deepest = parts_of(1, 2, ray)};
  const Wide top = 5 * ray;
  const auto due_on = [&](std::chrono::seconds length, std::chrono::seconds t) {
    return reset.is_due(t, LinearDecrease{length}.price(top, t), top);
  };
  // maker_clip.json, "redo.tail" and "redo.cusp".
  CHECK_FALSE(due_on(10h, 3'600s));
  CHECK(due_on(10h, 3'601s));
  CHECK_FALSE(due_on(1h, 1'800s));
  CHECK(due_on(1h, 1'801s));
  CHECK(AuctionReset<double>{1h, 0.5}.is_due(0s, std::numeric_limits<double>::quiet_NaN(), 5.0));
}

TEST_CASE("a curve that rises or takes no time is a fault", "[liquidation][auction_price][faults]") {
  CHECK(LinearDecrease{0s}.faults().size() == 1);
  CHECK(LinearDecrease{1s}.faults().empty());
  CHECK(StairDecrease<Wide>{ray, 90s}.faults().empty());
  CHECK(StairDecrease<Wide>{ray + 1, 0s}.faults().size() == 2);
  CHECK(StairDecrease<double>{-0.1}.faults().size() == 1);
  CHECK(AuctionReset<Wide>{-1s, Wide(-1)}.faults().size() == 2);
  CHECK(AuctionReset<double>{1h, std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
}
