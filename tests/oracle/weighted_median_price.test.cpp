#include "bulwark/oracle/weighted_median_price.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
double median(std::vector<Weighted> prices) { return WeightedMedianPrice{}.price(prices); }
}  // namespace

TEST_CASE("half of the weight is at or below the weighted median", "[oracle][weighted_median_price]") {
  // Weights of Hyperliquid's validators: 3, 2, 2 and five times 1, 12 together.
  CHECK(median({{100.0, 3.0}, {101.0, 2.0}, {102.0, 2.0}, {90.0, 1.0}, {91.0, 1.0}, {110.0, 1.0}, {111.0, 1.0}, {112.0, 1.0}}) == 101.0);
  CHECK(median({{1.0, 100.0}, {2.0, 1.0}, {3.0, 1.0}}) == 1.0);
}

TEST_CASE("with equal weights it is the median", "[oracle][weighted_median_price]") {
  CHECK(median({{3.0, 2.0}, {1.0, 2.0}, {2.0, 2.0}}) == 2.0);
  CHECK(median({{4.0, 1.0}, {1.0, 1.0}, {3.0, 1.0}, {2.0, 1.0}}) == 2.5);
}

TEST_CASE("a source of weight k counts as k sources of weight one", "[oracle][weighted_median_price]") {
  CHECK(median({{1.0, 2.0}, {5.0, 1.0}, {9.0, 1.0}}) == median({{1.0, 1.0}, {1.0, 1.0}, {5.0, 1.0}, {9.0, 1.0}}));
  CHECK(median({{1.0, 3.0}, {5.0, 1.0}, {9.0, 1.0}}) == median({{1.0, 1.0}, {1.0, 1.0}, {1.0, 1.0}, {5.0, 1.0}, {9.0, 1.0}}));
}

TEST_CASE("sources without weight are not heard", "[oracle][weighted_median_price]") {
  CHECK(median({{1.0, 0.0}, {2.0, 1.0}, {3.0, 0.0}, {4.0, 1.0}}) == 3.0);
  CHECK(median({{1.0, 0.0}, {2.0, 1.0}, {3.0, 0.0}}) == 2.0);
  CHECK(std::isnan(median({{1.0, 0.0}})));
  CHECK(std::isnan(median({{1.0, -1.0}})));
}
