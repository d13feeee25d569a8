#include "bulwark/liquidation/keeper_cost.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/liquidation/keeper_incentive.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Gas in 2,000 blocks, from 20 gwei at 2,500 quote an ETH to a thousand times that; half of them below twice the least.
std::vector<double> any_blocks(Random& random) {
  std::vector<double> seen;
  for (int i = 0; i < 2'000; ++i) seen.push_back(5e-5 / random.between(0.001, 1.0));
  return seen;
}

}  // namespace

TEST_CASE("a reward for a quantile of gas is enough in that share of blocks, and a little less is not", "[liquidation][keeper_cost]") {
  Random random{1};
  const KeeperCost keeper{.gas = 5e5, .profit = 0.1};
  for (int i = 0; i < 50; ++i) {
    std::vector<double> seen = any_blocks(random);
    const double quantile = random.between(0.01, 1.0), cost = keeper.at_quantile(seen, quantile);
    CHECK(keeper.share_of_blocks(seen, cost) >= quantile);
    CHECK(keeper.share_of_blocks(seen, std::nextafter(cost, 0.0)) < quantile);
  }
}

TEST_CASE("an incentive for the 99th of a hundred blocks is acted on in 99 and farmed in none", "[liquidation][keeper_cost]") {
  Random random{2};
  std::vector<double> seen = any_blocks(random);
  const KeeperCost keeper{.gas = 5e5, .profit = 0.1};
  const double cost = keeper.at_quantile(seen, 0.99), quiet = keeper.at_quantile(seen, 0.01) / 1.1;  // staging awaits a quiet block
  const StagedLiquidation staged{.kept_penalty = 0.08, .gas = 3.0 * quiet};
  const auto safe = safe_incentive(cost, 0.001, 0.13, staged, 0.25);
  REQUIRE(safe);
  for (const double debt : {safe->least_debt, 10.0 * safe->least_debt, 1e9}) {
    CHECK(safe->incentive.is_enough(debt, cost));
    CHECK(keeper.share_of_blocks(seen, safe->incentive.paid(debt)) >= 0.99);
    CHECK(safe->incentive.staging_profit(debt, staged) < 0.0);
  }
}

TEST_CASE("of few blocks the quantile is one of them", "[liquidation][keeper_cost]") {
  const KeeperCost plain{.gas = 2.0};
  std::array<double, 4> seen{40.0, 10.0, 30.0, 20.0};
  CHECK(plain.at_quantile(seen, 0.25) == 20.0);
  CHECK(plain.at_quantile(seen, 0.26) == 40.0);
  CHECK(plain.at_quantile(seen, 1.0) == 80.0);
}

TEST_CASE("gas that is unknown has an unknown cost", "[liquidation][keeper_cost][faults]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const KeeperCost plain{.gas = 2.0};
  std::array<double, 2> seen{1.0, nan};
  CHECK_FALSE(plain.at_quantile(seen, 0.5) == plain.at_quantile(seen, 0.5));
  CHECK(std::isnan(plain.share_of_blocks(seen, 10.0)));
  CHECK(std::isnan(plain.at_quantile({}, 0.5)));
  std::array<double, 1> one{1.0};
  CHECK(std::isnan(plain.at_quantile(one, 0.0)));
  CHECK(std::isnan(plain.at_quantile(one, 1.5)));
  CHECK(std::isnan(plain.at_quantile(one, nan)));
  CHECK(said(KeeperCost{0.0, -1.0}.faults()) ==
        std::vector<std::string>{"keeper_cost.gas must be positive, got 0", "keeper_cost.profit must not be negative, got -1"});
}
