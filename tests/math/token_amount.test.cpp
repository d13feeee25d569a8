#include "bulwark/math/token_amount.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Int = long long;

TEST_CASE("what is owned is rounded down and what is owed is rounded up", "[math][token_amount]") {
  CHECK(token_value<Int>(1, 6, 1'999'999) == 1);
  CHECK(token_value<Int>(-1, 6, 1'999'999) == -2);
  CHECK(token_value<Int>(1, 9, 100'000'000) == 0);
  CHECK(token_value<Int>(-1, 9, 100'000'000) == -1);
  CHECK(token_value<Int>(0, 9, 100'000'000) == 0);
  CHECK(token_value<Int>(2'500'000'000, 9, 100'000'000) == 250'000'000);
}

TEST_CASE("amounts of any number of decimals become sizes in 1e-9", "[math][token_amount]") {
  CHECK(in_base_units<Int>(1'000'000, 6) == 1'000'000'000);
  CHECK(in_base_units<Int>(-1'000'000, 6) == 1'000'000'000);
  CHECK(in_base_units<Int>(123, 9) == 123);
  CHECK(in_base_units<Int>(1'999'999'999, 18) == 1);
}

TEST_CASE("a quotient in other units is rounded once", "[math][token_amount]") {
  CHECK(shifted_quotient<Int>(2, 3, 3, Rounding::toward_zero) == 666);
  CHECK(shifted_quotient<Int>(2'000'000, 3, -3, Rounding::toward_zero) == 666);
  CHECK(shifted_quotient<Int>(2, 3, 3, Rounding::ceil) == 667);
  CHECK(shifted_quotient<Int>(1'999, 1, -3, Rounding::ceil) == 2);
  CHECK(shifted_quotient<Int>(7, 2, 0, Rounding::floor) == 3);
}
