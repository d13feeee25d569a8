#include "bulwark/settlement/averaging_window.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

TEST_CASE("a settlement average fixes its share of the forward as the window passes", "[settlement][averaging_window]") {
  const Timestamp expiry{std::chrono::hours{480'000}};
  const auto at = [&](std::chrono::milliseconds left) { return averaged_forward(expiry, 100.0, 120.0, left, 30min); };
  CHECK(at(31min).fixed == 0.0);
  CHECK(at(30min).forward == 120.0);
  CHECK(at(15min).fixed == 50.0);
  CHECK(at(15min).forward == 110.0);
  CHECK(at(0min).fixed == 100.0);
  CHECK(at(0min).forward == 100.0);
  double before = 0.0;
  for (auto left = 30min; left >= 0min; left -= 1min) {
    CHECK(at(left).fixed >= before);
    CHECK(at(left).fixed <= at(left).forward);
    before = at(left).fixed;
  }
}

TEST_CASE("at expiry the live forward is not read, and an unknown average stays unknown", "[settlement][averaging_window]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(averaged_forward({}, 100.0, unknown, 0min, 30min).forward == 100.0);
  CHECK_FALSE(averaged_forward({}, unknown, 120.0, 10min, 30min).forward == averaged_forward({}, unknown, 120.0, 10min, 30min).forward);
}
