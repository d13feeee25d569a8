#include "bulwark/oracle/median_price.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
double median(std::vector<Weighted> prices) { return MedianPrice{}.price(prices); }
}  // namespace

TEST_CASE("the median is the one in the middle, or between the two in the middle", "[oracle][median_price]") {
  CHECK(median({{3.0, 1.0}, {1.0, 1.0}, {2.0, 1.0}}) == 2.0);
  CHECK(median({{4.0, 1.0}, {1.0, 1.0}, {3.0, 1.0}, {2.0, 1.0}}) == 2.5);
  CHECK(median({{7.0, 1.0}}) == 7.0);
}

TEST_CASE("the median counts heads, not weights", "[oracle][median_price]") {
  CHECK(median({{1.0, 100.0}, {2.0, 1.0}, {3.0, 1.0}}) == 2.0);
}

TEST_CASE("the midpoint of the two largest prices is finite", "[oracle][median_price]") {
  CHECK(median({{1.7e308, 1.0}, {1.7e308, 1.0}}) == 1.7e308);
}
