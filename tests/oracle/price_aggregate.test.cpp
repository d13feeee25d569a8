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

/// `count` prices about 100 with weights 1 to 4.
Prices drawn(Random& random, int count) {
  Prices prices;
  for (int i = 0; i < count; ++i) prices.push_back({random.between(50.0, 150.0), 1.0 + static_cast<double>(random.below(4))});
  return prices;
}

template <class A>
double of(const A& aggregate, Prices prices) {
  return aggregate.price(prices);
}

template <class A>
void check_semantics(const A& aggregate, bool counts_weights) {
  Random random{7};
  for (int round = 0; round < 500; ++round) {
    Prices prices = drawn(random, static_cast<int>(aggregate.least_sources()) + static_cast<int>(random.below(9)));
    const double price = of(aggregate, prices);
    double low = prices[0].value, high = prices[0].value;
    for (const Weighted& p : prices) low = std::min(low, p.value), high = std::max(high, p.value);
    CHECK((price >= low && price <= high));

    Prices turned = prices;
    std::reverse(turned.begin(), turned.end());
    std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    CHECK(of(aggregate, turned) == price);

    Prices scaled = prices;
    for (Weighted& p : scaled) p.value *= 0x1p-20;
    CHECK(of(aggregate, scaled) == price * 0x1p-20);

    Prices raised = prices;
    raised[static_cast<std::size_t>(random.below(std::ssize(prices)))].value *= 1.0 + random.between(0.0, 0.5);
    CHECK(of(aggregate, raised) >= price);

    Prices same = prices;
    for (Weighted& p : same) p.value = prices[0].value;
    CHECK(of(aggregate, same) == prices[0].value);

    if (!counts_weights) {
      for (Weighted& p : prices) p.weight = 1.0;
      CHECK(of(aggregate, prices) == price);
    }
  }
}

}  // namespace

TEST_CASE("every aggregate is between its sources, in any order, monotone, to scale and idempotent (F01, F03)",
          "[oracle][price_aggregate]") {
  check_semantics(MedianPrice{}, false);
  check_semantics(WeightedMedianPrice{}, true);
  check_semantics(TrimmedMeanPrice{0}, false);
  check_semantics(TrimmedMeanPrice{2}, false);
}

TEST_CASE("liars in the minority cannot take an aggregate outside the honest range (F02)", "[oracle][price_aggregate]") {
  Random random{11};
  for (int round = 0; round < 500; ++round) {
    const int liars = 1 + static_cast<int>(random.below(4));
    Prices prices = drawn(random, liars + 1);
    for (Weighted& p : prices) p.weight = 1.0;
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
