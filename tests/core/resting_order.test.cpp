#include "bulwark/core/resting_order.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
std::vector<double> prices_of(std::vector<RestingOrder> orders) {
  best_first(orders);
  std::vector<double> prices;
  for (const RestingOrder& order : orders) prices.push_back(order.price);
  return prices;
}
}  // namespace

TEST_CASE("purchases fill from the highest price down, sales from the lowest up", "[core][resting_order]") {
  CHECK(prices_of({{1.0, 40.0}, {2.0, 50.0}, {3.0, 20.0}}) == std::vector{50.0, 40.0, 20.0});
  CHECK(prices_of({{-1.0, 40.0}, {-2.0, 50.0}, {-3.0, 20.0}}) == std::vector{20.0, 40.0, 50.0});
  CHECK(prices_of({}).empty());
}

TEST_CASE("a price that is no number has a place too", "[core][resting_order]") {
  CHECK(prices_of({{1.0, 40.0}, {1.0, std::numeric_limits<double>::quiet_NaN()}, {1.0, 50.0}}).size() == 3);
}
