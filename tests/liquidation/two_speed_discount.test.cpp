#include "bulwark/liquidation/two_speed_discount.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
const TwoSpeedDiscount discount{.start = 0.98, .cutoff = 0.8, .fast = 100s, .slow = 14'400s};
}

TEST_CASE("a price falls fast to its cutoff and slowly to nothing", "[liquidation][two_speed_discount]") {
  CHECK(discount.share(0s) == 0.98);
  CHECK(discount.share(30s) == Catch::Approx(0.926).epsilon(1e-15));  // derive_auction.json, 30 seconds in
  CHECK(discount.share(100s) == 0.8);
  CHECK(discount.share(100s + 7'200s) == Catch::Approx(0.4).epsilon(1e-15));
  CHECK(discount.share(14'500s) == 0.0);
  CHECK(discount.share(24h) == 0.0);
  CHECK(discount.share(-1h) == 0.98);
}

TEST_CASE("a price never rises, and does not jump where its speed changes", "[liquidation][two_speed_discount]") {
  double last = 1.0;
  for (auto elapsed = 0ms; elapsed <= 14'600s; elapsed += 777ms) {
    const double share = discount.share(elapsed);
    CHECK((share >= 0.0 && share <= last));
    last = share;
  }
  CHECK(discount.share(100s - 1ms) - discount.share(100s) == Catch::Approx(0.18 / 100'000.0).epsilon(1e-9));
  CHECK(discount.share(14'500s - 1ms) < 1e-7);
  CHECK(discount.is_over(14'500s));
  CHECK_FALSE(discount.is_over(14'500s - 1ms));
}

TEST_CASE("a discount that rises or takes no time is refused", "[liquidation][two_speed_discount][faults]") {
  CHECK(discount.faults().empty());
  CHECK(said(TwoSpeedDiscount{.start = 1.1, .cutoff = 1.2, .fast = 0s, .slow = -1s}.faults()) ==
        std::vector<std::string>{"two_speed_discount.start is out of range, got 1.1000000000000001",
                                 "two_speed_discount.cutoff is out of range, got 1.2", "two_speed_discount.length must be positive, got 0",
                                 "two_speed_discount.length must be positive, got -1000"});
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(TwoSpeedDiscount{nothing, nothing, 1s, 1s}.faults().size() == 2);
}
