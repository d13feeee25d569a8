#include "bulwark/var/tail_count.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a product that is whole but for rounding is whole", "[var][tail_count]") {
  CHECK(100 * 0.07 > 7.0);
  CHECK(tail_count(100, 0.07) == 7.0);
  CHECK(tail_rank(100, 0.07) == 7);
  CHECK(tail_rank(500, 0.01) == 5);
  CHECK(tail_count(715, 0.01) == 715 * 0.01);
  CHECK(tail_rank(715, 0.01) == 8);
}

TEST_CASE("a tail smaller than one scenario ends with the worst", "[var][tail_count]") {
  CHECK(tail_rank(99, 0.01) == 1);
  CHECK_FALSE(reaches_tail(99, 0.01));
  CHECK(reaches_tail(100, 0.01));
  CHECK_FALSE(reaches_tail(0, 0.01));
}
