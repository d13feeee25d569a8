#include "bulwark/oracle/price_aggregate.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "bulwark/oracle/median_price.hpp"
#include "bulwark/oracle/trimmed_mean_price.hpp"
#include "bulwark/oracle/weighted_median_price.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Prices = std::vector<Weighted>;

namespace {

/// `count` prices about 100.
Prices drawn(Random& random, int count) {
  Prices prices;
  for (int i = 0; i < count; ++i) prices.push_back({random.between(50.0, 150.0), 1.0});
  return prices;
}

template <class A>
double of(const A& aggregate, Prices prices) {
  return aggregate.price(prices);
}

}  // namespace

TEST_CASE("liars in the minority cannot take an aggregate outside the honest range (F02)", "[oracle][price_aggregate]") {
  Random random{11};
  for (int round = 0; round < 500; ++round) {
    const int liars = 1 + static_cast<int>(random.below(4));
    Prices prices = drawn(random, liars + 1);
    double low = prices[0].value, high = low;
    for (const Weighted& p : prices) low = std::min(low, p.value), high = std::max(high, p.value);
    for (int i = 0; i < liars; ++i) prices.push_back({random.below(2) == 0 ? 1e-9 : 1e12, 1.0});
    for (const double price : {of(MedianPrice{}, prices), of(WeightedMedianPrice{}, prices), of(TrimmedMeanPrice{liars}, prices)})
      CHECK((price >= low && price <= high));
  }
}

TEST_CASE("no aggregate makes a price of nothing, or of what is no number", "[oracle][price_aggregate]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const Prices& bad : {Prices{}, Prices{{1.0, 1.0}, {unknown, 1.0}, {2.0, 1.0}}}) {
    CHECK(std::isnan(of(MedianPrice{}, bad)));
    CHECK(std::isnan(of(WeightedMedianPrice{}, bad)));
    CHECK(std::isnan(of(TrimmedMeanPrice{0}, bad)));
  }
}
