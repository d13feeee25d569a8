#include "bulwark/settlement/whole_units.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("every decimal that a double can be told from comes back whole", "[settlement][whole_units]") {
  for (long long n = -100'000; n <= 100'000; n += 7)
    for (const int decimals : {0, 2, 4, 8}) {
      const double x = static_cast<double>(n) / decimal_shift(decimals);
      CHECK(whole_units<long long>(x, decimals) == n);
      CHECK(from_units<long long>(n, decimals) == x);
    }
  CHECK(whole_units<long long>(0.1 + 0.2, 1) == 3);
}

TEST_CASE("what is between two units is nearest to one, and is not whole", "[settlement][whole_units]") {
  CHECK_FALSE(whole_units<long long>(0.123456789, 8));
  CHECK(nearest_units<long long>(0.123456789, 8) == 12'345'679);
  CHECK(nearest_units<long long>(-2.5, 0) == -2);
}

TEST_CASE("what is no number has no units, nor has what a double cannot count", "[settlement][whole_units]") {
  for (const double x : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 0x1p60}) {
    CHECK_FALSE(whole_units<long long>(x, 0));
    CHECK_FALSE(nearest_units<long long>(x, 0));
  }
}
