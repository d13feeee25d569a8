#include "bulwark/backstop/deleveraging_score.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("more profit and more leverage come first, and a profit comes before every loss", "[backstop][deleveraging_score]") {
  CHECK(profit_times_leverage(50, 100, 150, 100) == 0.75);  // half gained, leverage 1.5
  CHECK(profit_times_leverage(50, 100, 150, 50) > profit_times_leverage(50, 100, 150, 100));
  CHECK(profit_times_leverage(60, 100, 150, 100) > profit_times_leverage(50, 100, 150, 100));
  CHECK(profit_times_leverage(1e-9, 100, 100, 1e9) > profit_times_leverage(-1e-9, 100, 100, 1e-9));
  CHECK(profit_times_leverage(-50, 100, 150, 300) == -1.0);
  CHECK(profit_times_leverage(-50, 100, 150, 30) > profit_times_leverage(-50, 100, 150, 300));  // more leverage, as with profits
  CHECK(profit_times_leverage(1, 100, 150, 0) == std::numeric_limits<double>::infinity());
  CHECK(profit_times_leverage(-1, 100, 150, -5) == -0.01);
}

TEST_CASE("a short that halved ranks with a long that doubled", "[backstop][deleveraging_score]") {
  CHECK(price_gain_times_leverage(100, 200, true, 1'000, 500) == 4.0);
  CHECK(price_gain_times_leverage(100, 50, false, 1'000, 500) == 4.0);
  CHECK(price_gain_times_leverage(100, 200, true, 1'000, -1) == std::numeric_limits<double>::infinity());
}

TEST_CASE("what is unknown has no rank", "[backstop][deleveraging_score]") {
  for (int i = 0; i < 4; ++i) {
    double given[4] = {50, 100, 150, i == 3 ? unknown : -1.0};
    given[i] = unknown;
    CHECK(std::isnan(profit_times_leverage(given[0], given[1], given[2], given[3])));
    CHECK(std::isnan(price_gain_times_leverage(given[0], given[1], true, given[2], given[3])));
  }
}
