#include "bulwark/var/liquidation_schedule.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
/// Almgren, Chriss (2000), table 1: a share of 50 dollars, one million of them in five days.
constexpr MarketDepth table_1{.deviation = 0.95, .half_spread = 0.0625, .temporary_impact = 2.5e-6, .permanent_impact = 2.5e-7};
}  // namespace

TEST_CASE("the paper's million shares are sold faster at first", "[var][liquidation_schedule]") {
  // var_es.json, "almgren-chriss-kappa"; the paper rounds the urgency to 0.61 per day.
  const double urgency = liquidation_urgency(table_1, 1e-6, 1.0);
  CHECK(urgency == Catch::Approx(0.6070761632470627).epsilon(1e-12));
  std::vector<double> holdings(6);
  liquidation_schedule(1e6, urgency, 1.0, holdings);
  const double expected[] = {1e6, 541955.5543739223, 289854.2194099351, 147897.4878217232, 62141.801605766035, 0.0};
  for (std::size_t k = 0; k < 6; ++k) CHECK(holdings[k] == Catch::Approx(expected[k]).epsilon(1e-12));
}

TEST_CASE("no other schedule has less cost and variance for its risk aversion", "[var][liquidation_schedule]") {
  const double aversion = 1e-6;
  std::vector<double> best(6);
  liquidation_schedule(1e6, liquidation_urgency(table_1, aversion, 1.0), 1.0, best);
  const auto objective = [&](const std::vector<double>& holdings) {
    const LiquidationCost cost = liquidation_cost(table_1, 1.0, holdings);
    return cost.expected + aversion * cost.deviation * cost.deviation;
  };
  for (std::size_t k = 1; k < 5; ++k)
    for (const double move : {1e4, -1e4}) {
      std::vector<double> other = best;
      other[k] += move;
      CHECK(objective(other) > objective(best));
    }
}

TEST_CASE("who does not mind variance sells evenly, who minds most sells at once", "[var][liquidation_schedule]") {
  std::vector<double> holdings(5);
  liquidation_schedule(100.0, 0.0, 1.0, holdings);
  CHECK(holdings == std::vector<double>{100.0, 75.0, 50.0, 25.0, 0.0});
  liquidation_schedule(-100.0, 1e3, 1.0, holdings);
  CHECK((holdings[0] == -100.0 && std::fabs(holdings[1]) < 1e-300 && holdings[4] == 0.0));
  CHECK(liquidation_urgency(table_1, 1e-6, 1.0) < liquidation_urgency(table_1, 1e-5, 1.0));
}

TEST_CASE("the charge grows with size, and faster than it", "[var][liquidation_schedule]") {
  double before = 0.0;
  for (const double coins : {1e4, 1e5, 1e6}) {
    std::vector<double> holdings(6);
    liquidation_schedule(coins, 0.5, 1.0, holdings);
    const LiquidationCost cost = liquidation_cost(table_1, 1.0, holdings);
    const double each = liquidation_cost_at_risk(cost, 0.05) / coins;
    CHECK(cost.expected > 0.0);
    CHECK(each > before);
    CHECK(liquidation_cost_at_risk(cost, 0.01) > liquidation_cost_at_risk(cost, 0.05));
    before = each;
  }
}

TEST_CASE("a permanent impact that undoes the temporary one is refused", "[var][liquidation_schedule][faults]") {
  CHECK(faults(table_1, 1.0).empty());
  CHECK(faults(table_1, 21.0).size() == 1);
  CHECK(faults(table_1, 0.0).size() == 1);
  CHECK(faults({.deviation = -1.0, .temporary_impact = std::nan(""), .permanent_impact = 0.0}, 1.0).size() == 2);
}
