#include "bulwark/margin/scan_risk.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using bulwark::test::Random;

namespace {

// McMillan, Options as a Strategic Investment: December 410 call bought, S&P 500 future of range 10,000.
constexpr RiskArray long_call{460, -610, 2640, 1730, -1270, -2340, 5210, 4540, -2540, -3430, 8060, 7640, -3380, -3990, 3130, -1500};
const RiskArray long_future = SpanScenarios{.third = 0.333, .two_thirds = 0.667}.future(10'000.0);

RiskArray plus(const RiskArray& a, const RiskArray& b, double times = 1.0) {
  RiskArray sum{};
  for (std::size_t i = 0; i < 16; ++i) sum[i] = a[i] + times * b[i];
  return sum;
}

RiskArray random_array(Random& random) {
  RiskArray made{};
  for (double& x : made) x = random.quantity();
  return made;
}

}  // namespace

TEST_CASE("two books together risk no more than each by itself", "[margin][scan_risk]") {
  Random random{1};
  for (int i = 0; i < 1000; ++i) {
    const RiskArray a = random_array(random), b = random_array(random);
    CHECK(scan_risk(plus(a, b)).risk <= scan_risk(a).risk + scan_risk(b).risk);
    CHECK(scan_risk(plus(a, a)).risk == 2.0 * scan_risk(a).risk);
  }
}

TEST_CASE("the printed books risk what is printed", "[margin][scan_risk]") {
  CHECK(scan_risk(long_future).risk == 10'000.0);
  CHECK(scan_risk(long_future).scenario == 13);  // 13 and 14 tie
  CHECK(scan_risk(long_call).risk == 3'990.0);
  CHECK(scan_risk(long_call).scenario == 14);
  CHECK(scan_risk(plus(long_future, long_call, -1.0)).risk == 6'620.0);
  CHECK(scan_risk(plus(long_future, long_call, -1.0)).scenario == 13);
}

TEST_CASE("a book that cannot lose risks nothing, one that is unknown no number", "[margin][scan_risk]") {
  CHECK(scan_risk(RiskArray{}).risk == 0.0);
  RiskArray gains{};
  gains.fill(5.0);
  CHECK(scan_risk(gains).risk == 0.0);
  gains[7] = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_finite(scan_risk(gains).risk));
  CHECK_FALSE(is_finite(price_risk(gains)));
}

TEST_CASE("price risk leaves volatility and time aside", "[margin][scan_risk]") {
  CHECK(price_risk(long_future) == 10'000.0);
  CHECK(weighted_price_risk(long_future, -1.0) == 10'000.0);
  CHECK(weighted_price_risk(plus(long_future, long_future, 2.0), 3.0) == 10'000.0);
  // The call's active scenario is 14, its twin 13; scenarios 1 and 2 are what time makes.
  CHECK(price_risk(long_call) == (3'380.0 + 3'990.0) / 2.0 - (610.0 - 460.0) / 2.0);
  RiskArray straddle{};  // loses by volatility only
  straddle[1] = -100.0, straddle[0] = 100.0;
  CHECK(price_risk(straddle) == 0.0);
  CHECK(weighted_price_risk(long_call, 0.0) == 0.0);
}
