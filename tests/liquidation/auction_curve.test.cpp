#include "bulwark/liquidation/auction_curve.hpp"

#include <limits>

#include "bulwark/liquidation/auction_price.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using std::chrono::seconds;

static_assert(AuctionCurve<LinearDecrease> && AuctionCurve<StairDecrease<double>> && !AuctionCurve<double>);

TEST_CASE("the first second at a price is the first, and the second before asks more", "[liquidation][auction_curve]") {
  Random random{1};
  int found = 0;
  for (int i = 0; i < 5'000; ++i) {
    const LinearDecrease line{.length = seconds{random.below(20'000) + 1}};
    const StairDecrease<double> stair{.factor = random.between(0.9, 1.0), .step = seconds{random.below(200) + 1}};
    const double price = random.between(0.0, 130.0);
    const seconds last{random.below(30'000)};
    const auto check = [&](const auto& curve) {
      const auto at = first_asked(curve, 120.0, price, last);
      if (!at) {
        CHECK(curve.price(120.0, last) > price);
        return;
      }
      ++found;
      CHECK((*at <= last && curve.price(120.0, *at) <= price));
      if (*at > 0s) CHECK(curve.price(120.0, *at - 1s) > price);
    };
    check(line), check(stair);
  }
  CHECK(found > 1'000);
}

TEST_CASE("in integers the first second is exact", "[liquidation][auction_curve]") {
  const LinearDecrease line{.length = 3'600s};
  // maker_clip.json: a thousand after 0 s, seven hundred after 1,080 s.
  CHECK(first_asked<Int128>(line, 1'000, 1'000, 1h) == 0s);
  CHECK(first_asked<Int128>(line, 1'000'000, 700'000, 1h) == 1'080s);
  CHECK(first_asked<Int128>(line, 1'000'000, 0, 1h) == 3'600s);
  CHECK_FALSE(first_asked<Int128>(line, 1'000'000, 0, 3'599s));
}

TEST_CASE("an unknown price is asked at no time", "[liquidation][auction_curve]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(first_asked(LinearDecrease{1h}, 100.0, nan, 1h));
  CHECK_FALSE(first_asked(LinearDecrease{1h}, nan, 50.0, 1h));
}

TEST_CASE("Derive's two speeds are a curve of prices", "[liquidation][auction_curve]") {
  const TwoSpeedDecrease curve{{.start = 0.95, .cutoff = 0.7, .fast = 15min, .slow = 12h}};  // its deployment's
  CHECK(curve.price(200.0, 0s) == 190.0);
  CHECK(curve.price(200.0, 15min) == 140.0);
  CHECK(curve.price(200.0, 15min + 12h) == 0.0);
  CHECK(first_asked(curve, 200.0, 140.0, 24h) == 15min);
  CHECK(curve.faults().empty());
  CHECK(TwoSpeedDecrease{{.start = 2.0, .cutoff = 0.7, .fast = 0s, .slow = 12h}}.faults().size() == 2);
}
