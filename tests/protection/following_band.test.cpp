#include "bulwark/protection/following_band.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr FollowingBand band;
constexpr BandReference hundred{100.0, start};
}  // namespace

TEST_CASE("the reference follows an average that is a step away, and no nearer one", "[protection][following_band]") {
  CHECK(band.updated(hundred, 100.99, start + 1h).price == 100.0);
  CHECK(band.updated(hundred, 101.0, start + 1h).price == 101.0);
  CHECK(band.updated(hundred, 99.0, start + 1h).price == 99.0);
  CHECK(band.updated(hundred, 101.0, start + 1h).since == start + 1h);
}

TEST_CASE("a reference stays for half a minute at least", "[protection][following_band]") {
  CHECK(band.updated(hundred, 104.0, start + 29'999ms).price == 100.0);
  CHECK(band.updated(hundred, 104.0, start + 30s).price == 104.0);
}

TEST_CASE("a market that drifts stays inside a band that follows it, and leaves a static one", "[protection][following_band]") {
  BandReference state = hundred;
  const PriceRange fixed = band.range(hundred);
  double price = 100.0;
  for (int i = 1; i <= 100; ++i) {
    price *= 1.002;
    state = band.updated(state, price, start + std::chrono::minutes(i));
    CHECK(band.range(state).contains(price));
  }
  CHECK_FALSE(fixed.contains(price));
}

TEST_CASE("a jump is outside whatever the band follows", "[protection][following_band]") {
  CHECK_FALSE(band.range(hundred).contains(106.0));
  CHECK_FALSE(band.range(hundred).contains(94.0));
}

TEST_CASE("an average that is no price is not followed", "[protection][following_band]") {
  for (const double bad : {0.0, -5.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(band.updated(hundred, bad, start + 1h).price == 100.0);
}

TEST_CASE("a step as wide as the band is a fault", "[protection][following_band][faults]") {
  CHECK(band.faults().empty());
  CHECK(FollowingBand{{0.05}, 0.05, -1s}.faults().size() == 2);
  CHECK(FollowingBand{{0.0}, -0.1, 0s}.faults().size() == 2);
}
