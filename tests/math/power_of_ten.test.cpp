#include "bulwark/math/power_of_ten.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("a power of ten up is exact, and down is rounded once", "[math][power_of_ten]") {
  CHECK(power_of_ten<long long>(0) == 1);
  CHECK(power_of_ten<long long>(18) == 1'000'000'000'000'000'000);
  CHECK(power_of_ten<Wide>(40) == Wide("10000000000000000000000000000000000000000"));
  CHECK(times_power_of_ten(-7LL, 3, Rounding::floor) == -7'000);
  for (const long long a : {-1'499LL, -1'500LL, -1'501LL, 0LL, 1'499LL, 1'500LL})
    for (const Rounding rounding : {Rounding::toward_zero, Rounding::floor, Rounding::ceil, Rounding::half_up}) {
      CHECK(times_power_of_ten(a, -3, rounding) == quotient(a, 1'000LL, rounding));
      CHECK(times_power_of_ten(times_power_of_ten(a, 5, rounding), -5, rounding) == a);
    }
}
