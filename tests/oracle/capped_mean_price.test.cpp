#include "bulwark/oracle/capped_mean_price.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
double mean(double width, std::vector<Weighted> prices) { return CappedMeanPrice{width}.price(prices); }
}  // namespace

TEST_CASE("liars in the minority move a capped mean by at most its width from the honest range", "[oracle][capped_mean_price]") {
  Random random{14};
  for (int round = 0; round < 300; ++round) {
    std::vector<Weighted> prices;
    double low = 1e300, high = 0.0;
    const Index liars = random.below(4);
    for (Index i = 0; i <= liars; ++i) {
      prices.push_back({random.between(99.0, 101.0), 1.0});
      low = std::min(low, prices.back().value), high = std::max(high, prices.back().value);
    }
    for (Index i = 0; i < liars; ++i) prices.push_back({random.below(2) == 0 ? 1e-9 : 1e12, 1.0});
    const double price = mean(0.005, prices);
    CHECK((price >= low * 0.995 - 1e-9 && price <= high * 1.005 + 1e-9));
  }
}

TEST_CASE("prices within the width count as they are, and weigh what they weigh", "[oracle][capped_mean_price]") {
  CHECK_THAT(mean(0.005, {{100.0, 1.0}, {100.2, 3.0}, {100.4, 1.0}}), WithinRel(100.2, 1e-15));
  CHECK_THAT(mean(0.005, {{100.0, 1.0}, {100.1, 1.0}, {100.4, 2.0}}), WithinRel(100.225, 1e-15));
}

TEST_CASE("capped means are those of the venues' own examples", "[oracle][capped_mean_price]") {
  // Deribit's help page: 100, 101 and 120 weighing 25, 50 and 25 % count as 100.495, 101 and 101.505.
  CHECK_THAT(mean(0.005, {{100.0, 25.0}, {101.0, 50.0}, {120.0, 25.0}}), WithinRel(101.0, 1e-14));
  // FTX, October 2019: 115 among 100.0 to 100.3 counts as 0.3 % above their median: "100.22".
  CHECK_THAT(mean(0.003, {{100.0, 1.0}, {100.1, 1.0}, {100.2, 1.0}, {100.3, 1.0}, {115.0, 1.0}}), WithinRel(100.22012, 1e-12));
}

TEST_CASE("a capped mean of nothing is unknown", "[oracle][capped_mean_price]") {
  CHECK(std::isnan(mean(0.005, {})));
  CHECK(std::isnan(mean(0.005, {{1.0, 0.0}})));
  CHECK(std::isnan(mean(0.005, {{1.0, 1.0}, {std::nan(""), 1.0}, {2.0, 1.0}})));
}

TEST_CASE("a width outside (0, 1) is a fault", "[oracle][capped_mean_price][faults]") {
  CHECK(CappedMeanPrice{}.faults().empty());
  CHECK(CappedMeanPrice{0.0}.faults().size() == 1);
  CHECK(CappedMeanPrice{1.0}.faults().size() == 1);
}
